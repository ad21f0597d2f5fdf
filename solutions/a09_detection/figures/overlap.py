"""Two boxes: what they share, what they cover together, and the box around both."""

from __future__ import annotations

from autograder.publish.figure import BLUE, GREEN, MUTED, ORANGE, TINT, Box, Figure

UNIT = 44.0
A, B = (0, 0, 6, 4), (3, 2, 7, 5)


def placed(edges: tuple[int, int, int, int]) -> Box:
    """The rectangle of a box, in the figure's pixels."""
    x1, y1, x2, y2 = edges
    return Box(x1 * UNIT, y1 * UNIT, (x2 - x1) * UNIT, (y2 - y1) * UNIT)


def draw() -> str:
    """The figure as SVG."""
    shared = (max(A[0], B[0]), max(A[1], B[1]), min(A[2], B[2]), min(A[3], B[3]))
    around = (min(A[0], B[0]), min(A[1], B[1]), max(A[2], B[2]), max(A[3], B[3]))
    figure = Figure(
        "Intersection, union and enclosing box of two boxes",
        f"Box a {A} and box b {B} share 3 x 2 = 6 and cover 24 + 12 - 6 = 30 together. The box "
        f"around both, {around}, is 7 x 5 = 35, of which 5 are empty.",
    )
    figure.box(placed(around), fill=TINT[MUTED], stroke=MUTED, dashed=True)
    figure.box(placed(A), fill=TINT[BLUE], stroke=BLUE, width=2)
    figure.box(placed(B), fill=TINT[ORANGE], stroke=ORANGE, width=2)
    figure.box(placed(shared), fill=TINT[GREEN], stroke=GREEN, width=2)
    figure.box(placed(A), stroke=BLUE, width=2)
    figure.text((1.4 * UNIT, 1.2 * UNIT), "a = (0, 0, 6, 4)", colour=BLUE, bold=True)
    figure.text((5.6 * UNIT, 4.5 * UNIT), "b = (3, 2, 7, 5)", colour=ORANGE, bold=True)
    figure.text(placed(shared).centre, "shared: 6", colour=GREEN, bold=True)
    figure.text((1.4 * UNIT, 4.5 * UNIT), "empty: 3", colour=MUTED)
    figure.text((6.5 * UNIT, 1 * UNIT), "empty: 2", size=10, colour=MUTED)
    for i, words in enumerate(
        ("union = 24 + 12 - 6 = 30", "IoU = 6 / 30 = 0.2", "enclosing = 35", "GIoU = 0.2 - 5 / 35")
    ):
        figure.text((7.5 * UNIT, (1 + i) * UNIT), words, anchor="start")
    return figure.svg()
