exercise = "conv2d_params"
belief = "counts one bias per input channel"
hint = "A bias belongs to an output channel: there are out_channels of them."
must_fail = ("weights_and_a_bias_per_output_channel",)
change = (
    (
        "out_channels * (in_channels // groups * rows * columns + bool(bias))",
        "(\n        out_channels * (in_channels // groups * rows * columns) + in_channels * bool(bias)\n    )",
    ),
)
