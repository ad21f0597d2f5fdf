exercise = "color_jitter"
belief = "keeps the factors between 0.1 and 1.9"
hint = "Your factors stay away from 0 and 2: at strength 1 they come from all of [0, 2]."
must_fail = ("strongest_jitter_stays_in_range",)
change = (
    (
        "factors = (1 + draws * strengths)",
        "factors = (1 + draws * strengths).clamp(0.1, 1.9)",
    ),
)
