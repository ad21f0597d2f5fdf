exercise = "discriminative_param_groups"
belief = "multiplies by the factor"
hint = (
    "Rates grow with the distance from the head. Early layers hold what is "
    "general: they need smaller steps."
)
must_fail = ("rates_fall_from_the_head_backwards",)
change = (("base_lr / factor**number", "base_lr * factor**number"),)
