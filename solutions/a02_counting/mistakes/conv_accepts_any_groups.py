exercise = "conv2d_params"
belief = "rounds where groups do not divide"
hint = "Groups that do not divide both numbers of channels are an error: raise ValueError."
must_fail = ("refuses_groups_that_do_not_divide", "refuses_any_groups_that_do_not_divide")
change = (("    _check_groups(in_channels, out_channels, groups)\n", ""),)
