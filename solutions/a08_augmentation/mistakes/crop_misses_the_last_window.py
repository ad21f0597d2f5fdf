exercise = "random_crop_flip"
belief = "never cuts the last row or column"
hint = "There are 2 * padding + 1 places for a window; randint leaves out its upper bound."
must_fail = ("windows_are_uniform",)
change = (
    (
        "torch.randint(2 * pad_rows + 1,",
        "torch.randint(max(2 * pad_rows, 1),",
    ),
    (
        "torch.randint(2 * pad_columns + 1,",
        "torch.randint(max(2 * pad_columns, 1),",
    ),
)
