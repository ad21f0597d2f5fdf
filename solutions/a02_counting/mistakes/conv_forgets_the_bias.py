exercise = "conv2d_params"
belief = "leaves the biases out"
hint = "Each output channel also has one bias, unless bias=False."
must_fail = ("weights_and_a_bias_per_output_channel",)
change = ((" + bool(bias)", ""),)
