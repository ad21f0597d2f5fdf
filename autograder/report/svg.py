"""Drawings for the pages: verdict shapes, bars, the histogram, heat-maps.

No style attributes: the pages' content policy refuses them. Colours come from the style sheet by
class, but for heat-maps and shapes, which carry their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from markupsafe import Markup

from autograder.report import words
from autograder.report.verdicts import LOOKS
from autograder.results import Picture

Plane = Sequence[Sequence[float]]

_HEIGHT, _TOP, _BOTTOM = 270, 34, 26
_MOST_BINS, _MOST_CELLS, _MOST_NUMBERS = 20, 32, 8
_MINUS = "\N{MINUS SIGN}"
_URI_SAFE = " '=:/,.()-"
# Blue below, orange above, both dark enough to tell from white; safe for the colour-blind.
_BELOW, _ABOVE, _PAPER = (33, 102, 172), (179, 88, 6), (247, 247, 247)


def shape_css() -> str:
    """Style rules that give every verdict its shape, in both colour schemes."""
    light = (f"--{look.code}:{_data_uri(look.shape, look.light)};" for look in LOOKS.values())
    dark = (f"--{look.code}:{_data_uri(look.shape, look.dark)};" for look in LOOKS.values())
    uses = (f".{look.code}{{--shape:var(--{look.code})}}" for look in LOOKS.values())
    return (
        f":root{{{''.join(light)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{''.join(dark)}}}}}\n"
        f"{''.join(uses)}\n"
    )


def bar(parts: Iterable[tuple[str, float]]) -> Markup:
    """A horizontal bar of (class, share) parts, from the left."""
    drawn, at = Markup(""), 0.0
    for name, share in parts:
        if share > 0:
            rect = Markup('<rect class="{}" x="{:.2f}%" width="{:.2f}%" height="100%"/>')
            drawn += rect.format(name, 100 * at, 100 * share)
        at += share
    track = Markup('<rect class="track" width="100%" height="100%"/>')
    return Markup('<svg class="bar" aria-hidden="true">{}{}</svg>').format(track, drawn)


def bin_width(top: float) -> float:
    """The finest of 1, 2, 5, 10, ... (or their tenths) that needs at most 20 bins up to `top`."""
    step = 0.1
    while True:
        for factor in (1, 2, 5):
            if top <= _MOST_BINS * step * factor * (1 + 1e-9):
                return step * factor
        step *= 10


def histogram(marks: Sequence[float], top: float, median: float | None) -> Markup:
    """How many marks lie in each range of points up to `top`, with the median marked.

    Positions across are in percent, so that it fits any width while letters keep their size.
    """
    top = max(top, *marks, 1.0) if marks else max(top, 1.0)
    width = bin_width(top)
    bins = max(1, math.ceil(top / width - 1e-9))
    counts = [0] * bins
    for mark in marks:
        # Full marks belong to the last bin, not to one of their own.
        counts[min(max(int(mark / width + 1e-9), 0), bins - 1)] += 1
    drawn = [_bin(i, n, counts, width) for i, n in enumerate(counts)] + _ticks(bins, width)
    if median is not None:
        drawn.append(_median(median, 100 * median / (bins * width)))
    label = f"Histogram of the points of {words.counted(len(marks), 'submission')}."
    if median is not None:
        label += f" The median is {words.points(median)}."
    return Markup('<svg class="histogram" height="{}" role="img" aria-label="{}">{}</svg>').format(
        _HEIGHT, label, Markup("\n").join(drawn)
    )


def heat_maps(picture: Picture, limit: int = 4) -> list[tuple[str, str, Markup]]:
    """(title, range, drawing) of each plane there is. Yours and expected share one scale."""
    named = [
        ("input", picture.input),
        ("yours", picture.yours),
        ("expected", picture.expected),
        ("difference", picture.difference),
    ]
    shared = max(_largest(picture.yours), _largest(picture.expected or ()))
    maps = []
    for title, plane in named[:limit]:
        if plane and any(plane):
            scale = shared if title in ("yours", "expected") else _largest(plane)
            maps.append((title, _range(plane), _heat_map(plane, scale, title)))
    return maps


def _data_uri(shape: str, colour: str) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>{shape}</svg>"
    svg = svg.replace("'C'", f"'{colour}'")
    return f'url("data:image/svg+xml,{quote(svg, safe=_URI_SAFE)}")'


def _bin(i: int, count: int, counts: list[int], width: float) -> Markup:
    room = _HEIGHT - _TOP - _BOTTOM
    height = room * count / max(*counts, 1)
    each = 100 / len(counts)
    title = f"{words.points(i * width)} to {words.points((i + 1) * width)} points: {count}"
    rect = Markup(
        '<g><title>{}</title><rect class="bin" x="{:.2f}%" y="{:.1f}" width="{:.2f}%" '
        'height="{:.1f}" rx="1.5"/>'
    ).format(title, each * (i + 0.06), _TOP + room - height, each * 0.88, height)
    number = Markup('<text class="count" x="{:.2f}%" y="{:.1f}">{}</text>')
    shown = number.format(each * (i + 0.5), _TOP + room - height - 5, count) if count else ""
    return rect + shown + Markup("</g>")


def _ticks(bins: int, width: float) -> list[Markup]:
    base = _HEIGHT - _BOTTOM
    every = next(n for n in (1, 2, 5, 10, 20) if bins / n <= 8)
    ticks = [Markup('<line class="axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(base)]
    for i in range(0, bins + 1, every):
        anchor = "start" if i == 0 else "end" if i == bins else "middle"
        text = Markup('<text class="tick {}" x="{:.2f}%" y="{}">{}</text>')
        ticks.append(text.format(anchor, 100 * i / bins, base + 17, words.points(i * width)))
    return ticks


def _median(median: float, at: float) -> Markup:
    anchor = "start" if at < 15 else "end" if at > 85 else "middle"
    return Markup(
        '<g class="median"><line x1="{0:.2f}%" x2="{0:.2f}%" y1="18" y2="{1}"/>'
        '<text class="{2}" x="{0:.2f}%" y="12">median {3}</text></g>'
    ).format(at, _HEIGHT - _BOTTOM, anchor, words.points(median))


def _largest(plane: Plane) -> float:
    return max((abs(v) for row in plane for v in row if math.isfinite(v)), default=0.0)


def _range(plane: Plane) -> str:
    finite = [v for row in plane for v in row if math.isfinite(v)]
    if not finite:
        return "no finite value"
    low, high = _short(min(finite)), _short(max(finite))
    return f"all {low}" if low == high else f"{low} to {high}"


def _heat_map(plane: Plane, scale: float, title: str) -> Markup:
    rows = [row[:_MOST_CELLS] for row in plane[:_MOST_CELLS]]
    columns = max(len(row) for row in rows)
    numbers = len(rows) <= _MOST_NUMBERS and columns <= _MOST_NUMBERS
    wide, high = (40, 28) if numbers else (max(8, 200 // max(columns, len(rows))),) * 2
    cells = [
        _cell(value, (j * wide, i * high), (wide, high), scale, numbers)
        for i, row in enumerate(rows)
        for j, value in enumerate(row)
    ]
    return Markup(
        '<svg class="heat" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" '
        'aria-label="{2}, {3} by {4} values">{5}</svg>'
    ).format(columns * wide, len(rows) * high, title, len(plane), columns, Markup("").join(cells))


def _cell(
    value: float, at: tuple[int, int], size: tuple[int, int], scale: float, numbers: bool
) -> Markup:
    colour, ink = _colour(value, scale)
    rect = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}">{}</rect>').format(
        *at, *size, colour, "" if numbers else Markup("<title>{}</title>").format(_short(value))
    )
    if not numbers:
        return rect
    text = Markup('<text x="{}" y="{}" fill="{}">{}</text>')
    return rect + text.format(at[0] + size[0] / 2, at[1] + size[1] / 2 + 4, ink, _short(value))


def _colour(value: float, scale: float) -> tuple[str, str]:
    """Fill, and a colour for letters upon it. What is not finite is grey."""
    if not math.isfinite(value):
        return "#6b737d", "#fff"
    share = min(abs(value) / scale, 1.0) if scale else 0.0
    end = _ABOVE if value > 0 else _BELOW
    red, green, blue = (round(p + (e - p) * share) for p, e in zip(_PAPER, end, strict=True))
    dark = 0.299 * red + 0.587 * green + 0.114 * blue < 140
    return f"#{red:02x}{green:02x}{blue:02x}", "#fff" if dark else "#1a1d21"


def _short(value: float) -> str:
    """At most five characters where that can be."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else f"{_MINUS}inf"
    size = abs(value)
    if size >= 9999.5 or 0 < size < 0.005:
        text = f"{value:.0e}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
        return text.replace("-", _MINUS)
    text = f"{value:.0f}" if size >= 99.95 else f"{value:.1f}" if size >= 9.995 else f"{value:.2f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace("-", _MINUS)
