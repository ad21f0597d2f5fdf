exercise = "discriminative_param_groups"
belief = "subtracts"
hint = "The rate falls by the same amount from group to group. Divide by the factor instead."
must_fail = ("rates_fall_from_the_head_backwards",)
change = (("base_lr / factor**number", "base_lr - number * base_lr / factor"),)
