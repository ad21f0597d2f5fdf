exercise = "conv2d_params"
belief = "counts a bias for each plane of each kernel"
hint = "A kernel sums over its input channels first, and then adds one bias."
must_fail = ("kernels_need_not_be_square",)
change = (
    (
        "out_channels * (in_channels // groups * rows * columns + bool(bias))",
        "out_channels * (in_channels // groups) * (rows * columns + bool(bias))",
    ),
)
