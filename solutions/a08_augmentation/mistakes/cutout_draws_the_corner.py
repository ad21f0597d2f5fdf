exercise = "cutout"
belief = "draws the corner, not the centre"
hint = "The pixel that you draw is the corner of your rectangle; it should be its centre."
must_fail = ("even_holes_begin_half_before_the_centre",)
change = (
    (
        "generator=generator) - size_rows // 2",
        "generator=generator)",
    ),
    (
        "generator=generator) - size_columns // 2",
        "generator=generator)",
    ),
)
