"""Where a kernel fits along one axis: a stride that leaves a remainder, and a dilated kernel."""

from __future__ import annotations

from autograder.publish.figure import BLUE, CELL, MUTED, ORANGE, PURPLE, Figure


def places(size: int, kernel: int, stride: int, dilation: int) -> list[list[int]]:
    """Pixels that each window touches, found by trying every start."""
    starts = range(0, size, stride)
    windows = [[s + dilation * k for k in range(kernel)] for s in starts]
    return [w for w in windows if w[-1] < size]


def row(figure: Figure, y: float, size: int, kernel: int, stride: int, dilation: int) -> None:
    """One axis with its windows below."""
    windows = places(size, kernel, stride, dilation)
    used = {pixel for window in windows for pixel in window}
    fill = {(0, p): MUTED for p in range(size) if p not in used}
    axis = figure.grid((0, y), [[str(p) for p in range(size)]], fill=fill)
    for i, window in enumerate(windows):
        colour, level = (BLUE, ORANGE, PURPLE)[i % 3], y + CELL + 14 + 19 * i
        ends = [axis.part(0, p).bottom[0] for p in window]
        figure.line((ends[0] - 12, level), (ends[-1] + 12, level), colour=colour, width=3)
        for x in ends:
            figure.line((x, level - 6), (x, level + 6), colour=colour, width=3)
    dilated = f", dilation {dilation}" if dilation > 1 else ""
    words = f"size {size}, kernel {kernel}, stride {stride}{dilated}"
    figure.text((axis.width + 26, y + 17), words, anchor="start", bold=True)
    unused = [p for p in range(size) if p not in used]
    count = f"{len(windows)} windows fit"
    figure.text((axis.width + 26, y + 42), count, anchor="start")
    names = " and ".join(map(str, unused))
    words = f"no window sees pixel{'s' if len(unused) > 1 else ''} {names}"
    figure.text((axis.width + 26, y + 64), words, anchor="start")


def draw() -> str:
    """The figure as SVG."""
    figure = Figure(
        "Places of a kernel along one axis",
        f"Size 8, kernel 3, stride 2: {len(places(8, 3, 2, 1))} windows fit, and none sees "
        "the last pixel. Size 8, kernel 3, stride 1, dilation 3: the kernel reaches over 7 "
        f"pixels, and {len(places(8, 3, 1, 3))} windows fit.",
    )
    row(figure, 0, 8, 3, 2, 1)
    row(figure, 124, 8, 3, 1, 3)
    return figure.svg()
