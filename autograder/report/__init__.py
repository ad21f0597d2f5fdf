"""Result documents -> what people read: terminal, HTML, Markdown, CSV.

Everything here is derived from `SubmissionResult`s. All text in them is untrusted.
"""

from __future__ import annotations

from pathlib import Path

from autograder.files import write_atomic
from autograder.report.exercise import exercise_markdown, exercise_text
from autograder.report.files import feedback_path
from autograder.report.grades_csv import grades_csv
from autograder.report.html import class_html, student_html
from autograder.report.markdown import student_markdown
from autograder.report.summary import (
    ClassSummary,
    RunInfo,
    StudentSummary,
    class_summary,
    summarise,
)
from autograder.report.terminal import terminal_check, terminal_class
from autograder.report.view import view
from autograder.results import SubmissionResult

__all__ = [
    "ClassSummary",
    "RunInfo",
    "StudentSummary",
    "class_summary",
    "exercise_markdown",
    "exercise_text",
    "summarise",
    "terminal_check",
    "terminal_class",
    "write_class",
    "write_student",
]


def write_student(result: SubmissionResult, out: Path) -> None:
    """Write `feedback/<id>.html` and `feedback/<id>.md` below `out`.

    Raises:
        GraderFault: the id is not safe as a file name.
    """
    student = view(result)
    write_atomic(out / feedback_path(result.id, ".html"), student_html(student).encode())
    write_atomic(out / feedback_path(result.id, ".md"), student_markdown(student).encode())


def write_class(summary: ClassSummary, out: Path) -> None:
    """Write `index.html` and `grades.csv` below `out`."""
    write_atomic(out / "grades.csv", grades_csv(summary).encode())
    write_atomic(out / "index.html", class_html(summary, out).encode())
