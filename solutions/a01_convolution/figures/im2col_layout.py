"""Windows become columns: which pixel lands where."""

from __future__ import annotations

import numpy as np

from autograder.publish.figure import BLUE, CELL, ORANGE, Figure

IMAGE = np.arange(1, 13).reshape(3, 4)
KERNEL = (2, 2)
CHOSEN = {0: BLUE, 4: ORANGE}


def draw() -> str:
    """The figure as SVG."""
    windows = np.lib.stride_tricks.sliding_window_view(IMAGE, KERNEL)
    rows, across = windows.shape[:2]
    columns = windows.reshape(rows * across, -1).T
    figure = Figure(
        "im2col: every window becomes a column",
        f"A 3x4 image {IMAGE.tolist()} and a 2x2 kernel: six windows, so the matrix has four rows "
        f"and six columns: {columns.tolist()}. The first window is column 0; the window at row 1, "
        "column 1 is column 4.",
    )
    image = figure.grid((0, CELL / 2), IMAGE, label="image (1, 1, 3, 4)")
    fill = {(r, c): colour for c, colour in CHOSEN.items() for r in range(len(columns))}
    matrix = figure.grid((270, 0), columns, label="columns (1, 4, 6)", fill=fill)
    for place, colour in CHOSEN.items():
        figure.window(image.part(place // across, place % across, *KERNEL), colour)
        figure.window(matrix.part(0, place, len(columns)), colour)
        figure.text((matrix.part(0, place).centre[0], matrix.bottom[1] + 14), str(place), size=13)
    figure.arrow((image.right[0] + 16, image.right[1]), (matrix.x - 70, matrix.left[1]))
    for r in range(len(columns)):
        name = f"({r // KERNEL[1]}, {r % KERNEL[1]})"
        figure.text((matrix.x - 12, matrix.part(r, 0).centre[1]), name, size=13, anchor="end")
    figure.text((matrix.x - 12, matrix.bottom[1] + 14), "window", size=13, anchor="end")
    return figure.svg()
