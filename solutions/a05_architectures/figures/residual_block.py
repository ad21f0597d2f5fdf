"""The residual block: two paths, one sum; identity on the left, projection on the right."""

from __future__ import annotations

from autograder.publish.figure import BLUE, GREEN, ORANGE, TINT, Box, Figure

WIDE, HIGH, GAP = 150.0, 30.0, 22.0


def layer(figure: Figure, x: float, y: float, words: str, colour: str) -> Box:
    """One layer: a rounded box with its name."""
    box = Box(x, y, WIDE, HIGH)
    figure.box(box, fill=TINT[colour], stroke=colour, width=1.5, round_by=6)
    figure.text(box.centre, words)
    return box


def block(figure: Figure, x: float, stride: int, channels: tuple[int, int]) -> None:
    """One block from x at the top to y at the bottom."""
    projected = stride != 1 or channels[0] != channels[1]
    size = 32 // stride
    centre = x + WIDE / 2
    start = figure.text((centre, 0), f"x ({channels[0]}, 32, 32)", bold=True)
    strided = f", stride {stride}" if stride > 1 else ""
    names = [f"conv1 3x3{strided}", "bn1", "ReLU", "conv2 3x3", "bn2"]
    colours = [BLUE, GREEN, ORANGE, BLUE, GREEN]
    above, fork = start.bottom[1] + 2, start.bottom[1] + 16
    for i, (name, colour) in enumerate(zip(names, colours, strict=True)):
        box = layer(figure, x, fork + 16 + i * (HIGH + GAP), name, colour)
        figure.arrow((centre, above), (centre, box.y - 1))
        above = box.bottom[1]
    plus = above + GAP + 14
    figure.arrow((centre, above), (centre, plus - 14))
    figure.box(Box(centre - 13, plus - 13, 26, 26), fill="#ffffff", width=1.5, round_by=13)
    figure.text((centre, plus), "+", size=20)
    side = x + WIDE + 28 + WIDE / 2 if projected else x + WIDE + 40
    figure.line((centre, fork), (side, fork), width=1.8)
    if projected:
        top = layer(figure, side - WIDE / 2, fork + 16 + HIGH + GAP, f"conv 1x1{strided}", BLUE)
        norm = layer(figure, top.x, top.y + HIGH + GAP, "batch norm", GREEN)
        figure.arrow((side, fork), (side, top.y - 1))
        figure.arrow(top.bottom, (side, norm.y - 1))
        figure.arrow(norm.bottom, (side, plus), (centre + 14, plus))
        figure.text((side, plus + 20), "shortcut: projection", size=13)
    else:
        figure.arrow((side, fork), (side, plus), (centre + 14, plus))
        figure.text((side + 10, (fork + plus) / 2), "shortcut: identity", size=13, anchor="start")
    last = layer(figure, x, plus + 13 + GAP, "ReLU", ORANGE)
    figure.arrow((centre, plus + 13), (centre, last.y - 1))
    end = last.bottom[1] + GAP
    figure.arrow(last.bottom, (centre, end))
    figure.text((centre, end + 14), f"y ({channels[1]}, {size}, {size})", bold=True)


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "A residual block with an identity shortcut, and one with a projection",
        "Branch: 3x3 convolution, batch norm, ReLU, 3x3 convolution, batch norm. The branch and "
        "the shortcut are added, and a ReLU follows the sum. Left: 64 channels stay 64 and the "
        "shortcut is x itself. Right: 64 channels become 128 with stride 2, and the shortcut is a "
        "1x1 convolution with stride 2 and batch norm.",
    )
    block(figure, 0, 1, (64, 64))
    block(figure, 380, 2, (64, 128))
    return figure.svg()
