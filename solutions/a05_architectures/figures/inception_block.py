"""The Inception block: one input, four branches, joined as channels."""

from __future__ import annotations

from autograder.publish.figure import BLUE, GREEN, ORANGE, TINT, Box, Figure

WIDE, HIGH, GAP = 140.0, 30.0, 26.0
BRANCHES = (
    (("1x1", BLUE), None, "64"),
    (("1x1, reduce", BLUE), ("3x3", GREEN), "128"),
    (("1x1, reduce", BLUE), ("5x5", GREEN), "32"),
    (("max pool 3x3", ORANGE), ("1x1", BLUE), "32"),
)


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "An Inception block: four branches, joined as channels",
        "192 channels go to four branches: a 1x1 convolution with 64 channels; a 1x1 and a 3x3 "
        "with 128; a 1x1 and a 5x5 with 32; max pooling and a 1x1 with 32. Their results are "
        "concatenated, in this order, to 256 channels.",
    )
    width = 4 * WIDE + 3 * GAP
    figure.text((width / 2, 0), "x (192, 28, 28)", bold=True)
    bar = 24.0
    figure.line((WIDE / 2, bar), (width - WIDE / 2, bar), width=1.8)
    figure.line((width / 2, 10), (width / 2, bar), width=1.8)
    first, second = bar + GAP, bar + 2 * GAP + HIGH
    join = Box(0, second + HIGH + GAP + 16, width, HIGH)
    for i, (top, below, channels) in enumerate(BRANCHES):
        x = i * (WIDE + GAP)
        centre, above = x + WIDE / 2, bar
        for place, part in ((first, top), (second, below)):
            if part is None:
                continue
            box = Box(x, place, WIDE, HIGH)
            figure.box(box, fill=TINT[part[1]], stroke=part[1], width=1.5, round_by=6)
            figure.text(box.centre, part[0])
            figure.arrow((centre, above), (centre, place - 1))
            above = box.bottom[1]
        figure.arrow((centre, above), (centre, join.y - 1))
        figure.text((centre + 8, join.y - 16), channels, size=13, anchor="start")
    figure.box(join, fill="#ffffff", width=1.5, round_by=6)
    figure.text(join.centre, "concatenate channels: 64, 128, 32, 32")
    figure.arrow(join.bottom, (width / 2, join.bottom[1] + GAP))
    figure.text((width / 2, join.bottom[1] + GAP + 14), "y (256, 28, 28)", bold=True)
    return figure.svg()
