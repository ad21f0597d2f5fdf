exercise = "keeps_label"
belief = "answers whether the label is lost"
hint = "Your answers are the wrong way round: True means that the label survives."
must_fail = ("mirrored_images",)
change = (
    (
        "return not CHANGES",
        "return bool(CHANGES",
    ),
    (
        "& MATTERS[domain]",
        "& MATTERS[domain])",
    ),
)
