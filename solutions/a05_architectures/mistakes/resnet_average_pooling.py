exercise = "make_resnet"
belief = "averages in the stem"
hint = "The stem takes maxima, with padding 1; you average."
must_fail = ("resnet_given_weights",)
change = (("nn.MaxPool2d(3, 2, padding=1)", "nn.AvgPool2d(3, 2, padding=1)"),)
