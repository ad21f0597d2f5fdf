exercise = "freeze_backbone"
belief = "leaves the head's gradients as they were"
hint = "A head that was frozen before stays frozen. All of its parameters must require a gradient."
must_fail = ("gradients_of_every_model",)
change = (
    (
        "    model.requires_grad_(False)\n    head.requires_grad_(True)\n",
        (
            "    for name, value in model.named_parameters():\n"
            '        if not name.startswith(head_name + "."):\n'
            "            value.requires_grad = False\n"
        ),
    ),
)
