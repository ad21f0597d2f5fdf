"""Anchors: the centres of a feature map's cells, and the shapes of one of them."""

from __future__ import annotations

import math

from autograder.publish.figure import BLUE, LINE, MUTED, ORANGE, Box, Figure

STRIDE, ROWS, COLUMNS = 16, 3, 5
ZOOM = 6.0


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "Centres of the cells, and four anchors of one cell",
        f"A feature map of {ROWS} rows and {COLUMNS} columns with a stride of {STRIDE} pixels. "
        "Every cell has its centre half a stride from its edges. The cell in row 1 and column 2 "
        "shows the anchors of sizes 16 and 32 with the ratios 1 and 2: a ratio of 2 is twice as "
        "high as wide, and the area stays size squared.",
    )
    step = STRIDE * ZOOM
    for i in range(ROWS):
        for j in range(COLUMNS):
            cell = figure.box(Box(j * step, i * step, step, step), stroke=LINE)
            x, y = cell.centre
            figure.box(Box(x - 2.5, y - 2.5, 5, 5), fill=MUTED, stroke=MUTED, round_by=2.5)
    x, y = 2.5 * step, 1.5 * step
    for size, colour in ((16, BLUE), (32, ORANGE)):
        for ratio in (1, 2):
            width, height = size / math.sqrt(ratio) * ZOOM, size * math.sqrt(ratio) * ZOOM
            box = Box(x - width / 2, y - height / 2, width, height)
            figure.window(box, colour, dashed=ratio == 2)
    right = COLUMNS * step + 14
    words = (
        (f"stride {STRIDE}", MUTED),
        ("row 1, column 2:", MUTED),
        ("centre (40, 24)", MUTED),
        ("size 16: blue", BLUE),
        ("size 32: orange", ORANGE),
        ("ratio 1: solid", MUTED),
        ("ratio 2: dashed", MUTED),
    )
    for i, (text, colour) in enumerate(words):
        figure.text((right, 24 + 28 * i), text, anchor="start", colour=colour)
    return figure.svg()
