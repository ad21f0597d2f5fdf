exercise = "CifarResNet"
belief = "averages 2x2 pixels in the shortcut"
hint = "The shortcut takes every other pixel from the first on; you average."
must_fail = ("cifar_given_weights",)
change = (("x[:, :, ::2, ::2]", "F.avg_pool2d(x, 2, ceil_mode=True)"),)
