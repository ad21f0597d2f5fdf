"""Same padding of an even kernel: the odd zero stands after."""

from __future__ import annotations

from autograder.publish.figure import BLUE, CELL, ORANGE, Figure, Grid

SIZE, KERNEL = 5, 4


def axis(figure: Figure, y: float, stride: int) -> tuple[int, int]:
    """One padded axis with its first and its last window; returns (before, after)."""
    outputs = -(-SIZE // stride)
    total = (outputs - 1) * stride + KERNEL - SIZE
    before, after = total // 2, total - total // 2
    cells = ["0"] * before + [f"x{p}" for p in range(SIZE)] + ["0"] * after
    padding = {(0, p) for p in range(len(cells)) if not before <= p < before + SIZE}
    x = -before * CELL
    grid = figure.grid((x, y), [cells], faint=padding)
    window(figure, grid, 0, BLUE, "first window")
    window(figure, grid, (outputs - 1) * stride, ORANGE, "last window")
    at = (SIZE + 2) * CELL + 30
    figure.text((at, y + 8), f"stride {stride}", anchor="start", bold=True)
    figure.text((at, y + 32), f"{outputs} outputs", anchor="start")
    figure.text((at, y + 56), f"{before} before, {after} after", anchor="start")
    return before, after


def window(figure: Figure, grid: Grid, start: int, colour: str, label: str) -> None:
    """A bracket around one window: the first below, the last above."""
    part, up = grid.part(0, start, 1, KERNEL), start > 0
    y = part.y - 10 if up else part.y + CELL + 10
    figure.bracket(part.x + 2, part.x + part.width - 2, y, label, colour=colour, up=up)


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "Same padding of an even kernel",
        "An axis of 5 pixels and a kernel of 4. With stride 1 three zeros are needed for 5 "
        "outputs: one before, two after. With stride 3 two zeros are enough for 2 outputs: one "
        "before, one after. The last window ends with the last zero.",
    )
    first = axis(figure, 0, 1)
    second = axis(figure, 126, 3)
    assert (first, second) == ((1, 2), (1, 1)), "the description is out of date"
    return figure.svg()
