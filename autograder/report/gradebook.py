"""Marks -> nbgrader's own gradebook, through nbgrader's own interface.

What a person has entered there is kept: manual scores, extra credit, comments.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.course import Assignment
from autograder.errors import UsageError
from autograder.report.clean import one_line
from autograder.results import AssignmentResult, SpeedStatus, Student, SubmissionResult, Verdict
from autograder.submission.names import safe_id

Problem = tuple[str, str]  # whose or what, and a sentence


@dataclass(frozen=True)
class Mark:
    """What one submission earned in one assignment.

    Attributes:
        whose: submission id.
        names: what its student may be called in a gradebook, best first; the first one is made.
        points: exercise -> (earned, possible), before lateness.
        factor: what is left after lateness; None: no rule was given.
        submitted: UTC.
    """

    whose: str
    student: Student
    names: tuple[str, ...]
    assignment: str
    points: dict[str, tuple[float, float]]
    factor: float | None
    submitted: datetime | None


def marks_of(
    result: SubmissionResult, late: bool, times: Mapping[str, datetime] | None = None
) -> list[Mark]:
    """The marks of a submission, one per assignment that was handed in and that is final.

    Args:
        result: of the submission.
        late: whether a late rule was given.
        times: assignment id -> when it was handed in, UTC, where that is known of each.
    """
    student = result.student
    named = (student.id, student.username, student.email)
    names = [name for name in named if name]
    # A folder's name is what nbgrader calls its student, with letters that an id cannot have.
    own = [result.origin] if safe_id(result.origin) == result.id else []
    names = [*names, *own] if result.in_roster else [*own, *names]
    newest = datetime.fromisoformat(result.submitted_at) if result.submitted_at else None
    factor = (result.late.factor if result.late else 1.0) if late else None
    return [
        Mark(
            whose=result.id,
            student=student,
            names=tuple(dict.fromkeys(names)),
            assignment=assignment.id,
            points={e.name: (e.earned, e.points) for e in assignment.exercises},
            factor=factor,
            submitted=(times or {}).get(assignment.id, newest),
        )
        for assignment in result.assignments
        if _handed_in(assignment)
    ]


def _handed_in(assignment: AssignmentResult) -> bool:
    """Whether there was a file, and the grader could do its work."""
    if any(e.verdict is Verdict.GRADER_FAULT for e in assignment.exercises):
        return False
    if any(e.speed and e.speed.status is SpeedStatus.NOT_CHECKABLE for e in assignment.exercises):
        return False  # its mark is not final
    tests = [test for exercise in assignment.exercises for test in exercise.tests]
    said = {t.diagnosis.message if t.diagnosis else "" for t in tests}
    return not (len(said) == 1 and said.pop().endswith(" was not handed in."))


class GradebookWriter:
    """Writes marks into an nbgrader gradebook. Use as a context manager.

    Args:
        url: an SQLAlchemy URL, or the path of a gradebook.db.
        assignments: whose marks will come.

    Attributes:
        problems: what could not be written, each told once.

    Raises:
        UsageError: nbgrader is not installed, the gradebook cannot be used, or it has none of the
            assignments. Any method raises it where the gradebook cannot be used.
    """

    def __init__(self, url: str, assignments: Sequence[Assignment]) -> None:
        self.problems: list[Problem] = []
        self._url = url if "://" in url else f"sqlite:///{Path(url).resolve()}"
        _refuse_missing(self._url)
        self._api = _api()
        self._assignments = {a.id: a for a in assignments}
        with self._used():
            self._book = self._api.Gradebook(self._url)
            known = [one.name for one in self._book.assignments]
        self._known = {a.id for a in assignments if a.id in known}
        there = f"It has {', '.join(sorted(known))}." if known else "It has none at all."
        for assignment in assignments:
            if assignment.id not in known:
                text = (
                    f"The gradebook has no assignment {assignment.id}. {there} Run `nbgrader "
                    f"generate_assignment {assignment.id}` in the folder that `autograder export "
                    "nbgrader` has made."
                )
                self.problems.append(("gradebook", text))
        if not self._known:
            self._book.close()
            raise UsageError(self.problems[0][1])

    def __enter__(self) -> GradebookWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def write(self, marks: Iterable[Mark]) -> int:
        """Write all marks whose assignment is there; how many were written."""
        written = 0
        owners: dict[tuple[str, str], Mark] = {}
        wanted = [m for m in marks if m.assignment in self._known]
        twice: set[tuple[str, str]] = set()
        with self._used():
            for mark in wanted:
                key = (self._student(mark), mark.assignment)
                if key in owners:
                    twice.add(key)
                    text = (
                        f"{owners[key].whose} and {mark.whose} are both {one_line(key[0], 80)}'s "
                        f"{mark.assignment}: neither was written. Grade one of them alone."
                    )
                    self.problems.append(("gradebook", text))
                owners.setdefault(key, mark)
            for key, mark in owners.items():
                if key not in twice:
                    written += self._one(key[0], mark)
        return written

    def _student(self, mark: Mark) -> str:
        """The gradebook's name for a mark's student."""
        for name in mark.names:
            try:
                return str(self._book.find_student(name).id)
            except self._api.MissingEntry:
                continue
        return mark.names[0]

    def _one(self, student: str, mark: Mark) -> bool:
        """One student's assignment: all of its exercises, or none."""
        assignment = self._assignments[mark.assignment]
        problem = self._unfit(assignment, mark)
        if problem:
            if ("gradebook", problem) not in self.problems:
                self.problems.append(("gradebook", problem))
            return False
        self._add(student, mark)
        submission = self._submission(student, mark)
        (notebook,) = (n for n in submission.notebooks if n.name == assignment.module)
        grades = {grade.name: grade for grade in notebook.grades}
        if missing := mark.points.keys() - grades.keys():
            text = (
                f"{mark.assignment} was collected before its notebook had {', '.join(missing)}. "
                f"Run `nbgrader autograde {mark.assignment} --student {student} --force` once."
            )
            self.problems.append((mark.whose, text))
            return False
        for name, (earned, _) in mark.points.items():
            _set_score(grades[name], earned)
        self._book.db.commit()
        if mark.factor is not None:
            self._book.db.refresh(notebook)
            lost = round(notebook.score * (1 - mark.factor), 6)
            notebook.late_submission_penalty = lost or None
            self._book.db.commit()
        return True

    def _unfit(self, assignment: Assignment, mark: Mark) -> str:
        """Why the gradebook's assignment cannot take these marks; "" where it can."""
        again = f"Run `nbgrader generate_assignment {assignment.id} --force` to bring it up to date"
        try:
            book = self._book.find_notebook(assignment.module, assignment.id)
        except self._api.MissingEntry:
            names = ", ".join(n.name for n in self._book.find_assignment(assignment.id).notebooks)
            return (
                f"The gradebook's {assignment.id} has no notebook {assignment.module}, but "
                f"{names or 'none'}. {again}."
            )
        cells = {cell.name: float(cell.max_score) for cell in book.grade_cells}
        for name, (_, points) in mark.points.items():
            if name not in cells:
                return f"The gradebook's {assignment.id} has no cell {name}. {again}."
            if abs(cells[name] - points) > 1e-6:
                return (
                    f"{assignment.id}'s {name} is worth {cells[name]:g} in the gradebook and "
                    f"{points:g} here. {again}."
                )
        return ""

    def _add(self, student: str, mark: Mark) -> None:
        try:
            self._book.find_student(student)
        except self._api.MissingEntry:
            first, _, last = (mark.student.name or "").rpartition(" ")
            details = {"first_name": first, "last_name": last, "email": mark.student.email}
            self._book.add_student(student, **{k: v for k, v in details.items() if v})

    def _submission(self, student: str, mark: Mark) -> Any:
        submission = self._book.update_or_create_submission(mark.assignment, student)
        when = mark.submitted.replace(tzinfo=None) if mark.submitted else None
        if when and (submission.timestamp is None or submission.timestamp < when):
            submission.timestamp = when
        return submission

    @contextmanager
    def _used(self) -> Iterator[None]:
        """Say in one sentence what goes wrong with the gradebook."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # SQLAlchemy's, about nbgrader's own code
                yield
        except Exception as error:
            # the interface's own, its library's, and a driver that is not installed
            theirs = type(error).__module__.partition(".")[0] in ("sqlalchemy", "nbgrader")
            if not theirs and not isinstance(error, ImportError):
                raise
            reason = one_line(str(getattr(error, "orig", None) or error))
            raise UsageError(
                f"The gradebook {_shown(self._url)} cannot be used: {reason}. Is it free, writable "
                "and made by this version of nbgrader (`nbgrader db upgrade`)?"
            ) from None


def _set_score(grade: Any, earned: float) -> None:
    """As nbgrader does it: where a person has graded by hand, a new score asks for another look."""
    if grade.auto_score != earned or grade.manual_score is None:
        grade.needs_manual_grade = grade.manual_score is not None
    grade.auto_score = earned


def _api() -> Any:
    try:
        import nbgrader.api as api
    except ImportError:
        raise UsageError(
            "--nbgrader-db needs nbgrader, which is not installed. Run `pip install nbgrader` "
            'in this environment, or install the course with its extra "delivery".'
        ) from None
    return api


def _refuse_missing(url: str) -> None:
    """Refuse a file that is no gradebook: nbgrader would make its tables there.

    Raises:
        UsageError: there is no such file, or it holds something else.
    """
    if not url.startswith("sqlite:///"):
        return
    path = Path(url.removeprefix("sqlite:///").partition("?")[0])
    if not path.is_file():
        raise UsageError(
            f"There is no gradebook {path}. Run `nbgrader generate_assignment` first, which "
            "makes it, or correct --nbgrader-db."
        )
    query = "SELECT count(*) FROM sqlite_master WHERE name IN ('grade_cells', 'submitted_notebook')"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            (tables,) = file.execute(query).fetchone()
    except sqlite3.Error:
        tables = 0
    if tables != 2:
        raise UsageError(
            f"{path} is not nbgrader's gradebook. Name the gradebook.db that `nbgrader "
            "generate_assignment` has made."
        )


def _shown(url: str) -> str:
    """Without a password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
