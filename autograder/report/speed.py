"""Speed marks in words: for the student, for the class, and as a leaderboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.report import words
from autograder.report.clean import one_line
from autograder.results import ExerciseResult, SpeedResult, SpeedStatus, speed_key

LISTED = 10  # rows of a leaderboard
ANONYMOUS = "anonymous"
_SAME = 1.25  # a ratio up to this, and down to one over it, is as fast as the reference


@dataclass(frozen=True)
class SizeView:
    """One size: how it compares, how sure that is, and what it earned."""

    label: str
    words: str
    interval: str
    share: str


@dataclass(frozen=True)
class SpeedView:
    """One exercise's speed as it is read."""

    title: str
    score: str
    state: str
    message: str
    rule: str
    sizes: tuple[SizeView, ...]


@dataclass(frozen=True, slots=True)
class SpeedCell:
    """One exercise's speed in the class. `ratio`: of the size at which it is slowest, if known."""

    points: float
    earned: float
    measured: bool
    open: bool
    ratio: float | None


@dataclass(frozen=True)
class Place:
    """One row of a leaderboard."""

    rank: int
    name: str
    ratio: float
    words: str
    score: str


@dataclass(frozen=True)
class Board:
    """One exercise: the fastest, and how many of those that were measured earn how much."""

    assignment: str
    exercise: str
    title: str
    points: float
    places: tuple[Place, ...]
    measured: int
    full: int
    none: int


def compared(ratio: float) -> str:
    """A ratio in words."""
    if ratio <= 0:
        return "faster than can be told"
    if ratio < 1 / _SAME:
        return f"{_short(1 / ratio)} times as fast as the reference"
    if ratio <= _SAME:
        return "as fast as the reference"
    return f"takes {_short(ratio)} times as long as the reference"


def speed_state(speed: SpeedResult) -> str:
    """A few words beside the points of an exercise that passed."""
    worth = words.counted_points(speed.points)
    if speed.status is SpeedStatus.NOT_MEASURED:
        return f"speed is measured when graded ({worth})"
    if speed.status is SpeedStatus.NOT_CHECKABLE:
        return f"speed still to be measured ({worth})"
    if speed.status is SpeedStatus.MEASURED and speed.earned >= speed.points:
        return "fast"
    return f"speed {words.points(speed.earned)} / {words.points(speed.points)}"


def speed_view(
    exercise: ExerciseResult, assignment: str, timing: Mapping[str, float]
) -> SpeedView | None:
    """An exercise's speed; None where it earns nothing, or its tests come first.

    Args:
        exercise: as graded.
        assignment: id.
        timing: of its document.
    """
    speed = exercise.speed
    if speed is None or speed.status is SpeedStatus.TESTS_FIRST:
        return None
    full, zero = _short(speed.full_marks_at), _short(speed.zero_at)
    return SpeedView(
        title=one_line(exercise.title),
        score=f"{words.points(speed.earned)} / {words.points(speed.points)}",
        state=speed_state(speed),
        message=one_line(speed.message or "", 500),
        rule=f"All up to {full} times the reference's time, nothing from {zero} times on.",
        sizes=tuple(
            _size(size.label, size.share, _measured(assignment, exercise.name, size.label, timing))
            for size in speed.sizes
        ),
    )


def speed_cell(
    exercise: ExerciseResult, assignment: str, timing: Mapping[str, float]
) -> SpeedCell | None:
    """What the class page needs of an exercise's speed; None where it earns nothing."""
    speed = exercise.speed
    if speed is None:
        return None
    names = [speed_key(assignment, exercise.name, s.label, "ratio") for s in speed.sizes]
    known = [timing[name] for name in names if name in timing]
    return SpeedCell(
        points=speed.points,
        earned=speed.earned,
        measured=speed.status in (SpeedStatus.MEASURED, SpeedStatus.FAILED),
        open=speed.status is SpeedStatus.NOT_CHECKABLE,
        ratio=max(known) if known and len(known) == len(names) else None,
    )


def board(
    assignment: str, exercise: str, title: str, cells: Iterable[tuple[str | None, SpeedCell]]
) -> Board:
    """The leaderboard of one exercise, by the size at which each is slowest.

    Args:
        assignment: id.
        exercise: name.
        title: its title.
        cells: the name to be shown (None: anonymous) and the speed of each submission.
    """
    found = [(name, cell) for name, cell in cells if cell.measured]
    ranked = [(c.ratio, name or ANONYMOUS, c) for name, c in found if c.ratio is not None]
    ranked.sort(key=lambda row: (row[0], row[1]))
    return Board(
        assignment=assignment,
        exercise=exercise,
        title=title,
        points=max((cell.points for _, cell in found), default=0.0),
        places=tuple(
            Place(
                rank=1 + sum(other < ratio for other, _, _ in ranked),
                name=one_line(name, 40),
                ratio=ratio,
                words=compared(ratio),
                score=f"{words.points(cell.earned)} / {words.points(cell.points)}",
            )
            for ratio, name, cell in ranked[:LISTED]
        ),
        measured=len(found),
        full=sum(cell.earned >= cell.points for _, cell in found),
        none=sum(cell.earned <= 0 for _, cell in found),
    )


def _measured(
    assignment: str, exercise: str, size: str, timing: Mapping[str, float]
) -> dict[str, float]:
    whats = ("ratio", "low", "high", "samples", "favour")
    keys = {what: speed_key(assignment, exercise, size, what) for what in whats}
    return {what: timing[key] for what, key in keys.items() if key in timing}


def _size(label: str, share: float, found: Mapping[str, float]) -> SizeView:
    if "ratio" not in found:
        text, interval = "stopped: far slower than the reference", ""
    else:
        text = compared(found["ratio"])
        rounds = words.counted(int(found.get("samples", 0)), "round")
        ends = f"{_short(found.get('low', 0))} to {_short(found.get('high', 0))}"
        interval = f"{ends}, {rounds}"
        if found.get("favour"):
            interval += "; between two marks, the better one given"
    return SizeView(one_line(label, 40), text, interval, words.percent(share))


def _short(value: float) -> str:
    """Two digits that count: 0.87, 1.3, 24."""
    return f"{value:.2g}" if value < 100 else f"{value:.0f}"
