exercise = "color_jitter"
belief = "adds to the brightness"
hint = "Brightness multiplies; black stays black."
must_fail = ("brightness_scales",)
change = (
    (
        "x = (factors[0] * x).clamp(0, 1)",
        "x = (factors[0] - 1 + x).clamp(0, 1)",
    ),
)
