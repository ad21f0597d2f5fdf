exercise = "conv2d_params"
belief = "divides with / and so counts in floats"
hint = "A count is an integer: divide with //."
must_fail = ("convolution_counts_are_exact",)
change = (("in_channels // groups", "in_channels / groups"),)
