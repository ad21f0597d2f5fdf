exercise = "discriminative_param_groups"
belief = "divides the head's rate, too"
hint = "The head learns at base_lr itself; the division begins with the group before it."
must_fail = ("rates_fall_from_the_head_backwards",)
change = (("base_lr / factor**number", "base_lr / factor ** (number + 1)"),)
