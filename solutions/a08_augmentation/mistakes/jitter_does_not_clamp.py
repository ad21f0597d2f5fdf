exercise = "color_jitter"
belief = "does not clamp"
hint = "Values leave [0, 1]: clamp after each step."
must_fail = (
    "values_are_clamped_after_each_step",
    "strongest_jitter_stays_in_range",
)
change = (
    (
        "x = (factors[0] * x).clamp(0, 1)",
        "x = factors[0] * x",
    ),
    (
        "x = (factors[1] * x + (1 - factors[1]) * mean).clamp(0, 1)",
        "x = factors[1] * x + (1 - factors[1]) * mean",
    ),
    (
        "return (factors[2] * x + (1 - factors[2]) * _grey(x)).clamp(0, 1)",
        "return factors[2] * x + (1 - factors[2]) * _grey(x)",
    ),
)
