"""Max pooling backwards: every window sends its gradient to its winner, and sums add up there."""

from __future__ import annotations

import numpy as np

from autograder.publish.figure import BLUE, GREEN, ORANGE, PURPLE, TINT, Figure

PLANE = np.array([[4, 2, 7, 1, 3], [0, 9, 5, 6, 2], [8, 1, 3, 4, 6]])
GRAD_OUT = np.array([[1, 20, 300], [4, 50, 600]])
KERNEL = (2, 3)
COLOURS = (BLUE, ORANGE, PURPLE)


def draw() -> str:
    """The figure as SVG."""
    grad = np.zeros_like(PLANE)
    winners: dict[tuple[int, int], str] = {}
    for i, j in np.ndindex(*GRAD_OUT.shape):
        window = PLANE[i : i + KERNEL[0], j : j + KERNEL[1]]
        row, column = np.unravel_index(window.argmax(), window.shape)
        grad[i + row, j + column] += GRAD_OUT[i, j]
        winners[int(i + row), int(j + column)] = GREEN
    figure = Figure(
        "A pixel that wins several windows receives all of their gradients",
        f"A plane {PLANE.tolist()} is pooled with windows of 2x3 and stride 1. The upstream "
        f"gradient is {GRAD_OUT.tolist()}. The 9 wins four of the six windows and receives "
        f"{grad[1, 1]}. The gradient of the plane is {grad.tolist()}.",
    )
    cell = 44.0
    plane = figure.grid((0, 0), PLANE, label="x (3, 5)", fill=winners, cell=cell)
    figure.window(plane.part(0, 0, *KERNEL), BLUE)
    figure.window(plane.part(0, 1, *KERNEL).grown(-4), ORANGE, dashed=True)
    figure.window(plane.part(1, 0, *KERNEL).grown(-8), PURPLE)
    fill = {(0, 0): TINT[BLUE], (0, 1): TINT[ORANGE], (1, 0): TINT[PURPLE]}
    out = figure.grid((290, 22), GRAD_OUT, label="grad_out (2, 3)", fill=fill, cell=cell)
    figure.arrow((plane.right[0] + 8, plane.right[1]), (out.x - 8, plane.right[1]))
    back = figure.grid((490, 0), grad, label="grad_x (3, 5)", fill=winners, cell=cell)
    figure.arrow((out.right[0] + 8, out.right[1]), (back.x - 8, out.right[1]))
    text = f"The 9 wins four windows: 1 + 20 + 4 + 50 = {grad[1, 1]}"
    figure.text((back.right[0], back.bottom[1] + 22), text, colour=GREEN, anchor="end")
    return figure.svg()
