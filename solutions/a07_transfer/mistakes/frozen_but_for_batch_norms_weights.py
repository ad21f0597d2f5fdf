exercise = "freeze_backbone"
belief = "leaves batch norm's weight and bias trainable"
hint = "Batch norm's own weight and bias outside the head still require a gradient."
must_fail = ("only_the_head_requires_a_gradient",)
change = (
    (
        "            layer.eval()",
        "            layer.eval()\n            layer.requires_grad_(True)",
    ),
)
