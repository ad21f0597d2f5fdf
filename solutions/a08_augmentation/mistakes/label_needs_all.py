exercise = "keeps_label"
belief = "lets a label survive unless all that it depends on changes"
hint = "One change that matters is enough to lose a label."
must_fail = ("every_domain",)
change = (
    (
        "return not CHANGES[transform] & MATTERS[domain]",
        "return not MATTERS[domain] or not MATTERS[domain] <= CHANGES[transform]",
    ),
)
