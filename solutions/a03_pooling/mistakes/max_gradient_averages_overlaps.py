exercise = "max_pool2d_backward"
belief = "averages the gradients of overlapping windows"
hint = (
    "Gradients of several windows are added, not averaged: the pixel's change reaches all of "
    "these outputs."
)
must_fail = ("gradient_accumulates_where_windows_overlap", "one_pixel_may_win_many_windows")
change = (
    (
        "undecided = np.ones(best.shape, dtype=bool)",
        ("undecided = np.ones(best.shape, dtype=bool)\n    won = np.zeros(padded.shape)"),
    ),
    (
        ("        undecided &= ~wins\n    return _crop(grad_padded, padding)"),
        (
            "        won[window] += wins\n"
            "        undecided &= ~wins\n"
            "    return _crop(grad_padded / np.maximum(won, 1), padding)"
        ),
    ),
)
