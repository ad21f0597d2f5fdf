exercise = "cutout"
belief = "covers size // 2 on both sides"
hint = "From size // 2 before the centre to size // 2 after it an odd size loses a pixel."
must_fail = ("holes_are_black_and_cut_off",)
change = (
    (
        "(rows < top + size_rows)",
        "(rows < top + size_rows // 2 * 2)",
    ),
    (
        "(columns < left + size_columns)",
        "(columns < left + size_columns // 2 * 2)",
    ),
)
