exercise = "conv2d_params"
belief = "divides the biases by the groups, too"
hint = "Groups divide the weights only: every output channel keeps its bias."
must_fail = ("groups_have_fewer_weights", "groups_keep_every_bias")
change = (
    (
        "out_channels * (in_channels // groups * rows * columns + bool(bias))",
        "out_channels * (in_channels * rows * columns + bool(bias)) // groups",
    ),
)
