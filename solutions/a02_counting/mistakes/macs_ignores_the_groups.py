exercise = "conv2d_macs"
belief = "ignores the groups"
hint = "With groups, an output value sees only the input channels of its own group."
must_fail = ("groups_multiply_less",)
change = (("* height", "* height * groups"),)
