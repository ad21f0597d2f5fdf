exercise = "color_jitter"
belief = "draws factors from 1 to 1 + s"
hint = "Your factors never fall below 1: they run from 1 - s to 1 + s."
must_fail = (
    "brightness_scales",
    "factors_are_uniform",
)
change = (
    (
        "factors = (1 + draws * strengths)",
        "factors = (1 + abs(draws) * strengths)",
    ),
)
