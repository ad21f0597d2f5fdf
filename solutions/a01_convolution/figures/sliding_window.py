"""A kernel slides over a plane; one window and its sum of products stand out."""

from __future__ import annotations

from autograder.publish.figure import BLUE, CELL, ORANGE, Figure, number

IMAGE = [[1, 0, 2, 1, 3], [0, 3, 1, 2, 0], [2, 1, 0, 1, 4], [1, 2, 3, 0, 1]]
KERNEL = [[1, 0, -1], [2, 1, 0]]
ROW, COLUMN = 1, 1


def products(row: int, column: int) -> list[tuple[int, int]]:
    """(pixel, weight) of one window, in row-major order."""
    return [
        (IMAGE[row + i][column + j], weight)
        for i, weights in enumerate(KERNEL)
        for j, weight in enumerate(weights)
    ]


def signed(weight: int) -> str:
    """A factor, in brackets where it is negative."""
    return f"({number(weight)})" if weight < 0 else number(weight)


def draw() -> str:
    """The figure as SVG."""
    out = [[sum(p * w for p, w in products(r, c)) for c in range(3)] for r in range(3)]
    result = out[ROW][COLUMN]
    figure = Figure(
        "A 2x3 kernel slides over a 4x5 image",
        f"The window that begins at row {ROW}, column {COLUMN} is multiplied with the kernel, "
        f"element by element; the products add up to {result}, which becomes element "
        f"({ROW}, {COLUMN}) of the 3x3 output.",
    )
    image = figure.grid((0, 0), IMAGE, label="image (4, 5)")
    figure.window(image.part(ROW, COLUMN, 2, 3), BLUE)
    kernel = figure.grid((262, CELL), KERNEL, label="kernel (2, 3)")
    figure.window(kernel.part(0, 0, 2, 3), BLUE)
    output = figure.grid((460, CELL / 2), out, label="output (3, 3)", fill={(ROW, COLUMN): ORANGE})
    figure.window(output.part(ROW, COLUMN), ORANGE)
    figure.text((216, kernel.left[1]), "⋆", size=24)
    figure.text((412, kernel.left[1]), "=", size=24)
    terms = " + ".join(f"{p}·{signed(w)}" for p, w in products(ROW, COLUMN))
    y, target = 172.0, output.part(ROW, COLUMN)
    words = figure.text((image.x, y), f"{terms} = {result}", anchor="start")
    corner, end = (target.centre[0], y), (target.centre[0], output.y + output.height + 4)
    figure.arrow((words.x + words.width, y), corner, end, colour=ORANGE)
    return figure.svg()
