exercise = "strided_conv_instead"
belief = "takes the window's width for its height"
hint = "kernel_size is (rows, columns): the height comes first."
must_fail = ("weights_of_one_channel",)
change = (("kernel_size = as_pair(kernel_size)", "kernel_size = as_pair(kernel_size)[::-1]"),)
