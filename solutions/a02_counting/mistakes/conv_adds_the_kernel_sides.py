exercise = "conv2d_params"
belief = "adds the kernel's sides"
hint = "A kernel of 3x3 has nine weights per channel: multiply its sides."
must_fail = ("weights_and_a_bias_per_output_channel", "kernels_need_not_be_square")
change = (("* rows * columns", "* (rows + columns)"),)
