exercise = "discriminative_param_groups"
belief = "hands out frozen parameters"
hint = "Frozen parameters are among the groups. Leave them out."
must_fail = ("frozen_parameters_are_left_out",)
change = ((" if p.requires_grad", ""),)
