exercise = "conv2d_params"
belief = "counts one bias for the whole layer"
hint = "Every output channel has a bias of its own."
must_fail = ("weights_and_a_bias_per_output_channel",)
change = (
    (
        "out_channels * (in_channels // groups * rows * columns + bool(bias))",
        "out_channels * (in_channels // groups) * rows * columns + bool(bias)",
    ),
)
