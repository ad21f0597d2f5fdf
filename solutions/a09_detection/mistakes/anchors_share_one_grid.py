exercise = "make_anchors"
belief = "spreads whole cells over the image instead of stepping by the stride"
hint = (
    "Cells lie exactly one stride apart, the first centre half a stride from the border. "
    "Yours begin a whole stride from it."
)
must_fail = ("anchors_of_one_cell", "anchors_go_row_by_row")

change = (
    (
        "y = (torch.arange(rows, dtype=dtype, device=device) + 0.5)",
        "y = (torch.arange(rows, dtype=dtype, device=device) + 1)",
    ),
    (
        "x = (torch.arange(columns, dtype=dtype, device=device) + 0.5)",
        "x = (torch.arange(columns, dtype=dtype, device=device) + 1)",
    ),
)
