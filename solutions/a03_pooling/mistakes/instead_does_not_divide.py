exercise = "strided_conv_instead"
belief = "uses weights of one"
hint = "With weights of 1 the convolution adds up. Divide by the number of elements of the window."
must_fail = ("weights_of_one_channel",)
change = (("1 / (kernel_size[0] * kernel_size[1])", "1.0"),)
