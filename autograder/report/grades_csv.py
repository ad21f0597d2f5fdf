"""The table of marks: one row per submission, for spreadsheets and learning platforms."""

from __future__ import annotations

import csv
import io

from autograder.report import words
from autograder.report.clean import csv_text
from autograder.report.summary import Cell, ClassSummary, StudentSummary
from autograder.results import Verdict

_UNGRADED = "a part could not be graded"


def grades_csv(summary: ClassSummary) -> str:
    """RFC 4180: comma, CRLF, quotes where needed.

    Numbers are numbers. A mark that is not final is empty, never zero.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    exercises = [(e.assignment, e.name) for e in summary.exercises]
    writer.writerow(
        ["id", "name", "email", "username"]
        + [csv_text(a) for a in summary.titles]
        + [csv_text(f"{a}.{name}") for a, name in exercises]
        + ["raw", "late_days", "factor", "total", "max", "fault", "note", "submission"]
    )
    for student in summary.students:
        writer.writerow(_row(student, list(summary.titles), exercises))
    return text.getvalue()


def _row(
    student: StudentSummary, assignments: list[str], exercises: list[tuple[str, str]]
) -> list[str]:
    who = student.student
    late = student.late
    total = words.points(student.earned) if student.final else ""
    return [
        *(csv_text(text or "") for text in (who.id, who.name, who.email, who.username)),
        *_earned(student, assignments, exercises),
        words.points(student.raw) if student.final else "",
        str(late.days if late else 0),
        words.points(late.factor if late else 1.0),
        total,
        words.points(student.points),
        csv_text(student.fault or student.open or _UNGRADED * (not student.final)),
        csv_text("; ".join(_notes(student))),
        csv_text(student.id),
    ]


def _earned(
    student: StudentSummary, assignments: list[str], exercises: list[tuple[str, str]]
) -> list[str]:
    faulty = {c.assignment for c in student.cells if _open(c)}
    per_assignment = {a: words.points(p) for a, p in student.assignments if a not in faulty}
    per_exercise = {
        (c.assignment, c.exercise): words.points(c.earned) for c in student.cells if not _open(c)
    }
    return [per_assignment.get(a, "") for a in assignments] + [
        per_exercise.get(key, "") for key in exercises
    ]


def _open(cell: Cell) -> bool:
    """Whether its mark is not final."""
    return cell.verdict is Verdict.GRADER_FAULT or (cell.speed is not None and cell.speed.open)


def _notes(student: StudentSummary) -> list[str]:
    notes = ["matches nobody in the roster"] if student.in_roster is False else []
    if student.is_late and student.late:
        notes.append(f"{words.counted(student.late.days, 'day')} late")
    verdicts = [c.verdict for c in student.cells]
    if verdicts and all(v is Verdict.NOT_ATTEMPTED for v in verdicts):
        notes.append("nothing attempted")
    elif any(v is Verdict.NOT_CHECKABLE for v in verdicts):
        notes.append("not all could be checked")
    return [*notes, *student.notes]
