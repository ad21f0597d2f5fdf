"""Fields of two neighbouring outputs, traced back through two convolutions along one axis."""

from __future__ import annotations

from autograder.publish.figure import BLUE, CELL, ORANGE, PURPLE, Figure, Grid

SIZE, MIDDLE, OUT = 9, 4, 2  # pixels of each level: 3 wide, stride 2, then 3 wide, stride 1
STEP = 2 * CELL


def fan(figure: Figure, above: Grid, below: Grid, place: int, window: range, colour: str) -> None:
    """The edges of the window that one value sees."""
    top, first, last = (
        above.part(0, place),
        below.part(0, window[0]),
        below.part(0, window[-1]),
    )
    figure.line(top.bottom, (first.x, first.y), colour=colour)
    figure.line(top.bottom, (last.x + CELL, last.y), colour=colour)


def level(figure: Figure, at: tuple[float, float], name: str, count: int, label: str) -> Grid:
    """One row of values with its label at the left."""
    grid = figure.grid(at, [[f"{name}{i}" for i in range(count)]])
    figure.text((-24, at[1] + CELL / 2), label, anchor="end", bold=True)
    return grid


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "Receptive fields of two outputs",
        "Nine pixels, a convolution of 3 with stride 2, then one of 3 with stride 1. The first "
        "output sees pixels 0 to 6, the second pixels 2 to 8: size 7, jump 2. The first field's "
        "centre is the middle of pixel 3, at 3.5.",
    )
    out = level(figure, (3 * CELL + 17, 0), "z", OUT, "kernel 3, stride 1: (7, 2, 3.5)")
    middle = level(figure, (2 * CELL + 17, STEP), "y", MIDDLE, "kernel 3, stride 2: (3, 2, 1.5)")
    pixels = level(figure, (0, 2 * STEP), "x", SIZE, "image: (1, 1, 0.5)")
    for place, colour in ((0, BLUE), (1, ORANGE)):
        fan(figure, out, middle, place, range(place, place + 3), colour)
    for place, colour in ((0, BLUE), (3, ORANGE)):
        fan(figure, middle, pixels, place, range(2 * place, 2 * place + 3), colour)
    bottom = 2 * STEP + CELL
    figure.bracket(0, 7 * CELL, bottom + 16, "field of z0: size 7", colour=BLUE)
    figure.bracket(2 * CELL, 9 * CELL, bottom + 58, "field of z1: jump 2", colour=ORANGE)
    centre = 3.5 * CELL
    figure.line((centre, bottom), (centre, bottom + 10), colour=PURPLE, width=3)
    figure.text((centre, bottom + 100), "start 3.5: the middle of x3", colour=PURPLE)
    figure.line((centre, bottom + 48), (centre, bottom + 88), colour=PURPLE)
    return figure.svg()
