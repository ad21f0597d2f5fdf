exercise = "cutout"
belief = "takes rows for columns"
hint = "Your rectangle has its rows and columns exchanged."
must_fail = ("holes_are_black_and_cut_off",)
change = (
    (
        "batch, _, height, width = x.shape",
        "batch, _, height, width = x.shape\n    size_rows, size_columns = size_columns, size_rows",
    ),
)
