exercise = "conv2d_params"
belief = "counts biases that are not there"
hint = "With bias=False there are weights only."
must_fail = ("convolution_without_bias",)
change = (("bool(bias)", "1"),)
