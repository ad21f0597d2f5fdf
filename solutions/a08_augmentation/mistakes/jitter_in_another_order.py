exercise = "color_jitter"
belief = "changes contrast before brightness"
hint = (
    "The steps come in the order brightness, contrast, saturation; with clamping the order matters."
)
must_fail = ("values_are_clamped_after_each_step",)
change = (
    (
        "    x = (factors[0] * x).clamp(0, 1)\n",
        "",
    ),
    (
        "x = (factors[1] * x + (1 - factors[1]) * mean).clamp(0, 1)",
        "x = (factors[1] * x + (1 - factors[1]) * mean).clamp(0, 1)\n"
        "    x = (factors[0] * x).clamp(0, 1)",
    ),
)
