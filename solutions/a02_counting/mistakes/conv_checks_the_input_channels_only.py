exercise = "conv2d_params"
belief = "lets groups leave a remainder of the output channels"
hint = "Groups must divide the output channels as well as the input channels."
must_fail = ("refuses_groups_that_do_not_divide",)
change = (
    (
        "    _check_groups(in_channels, out_channels, groups)\n",
        "    _check_groups(in_channels, in_channels, groups)\n",
    ),
)
