exercise = "color_jitter"
belief = "clamps once, at the end"
hint = "You clamp the last result only. Each step hands on values in [0, 1]."
must_fail = ("values_are_clamped_after_each_step",)
change = (
    (
        "x = (factors[0] * x).clamp(0, 1)",
        "x = factors[0] * x",
    ),
    (
        "x = (factors[1] * x + (1 - factors[1]) * mean).clamp(0, 1)",
        "x = factors[1] * x + (1 - factors[1]) * mean",
    ),
)
