exercise = "strided_conv_instead"
belief = "divides by the square of the window's height"
hint = "A window of 2x4 has eight elements: height times width."
must_fail = ("weights_of_one_channel",)
change = (("1 / (kernel_size[0] * kernel_size[1])", "1 / kernel_size[0] ** 2"),)
