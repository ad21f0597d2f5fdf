exercise = "conv2d_params"
belief = "divides with / and so counts in floats"
hint = "A count is an integer: divide with //."
must_fail = ("weights_and_a_bias_per_output_channel",)
change = (("in_channels // groups", "in_channels / groups"),)
