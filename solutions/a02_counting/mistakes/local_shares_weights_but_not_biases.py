exercise = "locally_connected_params"
belief = "shares the weights between places, but not the biases"
hint = "Every place of the output has weights of its own, not only biases."
must_fail = ("kernels_of_every_place_are_its_own",)
change = (
    (
        "height * width * out_channels * (in_channels * rows * columns + bool(bias))",
        "out_channels * (\n        in_channels * rows * columns + height * width * bool(bias)\n    )",
    ),
)
