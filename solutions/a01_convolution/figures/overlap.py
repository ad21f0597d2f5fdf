"""Backwards: every output hands its gradient to its whole window, and overlaps add up."""

from __future__ import annotations

import numpy as np

from autograder.publish.figure import BLUE, GREEN, ORANGE, Figure

GRAD_OUT = np.array([[1, 10, 100]])
KERNEL = np.array([[1, 2, 3], [4, 5, 6]])
STRIDE = 2


def draw() -> str:
    """The figure as SVG."""
    height, width = KERNEL.shape
    grad = np.zeros((height, (GRAD_OUT.shape[1] - 1) * STRIDE + width), int)
    count = np.zeros_like(grad)
    for i, value in enumerate(GRAD_OUT[0]):
        grad[:, STRIDE * i : STRIDE * i + width] += value * KERNEL
        count[:, STRIDE * i : STRIDE * i + width] += 1
    shared = {(int(r), int(c)): GREEN for r, c in np.argwhere(count > 1)}
    figure = Figure(
        "Gradients add up where windows overlap",
        f"The upstream gradient {GRAD_OUT[0].tolist()} goes back through a 2x3 kernel "
        f"{KERNEL.tolist()} with stride 2. Each output sends its gradient times the kernel to its "
        f"window. Columns 2 and 4 lie in two windows and receive both: {grad.tolist()}.",
    )
    cell = 42.0
    out = figure.grid((84, 0), GRAD_OUT, label="grad_out (1, 3)", cell=cell)
    back = figure.grid((0, 112), grad, fill=shared, cell=cell)
    kernel = figure.grid((356, 0), KERNEL, label="kernel (2, 3), stride 2", cell=cell)
    for i, colour in enumerate((BLUE, ORANGE, BLUE)):
        part, start = back.part(0, STRIDE * i, height, width), out.part(0, i)
        figure.window(part.grown(-3 if i == 1 else 0), colour, dashed=i == 1)
        figure.window(start.grown(-3 if i == 1 else 0), colour, dashed=i == 1)
        figure.arrow(start.bottom, (part.top[0], part.y - 3), colour=colour)
    figure.text((back.centre[0], back.bottom[1] + 18), "grad_x (2, 7)", bold=True)
    words = " + ".join(f"{KERNEL[0, k]}·{GRAD_OUT[0, i]}" for i, k in ((0, 2), (1, 0)))
    figure.text((kernel.x, back.y + 20), "grad_x[0, 2] is in two windows:", anchor="start")
    figure.text((kernel.x, back.y + 46), f"{words} = {grad[0, 2]}", anchor="start", colour=GREEN)
    return figure.svg()
