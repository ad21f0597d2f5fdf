exercise = "random_crop_flip"
belief = "pads rows by the columns and columns by the rows"
hint = "F.pad names the last axis first: (left, right, top, bottom). Yours has them the other way."
must_fail = ("windows_are_uniform",)
change = (
    (
        "F.pad(x, (pad_columns, pad_columns, pad_rows, pad_rows))",
        "F.pad(x, (pad_rows, pad_rows, pad_columns, pad_columns))",
    ),
    (
        "torch.randint(2 * pad_rows + 1",
        "torch.randint(2 * (pad_columns) + 1",
    ),
    (
        "left = torch.randint(2 * pad_columns + 1",
        "left = torch.randint(2 * pad_rows + 1",
    ),
)
