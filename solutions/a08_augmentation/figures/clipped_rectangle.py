"""CutMix: the border cuts the rectangle off, and lambda follows."""

from __future__ import annotations

from autograder.publish.figure import CELL, MUTED, ORANGE, Box, Figure

SIZE, SIDE = 8, 4


def panel(figure: Figure, x: float, centre: tuple[int, int], title: str) -> float:
    """One image with the rectangle around a pixel; returns lambda."""
    ends = [(max(c - SIDE // 2, 0), min(c - SIDE // 2 + SIDE, SIZE)) for c in centre]
    (top, bottom), (left, right) = ends
    cells = [
        ["b" if top <= r < bottom and left <= c < right else "a" for c in range(SIZE)]
        for r in range(SIZE)
    ]
    grid = figure.grid((x, 0), cells)
    half = SIDE // 2
    whole = Box(x + (centre[1] - half) * CELL, (centre[0] - half) * CELL, SIDE * CELL, SIDE * CELL)
    figure.box(whole, stroke=MUTED, width=2, dashed=True)
    figure.box(grid.part(top, left, bottom - top, right - left), stroke=ORANGE, width=3)
    area = (bottom - top) * (right - left)
    lam = 1 - area / SIZE**2
    middle = x + SIZE * CELL / 2
    figure.text((middle, SIZE * CELL + 24), title, bold=True)
    figure.text((middle, SIZE * CELL + 48), f"lambda = 1 - {area}/{SIZE**2} = {lam:g}")
    return lam


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "CutMix: lambda after the border has cut the rectangle off",
        "Two images of 8x8 pixels with a rectangle of 4x4. Around a pixel in the middle the whole "
        "rectangle is pasted, lambda is 0.75. Around the pixel in the top left corner only 2x2 "
        "pixels are on the image, lambda is 0.9375.",
    )
    first = panel(figure, 0, (4, 5), "all of it is on the image")
    second = panel(figure, (SIZE + 4) * CELL, (0, 0), "cut off at the border")
    assert (first, second) == (0.75, 0.9375), "the description is out of date"
    return figure.svg()
