exercise = "make_anchors"
belief = "centres anchors on the upper left corners of the cells"
hint = "Your anchors stand on the corners of the cells. A centre is at (j + 0.5) * stride."
must_fail = ("anchors_of_one_cell", "anchors_go_row_by_row")

change = (
    (
        "y = (torch.arange(rows, dtype=dtype, device=device) + 0.5)",
        "y = torch.arange(rows, dtype=dtype, device=device)",
    ),
    (
        "x = (torch.arange(columns, dtype=dtype, device=device) + 0.5)",
        "x = torch.arange(columns, dtype=dtype, device=device)",
    ),
)
