"""One exercise's time over its sizes, beside its peers and the machine's floor, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.publish.figure import (
    BLUE,
    GREEN,
    INK,
    LINE,
    MUTED,
    ORANGE,
    PURPLE,
    TINT,
    Box,
    Figure,
    Point,
)
from autograder.timing.records import Bench, ExerciseTiming
from autograder.timing.statistics import scale_of
from autograder.timing.words import unit

WIDTH, HEIGHT = 440.0, 230.0
GAP = 130.0  # between panels: two lines of sizes and two of headings
LABEL_GAP = 17.0  # between the labels of two curves
REFERENCE = "the reference"
FLOOR = "floor"
_PEERS = ((ORANGE, 4), (GREEN, 3), (PURPLE, 5))  # colour, corners of the mark


@dataclass(frozen=True)
class _Curve:
    name: str
    colour: str
    corners: int | None  # None: no marks, dashed
    times: tuple[float, ...]


def draw(found: Sequence[tuple[Bench, ExerciseTiming]]) -> str:
    """The SVG of one exercise, a panel for each device.

    Args:
        found: one exercise's timing on each device where it was timed; at least one.
    """
    name = found[0][1].exercise
    figure = Figure(f"How fast is {name}?", " ".join(_sentences(found)))
    for number, (bench, timing) in enumerate(found):
        _panel(figure, number * (HEIGHT + GAP), bench, timing)
    return figure.svg()


def where(bench: Bench) -> str:
    """The device, and how many threads: "CPU: AMD EPYC, 2 threads"."""
    if bench.device == "cuda":
        return f"GPU: {bench.name}"
    return f"CPU: {bench.name}, {bench.threads} thread{'' if bench.threads == 1 else 's'}"


def _sentences(found: Sequence[tuple[Bench, ExerciseTiming]]) -> Iterator[str]:
    """The figure in words, numbers included."""
    for bench, timing in found:
        yield f"{where(bench)}. Time of one call, both axes logarithmic."
        for row in timing.rows:
            peers = "".join(f", {peer.name} {unit(peer.median)}" for peer in row.peers)
            own = unit(row.reference.median)
            yield f"{row.size}: reference {own}{peers}, floor {unit(row.floor)}."


def _curves(timing: ExerciseTiming) -> list[_Curve]:
    rows = timing.rows
    curves = [_Curve(FLOOR, MUTED, None, tuple(row.floor for row in rows))]
    names = [peer.name for peer in rows[0].peers]
    styles = zip(names, _PEERS, strict=False)
    for k, (name, (colour, corners)) in enumerate(styles):
        times = tuple(row.peers[k].median for row in rows)
        curves.append(_Curve(name, colour, corners, times))
    return [*curves, _Curve(REFERENCE, BLUE, 0, tuple(row.reference.median for row in rows))]


def _panel(figure: Figure, top: float, bench: Bench, timing: ExerciseTiming) -> None:
    """Axes, curves and their names; the upper left corner of the plot at (0, top)."""
    plot, curves = Box(0, top, WIDTH, HEIGHT), _curves(timing)
    figure.text((0, top - 40), timing.exercise, size=14, anchor="start", bold=True)
    figure.text((0, top - 20), where(bench), size=12, colour=MUTED, anchor="start")
    scales = [math.log10(scale_of(row)) for row in timing.rows]
    low, high = _decades(time for curve in curves for time in curve.times)
    xs = [plot.x + 14 + (WIDTH - 28) * part for part in _parts(scales)]

    def y_of(time: float) -> float:
        return plot.y + HEIGHT * (high - math.log10(time)) / (high - low)

    for power in range(low, high + 1, 1 if high - low <= 7 else 2):
        y = y_of(10.0**power)
        figure.line((plot.x, y), (plot.x + WIDTH, y), colour=TINT[MUTED], width=1)
        figure.text((plot.x - 8, y), _tick(power), size=12, colour=MUTED, anchor="end")
    figure.box(plot, stroke=LINE)
    _sizes(figure, plot, xs, [row.size for row in timing.rows])
    for curve in curves:
        points = [(x, y_of(time)) for x, time in zip(xs, curve.times, strict=True)]
        _draw_curve(figure, curve, points)
    _names(figure, plot, xs[-1], [(y_of(curve.times[-1]), curve) for curve in curves])


def _draw_curve(figure: Figure, curve: _Curve, points: Sequence[Point]) -> None:
    width = 3.0 if curve.name == REFERENCE else 2.0
    if len(points) > 1 or curve.corners is None:
        ends = points if len(points) > 1 else [(points[0][0] - 20, points[0][1]), *points]
        figure.line(*ends, colour=curve.colour, width=width, dashed=curve.corners is None)
    if curve.corners is not None:
        for point in points:
            figure.mark(point, curve.corners, curve.colour, radius=5.5 if curve.corners else 4.5)


def _sizes(figure: Figure, plot: Box, xs: Sequence[float], sizes: Sequence[str]) -> None:
    """Ticks and the sizes below them, in as few lines as keep them apart."""
    ends: list[float] = []  # of each line's last text
    bottom = plot.y + plot.height
    for x, size in zip(xs, sizes, strict=True):
        half = 0.28 * 11 * len(size)
        line = next((k for k, end in enumerate(ends) if x - half > end + 8), len(ends))
        ends[line : line + 1] = [x + half]
        figure.line((x, bottom), (x, bottom + 5), colour=LINE, width=1)
        figure.text((x, bottom + 15 + 15 * line), size, size=11, colour=INK)


def _names(figure: Figure, plot: Box, end: float, curves: Sequence[tuple[float, _Curve]]) -> None:
    """Each curve's name beside its end, moved apart where ends are close."""
    placed: list[float] = []
    for y, curve in sorted(curves, key=lambda pair: pair[0]):
        placed.append(max(y, placed[-1] + LABEL_GAP) if placed else y)
        at = placed[-1]
        x = plot.x + plot.width
        figure.line((x - 8, y), (x + 8, at), colour=curve.colour, width=1)
        bold = curve.name == REFERENCE
        figure.text(
            (x + 12, at), curve.name, size=13, colour=curve.colour, anchor="start", bold=bold
        )


def _tick(power: int) -> str:
    """10 ** power seconds: "10 ms"."""
    number, name = unit(10.0**power).split()
    return f"{float(number):g} {name}"


def _decades(times: Iterable[float]) -> tuple[int, int]:
    """Powers of ten around all times."""
    logs = [math.log10(time) for time in times if time > 0]
    low, high = math.floor(min(logs)), math.ceil(max(logs))
    return low, max(high, low + 1)


def _parts(values: Sequence[float]) -> list[float]:
    """Where values are between the smallest, 0, and the largest, 1; a single one in the middle."""
    low, high = min(values), max(values)
    return [(value - low) / (high - low) if high > low else 0.5 for value in values]
