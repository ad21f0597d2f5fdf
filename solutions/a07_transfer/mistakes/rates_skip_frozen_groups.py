exercise = "discriminative_param_groups"
belief = "does not count frozen groups"
hint = "Freezing one group changed the rate of another. Frozen groups keep their number."
must_fail = ("frozen_parameters_are_left_out",)
change = (
    (
        "    for number, group in enumerate(_groups(model, head_name)):",
        (
            "    groups = [g for g in _groups(model, head_name) if any(p.requires_grad "
            "for p in g)]\n"
            "    for number, group in enumerate(groups):"
        ),
    ),
)
