exercise = "conv2d_macs"
belief = "ignores the groups"
hint = "With groups, an output value sees only the input channels of its own group."
must_fail = ("groups_multiply_less",)
change = (
    (
        "conv2d_params(in_channels, out_channels, (rows, columns), bias=False, groups=groups)",
        "in_channels * out_channels * rows * columns\n    _check_groups(in_channels, out_channels, groups)",
    ),
)
