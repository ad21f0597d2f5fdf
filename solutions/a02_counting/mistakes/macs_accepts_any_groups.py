exercise = "conv2d_macs"
belief = "rounds where groups do not divide"
hint = "Groups that do not divide both numbers of channels are an error: raise ValueError."
must_fail = ("groups_multiply_less", "multiplications_refuse_groups_that_do_not_divide")
change = (
    (
        "conv2d_params(in_channels, out_channels, (rows, columns), bias=False, groups=groups)",
        "out_channels * (in_channels // groups) * rows * columns",
    ),
)
