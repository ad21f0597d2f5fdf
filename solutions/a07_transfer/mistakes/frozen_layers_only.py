exercise = "freeze_backbone"
belief = "forgets the model's own parameters"
hint = "A parameter that belongs to no layer, but to the model itself, still requires a gradient."
must_fail = ("only_the_head_requires_a_gradient",)
change = (
    (
        "    model.requires_grad_(False)\n",
        "    for child in model.children():\n        child.requires_grad_(False)\n",
    ),
)
