"""`autograder export canvas` and `moodle`: a run's marks into an instructor's own file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.console import Console

from autograder.commands.documents import documents, read_document
from autograder.course import Course
from autograder.errors import UsageError
from autograder.files import write_atomic
from autograder.report import words
from autograder.report.canvas import fill_canvas
from autograder.report.clean import one_line
from autograder.report.marks import Filled, Mark, marks_of
from autograder.report.moodle import fill_moodle, parse_columns
from autograder.report.table import Table
from autograder.results import SubmissionResult

_SHOWN = 10


def export_canvas(
    grades: Path,
    roster: Path,
    out: Path,
    course: Course,
    console: Console,
    assignment: str | None = None,
    column: str | None = None,
) -> int:
    """Fill in a gradebook exported from Canvas; 0, or 1 where a mark found no place.

    Raises:
        UsageError: there are no results, or the file or its column cannot be used.
    """

    def fill(table: Table, marks: list[Mark], expected: Mapping[str, float], to: Filled) -> str:
        names = [n for i in expected for n in (course.assignment(i).title, i)]
        if len(expected) > 1 and column is None:
            raise UsageError(
                f"The results are of {', '.join(expected)}: name one with --assignment, or with "
                "--column the one that is to take the total."
            )
        title = fill_canvas(table, marks, column, names, to)
        return f"column '{one_line(title, 60)}'"

    return _export(grades, roster, out, course, console, assignment, fill)


def export_moodle(
    grades: Path,
    worksheet: Path,
    out: Path,
    course: Course,
    console: Console,
    assignment: str | None = None,
    columns: Sequence[str] = (),
) -> int:
    """Fill in a grading worksheet of Moodle; 0, or 1 where a mark found no place.

    Raises:
        UsageError: there are no results, or the worksheet cannot be used.
    """
    known = parse_columns(columns)

    def fill(table: Table, marks: list[Mark], expected: Mapping[str, float], to: Filled) -> str:
        fill_moodle(table, marks, list(expected), known, to)
        return "the worksheet"

    return _export(grades, worksheet, out, course, console, assignment, fill)


_Fill = Callable[[Table, list[Mark], Mapping[str, float], Filled], str]


def _export(
    grades: Path,
    source: Path,
    out: Path,
    course: Course,
    console: Console,
    assignment: str | None,
    fill: _Fill,
) -> int:
    if out.exists() and source.exists() and out.samefile(source):
        raise UsageError(f"--out {out} is the file itself, which is never changed. Name another.")
    filled = Filled()
    results = read_results(grades, filled)
    expected = _expected(results, course, assignment)
    try:
        table = Table(source.read_bytes(), str(source))
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror}.") from None
    where = fill(table, marks_of(results, expected, filled), expected, filled)
    write_atomic(out, table.encode())
    _tell(filled, ", ".join(expected), where, console)
    console.print(f"Written: {out}", markup=False, soft_wrap=True)
    return 1 if filled.left_out else 0


def read_results(grades: Path, filled: Filled) -> list[SubmissionResult]:
    """All result documents of a run; one that cannot be read is left out and named.

    Raises:
        UsageError: there is none.
    """
    results = []
    for path in documents(grades):
        try:
            results.append(read_document(path))
        except UsageError as error:
            filled.left_out.append((path.stem, one_line(str(error)).rstrip(".")))
    if not results:
        raise UsageError(f"No results/*.json in {grades} can be read. Grade again.")
    return results


def _expected(
    results: Sequence[SubmissionResult], course: Course, wanted: str | None
) -> dict[str, float]:
    """The assignments that a mark is the sum over, with their points."""
    graded = {a.id for result in results for a in result.assignments}
    chosen = [course.assignment(wanted)] if wanted else course.assignments
    found = {a.id: a.points for a in chosen if a.id in graded}
    if not found:
        names = ", ".join(sorted(graded)) or "no assignment"
        asked = f"--assignment {wanted}: the" if wanted else "The"
        raise UsageError(f"{asked} results are of {names}. Grade it first.")
    return found


def _tell(filled: Filled, assignments: str, where: str, console: Console) -> None:
    def say(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    changed = f", {filled.changed} of them in place of another" if filled.changed else ""
    say(f"{assignments}: {words.counted(filled.entered, 'mark')} into {where}{changed}.")
    for note in filled.notes:
        say(f"  {note}")
    for name, reason in filled.left_out:
        say(f"  ! {name}: not entered: {reason}.")
    if filled.without:
        names = ", ".join(one_line(name, 60) for name in filled.without[:_SHOWN])
        more = len(filled.without) - _SHOWN
        rest = f" and {more} more" if more > 0 else ""
        rows = words.counted(len(filled.without), "row")
        say(f"  {rows} without a mark of this run, left as they are: {names}{rest}.")
