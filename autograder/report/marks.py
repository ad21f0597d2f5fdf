"""The marks of a run for somebody else's table: whose they are, and which row is theirs.

A mark goes into a row only where nothing speaks against it. Whoever is in doubt is named, and
gets no mark.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.report import words
from autograder.report.clean import one_line
from autograder.results import SubmissionResult, Verdict
from autograder.submission.lms import parse_name

_NUMBERED = re.compile(r"[^\W\d][^\d]*?\s*(\d+)")  # Participant 12, Teilnehmer/in12
_PARTICIPANT = re.compile(r"Participant (\d+)")
_TOLERANCE = 1e-6

Key = tuple[str, str]


@dataclass(frozen=True)
class Mark:
    """One submission's mark, after lateness. `points` is what could be earned."""

    result: SubmissionResult
    earned: float
    points: float

    @property
    def label(self) -> str:
        """How the submission is called in messages: its id, and whose it is."""
        name = self.result.student.name
        return one_line(f"{self.result.id} ({name})" if name else self.result.id, 80)


@dataclass
class Filled:
    """What came of filling in a table.

    Attributes:
        entered: marks that stand in the table now.
        changed: those of them that replaced another mark.
        left_out: (submission, why its mark is not in the table).
        without: rows of students for whom there is no mark; they are as they were.
        notes: what else should be known.
    """

    entered: int = 0
    changed: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Say something once."""
        if text not in self.notes:
            self.notes.append(text)


def marks_of(
    results: Iterable[SubmissionResult], expected: Mapping[str, float], filled: Filled
) -> list[Mark]:
    """The marks that may be entered; the others are left out, with the reason.

    Args:
        results: all of a run.
        expected: assignment id -> its points; the mark is the sum over these assignments.
        filled: takes those that are left out.
    """
    marks = []
    for result in results:
        reason = _not_final(result, expected)
        if reason:
            filled.left_out.append((one_line(result.id, 80), reason))
            continue
        raw = sum(a.earned for a in result.assignments if a.id in expected)
        factor = result.late.factor if result.late else 1.0
        earned = round(raw * factor, 6)
        if set(expected) == {a.id for a in result.assignments}:
            earned = result.earned  # a rule may do more than multiply
        marks.append(Mark(result, earned, sum(expected.values())))
    return marks


def _not_final(result: SubmissionResult, expected: Mapping[str, float]) -> str:
    there = {a.id: a for a in result.assignments}
    for name, points in expected.items():
        assignment = there.get(name)
        if assignment is None:
            return f"it was not graded for {name}"
        if any(e.verdict is Verdict.GRADER_FAULT for e in assignment.exercises):
            return f"grader fault: {one_line(result.fault or 'a part could not be graded')}"
        if abs(assignment.points - points) > _TOLERANCE:
            return (
                f"it was graded over {words.points(assignment.points)} of the "
                f"{words.points(points)} points of {name}: grade again, without --only"
            )
    if result.fault:
        return f"grader fault: {one_line(result.fault)}"
    if result.not_final:
        return one_line(result.not_final)
    return ""


class Places:
    """Which row is whose.

    Args:
        rows: row number -> (keys that identify the student, the student's name).
    """

    def __init__(self, rows: Mapping[int, tuple[Iterable[Key], str]]) -> None:
        self._keys: dict[Key, set[int]] = {}
        self._names: dict[tuple[str, ...], set[int]] = {}
        for number, (keys, name) in rows.items():
            for kind, value in keys:
                if value:
                    self._keys.setdefault((kind, _plain(value)), set()).add(number)
            if name:
                self._names.setdefault(_name_key(name), set()).add(number)

    def assign(self, marks: Sequence[Mark], filled: Filled) -> dict[int, Mark]:
        """Row number -> mark; who has no row, or more than one, is left out with the reason."""
        wanted: dict[int, list[Mark]] = {}
        for mark in marks:
            row, reason = self._row(mark.result)
            if row is None:
                filled.left_out.append((mark.label, reason))
            else:
                wanted.setdefault(row, []).append(mark)
        for rivals in wanted.values():
            for mark in rivals if len(rivals) > 1 else ():
                others = ", ".join(m.result.id for m in rivals if m is not mark)
                text = f"it belongs to the same student as {one_line(others)}: keep one of them"
                filled.left_out.append((mark.label, text))
        return {row: marks[0] for row, marks in wanted.items() if len(marks) == 1}

    def _row(self, result: SubmissionResult) -> tuple[int | None, str]:
        keys = [(kind, _plain(value)) for kind, value in _claims(result)]
        found: set[int] = set().union(*(self._keys.get(key, ()) for key in keys))
        named: set[int] = set().union(
            *(self._names.get(_name_key(name), ()) for name in _names(result))
        )
        if not found:
            found, named = named, set()
        elif len(found & named) == 1:
            found = found & named  # an id that is two students' in two columns, and a name
        if len(found) > 1:
            return None, f"{len(found)} rows fit it: nothing tells which is meant"
        if not found:
            return None, "no row fits it: neither by id, login, address nor name"
        if named and not named & found:
            return None, "its id is that of one row and its name that of another"
        return next(iter(found)), ""


def scaled(mark: Mark, possible: float | None, filled: Filled) -> str:
    """A mark on the scale of the column, capped at its maximum, with a point."""
    value = mark.earned
    if possible and abs(possible - mark.points) > 1e-9 and mark.points > 0:
        value = mark.earned * possible / mark.points
        filled.note(
            f"Marks are scaled: {words.points(mark.points)} points here, "
            f"{words.points(possible)} there."
        )
    elif possible == 0:
        filled.note("The column is worth 0 points; marks are entered as they are.")
    if possible and value > possible:
        filled.note(f"{mark.label} earned more than the maximum, {words.points(possible)}: capped.")
        value = possible
    return words.points(max(value, 0.0))


def number_of(identifier: str) -> str:
    """The number in Moodle's identifier, whatever its language says before it; "" for none."""
    found = _NUMBERED.fullmatch(identifier.strip())
    return found[1] if found else ""


def _claims(result: SubmissionResult) -> Iterator[Key]:
    """What a result says of whose it is: student's id, login and address, a platform's number."""
    student = result.student
    yield "id", student.id
    for login in (student.id, student.username, student.email):
        if login:
            yield "login", login
    platform = parse_name(result.origin.rpartition("/")[2])
    if platform and platform.numbered:
        yield "canvas", platform.claims[1]
    elif platform and (found := _PARTICIPANT.fullmatch(platform.claims[1])):
        yield "moodle", found[1]


def _names(result: SubmissionResult) -> Iterator[str]:
    if result.student.name:
        yield result.student.name
        return
    platform = parse_name(result.origin.rpartition("/")[2])
    if platform and not platform.numbered:
        yield platform.claims[0]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()


def _name_key(name: str) -> tuple[str, ...]:
    """The words of a name in any order: "Okafor, Tunde" is Tunde Okafor."""
    return tuple(sorted(_plain(name).replace(",", " ").split()))


def nearest(title: str, titles: Collection[str]) -> list[str]:
    """Titles that are like one, the most like first."""
    folded = {t.casefold(): t for t in titles}
    close = difflib.get_close_matches(title.casefold(), folded, n=5, cutoff=0.4)
    inside = [t for t in titles if title.casefold() in t.casefold()]
    return list(dict.fromkeys([*inside, *(folded[c] for c in close)]))[:5]
