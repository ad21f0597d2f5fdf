"""Pooling windows along one axis: those that fit, one that hangs over, one that begins too late."""

from __future__ import annotations

from autograder.publish.figure import BLUE, CELL, MUTED, ORANGE, Figure

KERNEL = 2


def windows(size: int, stride: int, padding: int) -> tuple[list[int], list[int]]:
    """Starts, on the padded axis, of the windows that fit, and of the next one."""
    end = size + 2 * padding
    starts = range(0, end, stride)
    fit = [start for start in starts if start + KERNEL <= end]
    return fit, [start for start in starts if start not in fit][:1]


def row(figure: Figure, y: float, size: int, stride: int, padding: int) -> None:
    """One padded axis, and its windows below."""
    fit, over = windows(size, stride, padding)
    cells = ["0"] * padding + [f"x{i}" for i in range(size)] + ["0"] * padding
    border = [(0, i) for i, cell in enumerate(cells) if cell == "0"]
    fill = dict.fromkeys(border, MUTED)
    axis = figure.grid((0, y), [cells], fill=fill, faint=border)
    for start in [*fit, *over]:
        left, right = start * CELL + 5, (start + KERNEL) * CELL - 5
        colour, level = (ORANGE if start in over else BLUE), y + CELL + 14
        figure.line((left, level - 6), (left, level), (right, level), (right, level - 6))
        figure.line((left, level), (right, level), colour=colour, width=3)
    counts = over and over[0] < size + padding
    pad = f", padding {padding}" if padding else ""
    words = f"size {size}, window {KERNEL}, stride {stride}{pad}"
    left = axis.width + CELL + 20
    figure.text((left, y + 8), words, anchor="start", bold=True)
    begins = "begins on the image" if counts else "would begin on the padding"
    figure.text((left, y + 30), f"{len(fit)} fit; the next {begins}", anchor="start")
    figure.text((left, y + 52), f"ceil_mode: {len(fit) + bool(counts)}", anchor="start")


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "Windows that hang over",
        "Size 7, window 2, stride 2: three windows fit, a fourth begins on the last pixel and "
        "counts in ceil mode. Size 6 with padding 1, window 2, stride 7: one window fits, and the "
        "next would begin on the padding, so it never counts.",
    )
    row(figure, 0, 7, 2, 0)
    row(figure, 100, 6, 7, 1)
    return figure.svg()
