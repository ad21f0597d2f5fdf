"""The gradient of each of 50 layers' weights, with and without shortcuts, on a log scale."""

from __future__ import annotations

from autograder.publish.figure import BLUE, ORANGE, Box, Figure

# log10 of gradient_norms(kind, 50, generator of seed 0), of layers 1, 4, 7, ..., 49 and 50.
PLAIN = (
    -17.6,
    -17.7,
    -17.6,
    -17.2,
    -17.4,
    -17.5,
    -17.8,
    -17.8,
    -17.8,
    -17.9,
    -18.1,
    -18.2,
    -18.2,
    -18.2,
    -18.4,
    -18.3,
    -18.5,
    -18.3,
)
RESIDUAL = (
    4.2,
    4.2,
    4.1,
    4.2,
    4.3,
    4.1,
    4.2,
    4.3,
    4.1,
    4.1,
    4.1,
    4.1,
    4.0,
    4.1,
    4.0,
    4.1,
    4.0,
    4.0,
)
LAYERS = (*range(1, 50, 3), 50)
WIDE, HIGH, TOP, LOW = 560.0, 260.0, 6, -20


def place(layer: int, power: float) -> tuple[float, float]:
    """Where a layer's dot lies."""
    return WIDE * (layer - 0.5) / 50, HIGH * (TOP - power) / (TOP - LOW)


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "Gradient norms of 50 layers: about 1e-18 without shortcuts, about 1e4 with them",
        "Horizontal: the layer, 1 to 50. Vertical: the norm of its weight's gradient on a "
        "logarithmic scale. The residual stack stays near 1e4, the plain one near 1e-18.",
    )
    for power in range(LOW, TOP + 1, 5):
        y = place(1, power)[1]
        figure.line((0, y), (WIDE, y), width=0.8)
        figure.text((-8, y), f"1e{power}", size=13, anchor="end")
    for layer in (1, 10, 20, 30, 40, 50):
        figure.text((place(layer, 0)[0], HIGH + 16), str(layer), size=13)
    figure.text((WIDE / 2, HIGH + 40), "layer", size=14)
    for powers, colour in ((PLAIN, ORANGE), (RESIDUAL, BLUE)):
        for layer, power in zip(LAYERS, powers, strict=True):
            x, y = place(layer, power)
            figure.box(Box(x - 4, y - 4, 8, 8), fill=colour, stroke=colour, round_by=4)
    figure.text((WIDE / 2, place(1, 3.0)[1] + 22), "with shortcuts", bold=True)
    figure.text((WIDE / 2, place(1, -18.0)[1] - 24), "plain", bold=True)
    return figure.svg()
