exercise = "discriminative_param_groups"
belief = "forgets the model's own parameters"
hint = "A parameter of the model itself, in no child, was left out. It is the last group."
must_fail = ("rates_fall_from_the_head_backwards",)
change = (
    (
        "    for number, group in",
        (
            '    own = {id(p) for name, p in model.named_parameters() if "." not in name}\n'
            "    for number, group in"
        ),
    ),
    ("if p.requires_grad]", "if p.requires_grad and id(p) not in own]"),
)
