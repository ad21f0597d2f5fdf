exercise = "conv2d_params"
belief = "ignores the groups"
hint = "With groups, a kernel sees only the input channels of its own group."
must_fail = ("groups_have_fewer_weights",)
change = (("in_channels // groups", "in_channels"),)
