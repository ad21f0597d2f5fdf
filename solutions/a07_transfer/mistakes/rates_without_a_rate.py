exercise = "discriminative_param_groups"
belief = "leaves the rate out"
hint = 'The groups have no "lr": the optimiser gives all of them its own.'
must_fail = ("rates_fall_from_the_head_backwards",)
change = ((', "lr": base_lr / factor**number', ""),)
