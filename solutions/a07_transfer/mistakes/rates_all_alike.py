exercise = "discriminative_param_groups"
belief = "gives everything one rate"
hint = "Every group learns at base_lr; the factor does nothing."
must_fail = ("rates_fall_from_the_head_backwards",)
change = (("base_lr / factor**number", "base_lr"),)
