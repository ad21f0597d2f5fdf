"""Adaptive pooling: five pixels into three windows, borders rounded outwards."""

from __future__ import annotations

from autograder.publish.figure import BLUE, GREEN, MUTED, ORANGE, Figure

PIXELS = (1, 3, 5, 8, 2)
COUNT = 3


def draw() -> str:
    """The figure as SVG."""
    size, cell = len(PIXELS), 52.0
    windows = [(i * size // COUNT, -(-(i + 1) * size // COUNT)) for i in range(COUNT)]
    means = [sum(PIXELS[a:b]) / (b - a) for a, b in windows]
    figure = Figure(
        "Three adaptive windows on five pixels",
        f"The borders 5/3 and 10/3 are rounded down where a window begins and up where it ends, so "
        f"the windows are {windows}, and neighbours share a pixel. Their means are "
        f"{[round(m, 2) for m in means]}.",
    )
    shared = {(0, p): GREEN for p in range(size) if sum(a <= p < b for a, b in windows) > 1}
    axis = figure.grid((0, 0), [PIXELS], label="five pixels", fill=shared, cell=cell)
    for i in range(1, COUNT):
        x = axis.x + i * size / COUNT * cell
        figure.line((x, axis.y + cell - 8), (x, axis.y + cell + 10), colour=MUTED, width=1.5)
    for i, ((a, b), mean) in enumerate(zip(windows, means, strict=True)):
        y = axis.y + cell + 24 + 34 * i
        colour = (BLUE, ORANGE, BLUE)[i]
        label = f"window {i}: pixels {a} to {b - 1}, mean {mean:.4g}"
        figure.line((a * cell + 3, y), (b * cell - 3, y), colour=colour, width=4)
        figure.text((size * cell + 24, y), label, anchor="start", colour=colour)
    return figure.svg()
