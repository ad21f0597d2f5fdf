exercise = "locally_connected_params"
belief = "counts one bias per place"
hint = "At each place, every output channel has a bias."
must_fail = ("kernels_of_every_place_are_its_own",)
change = (
    (
        "height * width * out_channels * (in_channels * rows * columns + bool(bias))",
        "(\n        height * width * (out_channels * in_channels * rows * columns + bool(bias))\n    )",
    ),
)
