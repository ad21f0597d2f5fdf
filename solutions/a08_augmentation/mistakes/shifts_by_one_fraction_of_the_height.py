exercise = "shift_zoom"
belief = "takes fractions of the height along both axes"
hint = "Columns move by a fraction of the width, rows by a fraction of the height."
must_fail = ("shifts_are_uniform",)
change = (
    (
        "draws[1] * shift_columns * width",
        "draws[1] * shift_columns * height",
    ),
)
