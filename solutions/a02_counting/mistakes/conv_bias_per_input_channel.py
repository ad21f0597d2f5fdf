exercise = "conv2d_params"
belief = "counts one bias per input channel"
hint = "A bias belongs to an output channel: there are out_channels of them."
must_fail = ("weights_and_a_bias_per_output_channel",)
change = ((" + bool(bias))", ") + in_channels * bool(bias)"),)
