"""One result as Gradescope's results.json.

One entry per exercise, with its partial credit, and all of them visible: a single entry that is
hidden would hide the student's total, and what is told of a hidden test is discreet already.
Lateness is Gradescope's own to count, so marks are without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from autograder.report.clean import one_line
from autograder.report.html import environment
from autograder.report.speed import speed_cell
from autograder.report.view import AssignmentView, view
from autograder.results import AssignmentResult, SubmissionResult

_SHOWN = {"visibility": "visible", "stdout_visibility": "hidden"}
_FAULT = (
    "The autograder could not grade this submission. This is not your fault, and it is not a "
    "zero. Please tell your instructor."
)


@dataclass(frozen=True)
class BoardEntry:
    """One column of the leaderboard; `order` is "asc" where less is better."""

    name: str
    value: float
    order: str = "desc"


def gradescope_json(
    result: SubmissionResult, seconds: float, board: Sequence[BoardEntry] = ()
) -> bytes:
    """The document, UTF-8. A result with a grader fault has no score, and no entries.

    Args:
        result: of one submission. The sum of `max_score` is what its assignments are worth.
        seconds: how long grading took, wall-clock.
        board: the leaderboard's columns, where there is something to compare.
    """
    if result.fault is not None:
        return fault_json()
    student = view(result)
    templates: Any = environment().get_template("gradescope.html").module
    document: dict[str, object] = {
        "score": result.raw,
        "execution_time": round(seconds, 3),
        "output": str(templates.summary(student)).strip(),
        "output_format": "html",
        "test_output_format": "html",
        "test_name_format": "text",
        **_SHOWN,
        "tests": [
            entry
            for number, (given, shown) in enumerate(
                zip(result.assignments, student.assignments, strict=True), 1
            )
            for entry in _entries(given, shown, templates, number, len(result.assignments))
        ],
        "extra_data": {
            "isolation": student.isolation,
            "versions": dict(student.versions),
            "verdicts": {
                f"{a.id}.{e.name}": str(e.verdict) for a in result.assignments for e in a.exercises
            },
        },
    }
    if board:
        document["leaderboard"] = [
            {"name": entry.name, "value": entry.value, "order": entry.order} for entry in board
        ]
    return _encoded(document)


def speed_board(result: SubmissionResult) -> tuple[BoardEntry, ...]:
    """One column per exercise whose speed was measured: its slowest size, beside the reference."""
    columns = []
    for assignment in result.assignments:
        for exercise in assignment.exercises:
            cell = speed_cell(exercise, assignment.id, result.timing)
            if cell is not None and cell.ratio is not None:
                name = f"{one_line(exercise.title, 80)}: time / reference"
                columns.append(BoardEntry(name, round(cell.ratio, 2), "asc"))
    return tuple(columns)


def fault_json() -> bytes:
    """The document where the grader is at fault: it says so, and has no score."""
    return _encoded({"output": _FAULT, "output_format": "text", **_SHOWN})


def _entries(
    given: AssignmentResult, shown: AssignmentView, templates: Any, number: int, of: int
) -> list[dict[str, object]]:
    prefix = f"{number}." if of > 1 else ""
    return [
        {
            "name": f"{one.title} ({one.name})",
            "number": f"{prefix}{place}",
            "score": exercise.earned,
            "max_score": exercise.points,
            "output": str(templates.exercise(one)).strip(),
            "visibility": "visible",
        }
        for place, (exercise, one) in enumerate(
            zip(given.exercises, shown.exercises, strict=True), 1
        )
    ]


def _encoded(document: dict[str, object]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
