"""One precision-recall curve, its smoothed form, and the eleven levels of VOC 2007."""

from __future__ import annotations

from itertools import pairwise

from autograder.publish.figure import BLUE, INK, LINE, MUTED, ORANGE, TINT, Box, Figure, Point

HITS = (1, 0, 1, 0, 0, 1)
TRUTHS = 4
WIDE, HIGH = 420.0, 260.0


def points() -> list[tuple[float, float]]:
    """(recall, precision) after each detection."""
    return [(sum(HITS[:k]) / TRUTHS, sum(HITS[:k]) / k) for k in range(1, len(HITS) + 1)]


def best(level: float) -> float:
    """Largest precision at a recall of at least `level`."""
    return max((p for r, p in points() if r >= level), default=0.0)


def place(recall: float, precision: float) -> Point:
    """Where a point of the curve stands in the figure."""
    return WIDE * recall, HIGH * (1 - precision)


def axes(figure: Figure) -> None:
    """Draw the frame, with marks at every quarter."""
    figure.line(place(0, 1.05), place(0, 0), place(1.04, 0))
    for quarter in (0.25, 0.5, 0.75, 1.0):
        x, y = place(quarter, 0)
        figure.line((x, y), (x, y + 5))
        figure.text((x, y + 16), f"{quarter:g}", size=12, colour=MUTED)
        x, y = place(0, quarter)
        figure.line((x, y), (x - 5, y))
        figure.text((x - 9, y), f"{quarter:g}", size=12, colour=MUTED, anchor="end")
    figure.text((WIDE / 2, HIGH + 38), "recall", bold=True)
    figure.text((-24, -30), "precision", bold=True, anchor="start")


def draw() -> str:
    """The figure as SVG."""
    curve = points()
    steps = sorted({0.0, *(r for r, _ in curve)})
    values = "; ".join(f"{r:g}, {p:.3g}" for r, p in curve)
    figure = Figure(
        "A precision-recall curve and its smoothed form",
        f"Six detections, {TRUTHS} truths; recall and precision after each: {values}. The smoothed "
        "curve is 1 up to recall 0.25, 0.667 up to 0.5, 0.5 up to 0.75, and 0 beyond. Eleven marks "
        "stand on it, at recall 0, 0.1 and so on to 1.",
    )
    for low, high in pairwise(steps):
        x, y = place(low, best(high))
        area = Box(x, y, place(high, 0)[0] - x, HIGH - y)
        figure.box(area, fill=TINT[BLUE], stroke="none")
        figure.line((x, y), (x + area.width, y), colour=BLUE, width=3)
    figure.line(place(steps[-1], 0), place(1, 0), colour=BLUE, width=3)
    axes(figure)
    for (r0, p0), (r1, p1) in pairwise(curve):
        figure.line(place(r0, p0), place(r1, p1), colour=LINE, width=2)
    for k in range(11):
        x, y = place(k / 10, best(k / 10))
        figure.line((x, y - 8), (x, y + 8), colour=ORANGE, width=2.5)
    for k, (hit, point) in enumerate(zip(HITS, curve, strict=True)):
        x, y = place(*point)
        figure.box(Box(x - 5, y - 5, 10, 10), fill=INK if hit else "#ffffff", round_by=5)
        figure.text((x + 10, y + 15), str(k + 1), size=12)
    legend = ((INK, "hit, numbered by score"), (BLUE, "p(r), the smoothed curve"))
    for n, (colour, words) in enumerate((*legend, (ORANGE, "the eleven levels"))):
        figure.text((WIDE + 40, 24 + 26 * n), words, colour=colour, anchor="start")
    figure.text((WIDE + 40, 102), "hollow: false alarm", anchor="start")
    return figure.svg()
