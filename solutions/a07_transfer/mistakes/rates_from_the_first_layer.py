exercise = "discriminative_param_groups"
belief = "counts from the first layer"
hint = (
    "The layers nearest to the image have the largest rates after the head. "
    "Count from the head backwards."
)
must_fail = ("rates_fall_from_the_head_backwards",)
change = (
    (
        "    for number, group in enumerate(_groups(model, head_name)):",
        (
            "    head, *rest = _groups(model, head_name)\n"
            "    for number, group in enumerate([head, *reversed(rest)]):"
        ),
    ),
)
