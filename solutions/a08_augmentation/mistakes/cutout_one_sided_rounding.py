exercise = "cutout"
belief = "begins one pixel later for even sizes"
hint = "With an even size the longer half stands before the centre: from r - size // 2."
must_fail = ("even_holes_begin_half_before_the_centre",)
change = (
    (
        "- size_rows // 2",
        "- (size_rows - 1) // 2",
    ),
    (
        "- size_columns // 2",
        "- (size_columns - 1) // 2",
    ),
)
