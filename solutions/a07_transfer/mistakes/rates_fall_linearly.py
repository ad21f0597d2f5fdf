exercise = "discriminative_param_groups"
belief = "divides by a multiple of the factor"
hint = (
    "The rates fall as 1/(g * factor). Each group divides its neighbour's rate "
    "by the factor: a power."
)
must_fail = ("rates_fall_from_the_head_backwards",)
change = (("base_lr / factor**number", "base_lr / max(factor * number, 1)"),)
