exercise = "keeps_label"
belief = "forgets that colour can be the label"
hint = "For fruit and signs the colour decides: color_jitter loses the label."
must_fail = ("turned_and_coloured_images",)
change = (
    (
        "& MATTERS[domain]",
        '& (MATTERS[domain] - {"colour"})',
    ),
)
