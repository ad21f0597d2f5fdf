exercise = "discriminative_param_groups"
belief = "knows two rates"
hint = "All groups outside the head have the same rate. Each group divides once more."
must_fail = ("rates_fall_from_the_head_backwards",)
change = (("base_lr / factor**number", "base_lr / factor ** min(number, 1)"),)
