"""Small drawings for handouts: grids of numbers, windows, arrows, brackets, as SVG.

A figure stands on its own light card, so it reads on light and on dark pages. The colours are
told apart with any kind of colour vision, and every meaning also has a shape or a word. The same
calls give the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

INK, MUTED, LINE, CARD, WHITE = "#1f2933", "#52606d", "#9aa5b1", "#fbfcfd", "#ffffff"
# After Okabe and Ito 2008, "Color universal design", darkened until text in them reads well;
# cells filled with a colour's tint carry dark text.
BLUE, ORANGE, GREEN, PURPLE = "#0072b2", "#b84e00", "#00795a", "#a3487c"
TINT = {BLUE: "#d3e8f6", ORANGE: "#fde0cb", GREEN: "#cdeee3", PURPLE: "#f4dcea", MUTED: "#e9edf1"}

CELL = 34.0
MARGIN = 18.0
FONT = "system-ui, sans-serif"

Point = tuple[float, float]
Place = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """A rectangle, in pixels; y grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> Point:
        """Middle of the left side."""
        return self.x, self.y + self.height / 2

    @property
    def right(self) -> Point:
        """Middle of the right side."""
        return self.x + self.width, self.y + self.height / 2

    @property
    def top(self) -> Point:
        """Middle of the upper side."""
        return self.x + self.width / 2, self.y

    @property
    def bottom(self) -> Point:
        """Middle of the lower side."""
        return self.x + self.width / 2, self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def grown(self, by: float) -> Box:
        """The rectangle with every side moved outwards; inwards where `by` is negative."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True)
class Grid(Box):
    """Where the cells of a drawn grid are."""

    cell: float = CELL

    def part(self, row: int, column: int, rows: int = 1, columns: int = 1) -> Box:
        """The rectangle of `rows` x `columns` cells from (row, column) on."""
        return Box(
            self.x + column * self.cell,
            self.y + row * self.cell,
            columns * self.cell,
            rows * self.cell,
        )


def number(value: float) -> str:
    """A number for reading: at most two decimals, no trailing zeros, a true minus sign."""
    text = f"{round(float(value), 2):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")


class Figure:
    """Collects shapes, then writes them as one SVG whose size follows from them.

    Args:
        title: what the figure shows, for screen readers and tooltips.
        description: the same in full sentences, numbers included.
    """

    def __init__(self, title: str, description: str) -> None:
        self._title, self._description = title, description
        self._shapes: list[str] = []
        self._low: Point = (math.inf, math.inf)
        self._high: Point = (-math.inf, -math.inf)

    def svg(self) -> str:
        """The figure as an SVG document, ending in a newline."""
        x, y = self._low[0] - MARGIN, self._low[1] - MARGIN
        width, height = self._high[0] - x + MARGIN, self._high[1] - y + MARGIN
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" font-family="{FONT}" '
            f'width="{_px(width)}" height="{_px(height)}" '
            f'viewBox="{_px(x)} {_px(y)} {_px(width)} {_px(height)}">'
        )
        card = (
            f'<rect x="{_px(x + 0.5)}" y="{_px(y + 0.5)}" width="{_px(width - 1)}" '
            f'height="{_px(height - 1)}" rx="10" fill="{CARD}" stroke="#d5dbe1"/>'
        )
        words = [
            f"<title>{escape(self._title)}</title>",
            f"<desc>{escape(self._description)}</desc>",
        ]
        return "\n".join([head, *words, card, *self._shapes, "</svg>"]) + "\n"

    def text(
        self,
        at: Point,
        text: str,
        *,
        size: float = 14,
        colour: str = INK,
        anchor: str = "middle",
        bold: bool = False,
    ) -> Box:
        """Write one line, vertically centred on `at`; anchor: "start", "middle" or "end".

        Returns:
            About where the text stands: fonts differ.
        """
        wide = 0.56 * size * len(text)  # an estimate is enough to size the card
        start = at[0] - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * wide
        self._reach(start, at[1] - 0.6 * size, start + wide, at[1] + 0.6 * size)
        weight = ' font-weight="600"' if bold else ""
        self._shapes.append(
            f'<text x="{_px(at[0])}" y="{_px(at[1] + 0.35 * size)}" font-size="{_px(size)}" '
            f'text-anchor="{anchor}" fill="{colour}"{weight}>{escape(text)}</text>'
        )
        return Box(start, at[1] - 0.6 * size, wide, 1.2 * size)

    def box(
        self,
        box: Box,
        *,
        fill: str = "none",
        stroke: str = INK,
        width: float = 1.0,
        dashed: bool = False,
        round_by: float = 0.0,
    ) -> Box:
        """Draw a rectangle."""
        self._reach(box.x, box.y, box.x + box.width, box.y + box.height)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        corner = f' rx="{_px(round_by)}"' if round_by else ""
        self._shapes.append(
            f'<rect x="{_px(box.x)}" y="{_px(box.y)}" width="{_px(box.width)}" '
            f'height="{_px(box.height)}"{corner} fill="{fill}" stroke="{stroke}" '
            f'stroke-width="{_px(width)}"{dash}/>'
        )
        return box

    def window(self, box: Box, colour: str, *, dashed: bool = False) -> Box:
        """Draw a thick outline around cells."""
        return self.box(box, stroke=colour, width=3, dashed=dashed, round_by=3)

    def grid(
        self,
        at: Point,
        values: Sequence[Sequence[float | str]],
        *,
        label: str = "",
        fill: Mapping[Place, str] | None = None,
        faint: Iterable[Place] = (),
        cell: float = CELL,
    ) -> Grid:
        """Draw a grid of numbers, its upper left corner at `at`.

        Args:
            at: upper left corner.
            values: rows of numbers or short texts; "" leaves a cell empty.
            label: written above.
            fill: colour of some cells, by (row, column); one of TINT's keys gives its tint.
            faint: cells drawn dashed and grey, such as padding.
            cell: side of a cell.
        """
        drawn = Grid(*at, len(values[0]) * cell, len(values) * cell, cell)
        fill, faint = fill or {}, set(faint)
        places = [(r, c) for r, row in enumerate(values) for c in range(len(row))]
        for r, c in sorted(places, key=lambda place: place not in faint):  # solid lines on top
            colour = fill.get((r, c), WHITE)
            pale = (r, c) in faint
            part = drawn.part(r, c)
            self.box(part, fill=TINT.get(colour, colour), stroke=LINE, dashed=pale)
            value = values[r][c]
            text = value if isinstance(value, str) else number(value)
            if text:
                ink = MUTED if pale else INK
                self.text(part.centre, text, size=_fitting(text, cell), colour=ink)
        if label:
            self.text((drawn.top[0], drawn.y - 16), label, bold=True)
        return drawn

    def line(
        self, *points: Point, colour: str = INK, width: float = 1.5, dashed: bool = False
    ) -> None:
        """Draw straight lines from point to point."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        self._reach(min(xs), min(ys), max(xs), max(ys))
        path = " ".join(f"{_px(x)},{_px(y)}" for x, y in points)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self._shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="{_px(width)}" stroke-linejoin="round"{dash}/>'
        )

    def mark(self, at: Point, corners: int, colour: str, *, radius: float = 4.5) -> None:
        """Draw a filled mark: a polygon of so many corners, one of them on top; 0: a disc."""
        (x, y), r = at, radius
        self._reach(x - r, y - r, x + r, y + r)
        if not corners:
            shape = f'<circle cx="{_px(x)}" cy="{_px(y)}" r="{_px(r)}" fill="{colour}"/>'
        else:
            angles = (2 * math.pi * k / corners for k in range(corners))
            points = ((x + r * math.sin(a), y - r * math.cos(a)) for a in angles)
            path = " ".join(f"{_px(a)},{_px(b)}" for a, b in points)
            shape = f'<polygon points="{path}" fill="{colour}"/>'
        self._shapes.append(shape)

    def arrow(self, *points: Point, colour: str = INK, width: float = 1.8) -> None:
        """Draw lines from point to point with a head at the last one."""
        (x0, y0), (x1, y1) = points[-2:]
        length = math.hypot(x1 - x0, y1 - y0)
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        neck = x1 - 9 * dx, y1 - 9 * dy
        self.line(*points[:-1], neck, colour=colour, width=width)
        corners = (
            (x1, y1),
            (neck[0] - 4.5 * dy, neck[1] + 4.5 * dx),
            (neck[0] + 4.5 * dy, neck[1] - 4.5 * dx),
        )
        path = " ".join(f"{_px(x)},{_px(y)}" for x, y in corners)
        self._reach(x1, y1, x1, y1)
        self._shapes.append(f'<polygon points="{path}" fill="{colour}"/>')

    def bracket(
        self, start: float, end: float, y: float, label: str, *, colour: str = INK, up: bool = False
    ) -> None:
        """Draw a horizontal bracket below (or above) something, with its label."""
        tip = y + (6 if up else -6)
        self.line((start, tip), (start, y), (end, y), (end, tip), colour=colour)
        self.text(((start + end) / 2, y + (-13 if up else 13)), label, size=13, colour=colour)

    def _reach(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._low = min(self._low[0], x0), min(self._low[1], y0)
        self._high = max(self._high[0], x1), max(self._high[1], y1)


def _px(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _fitting(text: str, cell: float) -> float:
    """Font size with which a cell holds the text."""
    return min(15.0, 0.42 * cell, 1.55 * cell / len(text))
