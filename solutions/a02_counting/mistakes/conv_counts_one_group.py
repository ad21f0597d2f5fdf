exercise = "conv2d_params"
belief = "counts the weights of one group alone"
hint = (
    "All groups have weights. Only the input channels of a kernel are divided, not the output "
    "channels."
)
must_fail = ("groups_have_fewer_weights",)
change = (
    (
        "out_channels * (in_channels // groups * rows * columns + bool(bias))",
        "out_channels // groups * (in_channels // groups * rows * columns) + (\n        out_channels * bool(bias)\n    )",
    ),
)
