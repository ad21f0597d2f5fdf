"""GoogLeNet's first inception module: shapes along its four branches."""

from __future__ import annotations

from autograder.publish.figure import BLUE, GREEN, MUTED, ORANGE, PURPLE, TINT, Box, Figure

WIDTH, HEIGHT, GAP = 118.0, 40.0, 22.0
BRANCHES = (
    (BLUE, ("1x1: 64",)),
    (ORANGE, ("1x1: 96", "3x3: 128")),
    (GREEN, ("1x1: 16", "5x5: 32")),
    (PURPLE, ("pool 3x3: 192", "1x1: 32")),
)


def labelled(figure: Figure, box: Box, text: str, colour: str) -> Box:
    """A rectangle with a line of text."""
    figure.box(box, fill=TINT[colour], stroke=colour, round_by=6)
    figure.text(box.centre, text)
    return box


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "An inception module",
        "192 channels of 28x28 enter four branches, which give 64, 128, 32 and 32 channels of "
        "28x28. Joined along the channels they are 256 x 28 x 28.",
    )
    across = 4 * WIDTH + 3 * GAP
    middle = (across - 1.7 * WIDTH) / 2
    source = Box(middle, 0, 1.7 * WIDTH, HEIGHT)
    labelled(figure, source, "(192, 28, 28)", MUTED)
    target = Box(middle, 4.9 * HEIGHT + 12, 1.7 * WIDTH, HEIGHT)
    for i, (colour, layers) in enumerate(BRANCHES):
        at, before = i * (WIDTH + GAP), source.bottom
        spot = source.x + (i + 1) * source.width / 5
        for j, text in enumerate(layers):
            y = (1.7 + 1.4 * (j if len(layers) > 1 else 0.7)) * HEIGHT
            box = labelled(figure, Box(at, y, WIDTH, HEIGHT), text, colour)
            start = before if j else (spot, source.y + HEIGHT)
            figure.arrow(start, box.top, colour=colour)
            before = box.bottom
        figure.arrow(before, (spot, target.y), colour=colour)
    labelled(figure, target, "(256, 28, 28)", MUTED)
    figure.text(
        (target.x + target.width + 16, target.centre[1]),
        "64 + 128 + 32 + 32 = 256",
        anchor="start",
    )
    return figure.svg()
