"""The public tests of one exercise, on the functions of a running notebook."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course import Assignment
from autograder.errors import CourseError, UsageError
from autograder.grading.check import check_exercise
from autograder.grading.suite import Suite
from autograder.notebook.place import find_course
from autograder.report import exercise_markdown, exercise_text
from autograder.results import ExerciseResult, SubmissionResult
from autograder.sandbox.local import LocalBackend


@dataclass(frozen=True)
class Check:
    """What `check` found: shown by a notebook, printed by a console."""

    result: SubmissionResult

    @property
    def exercise(self) -> ExerciseResult:
        """The one exercise."""
        return self.result.assignments[0].exercises[0]

    @property
    def points(self) -> float:
        """Earned by the public tests alone; the hidden ones count, too, when it is graded."""
        return self.exercise.earned

    def __repr__(self) -> str:
        return exercise_text(self.result)

    def _repr_markdown_(self) -> str:
        return exercise_markdown(self.result, public=True)


class NotebookBackends:
    """The notebook's own names as the submission, in this process, so that breakpoints work.

    Args:
        names: what the notebook has defined.
    """

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._names = names

    def backend(self, suite: Suite, exercise: str) -> LocalBackend:
        """A backend with fresh handles."""
        module = ModuleType(suite.assignment.module)
        module.__dict__.update(self._names)
        return LocalBackend(module, suite.probes)

    def folder(self, suite: Suite) -> str:
        """What the file names of cells begin with, to tell their frames from the grader's."""
        for value in list(self._names.values()):
            function = value
            if isinstance(value, type):
                function = next((v for v in vars(value).values() if hasattr(v, "__code__")), None)
            if getattr(function, "__globals__", None) is self._names:
                file = str(function.__code__.co_filename)
                return "<ipython-input" if file.startswith("<") else str(Path(file).parent)
        return ""

    def output(self) -> str:
        """Nothing: the notebook shows what is printed."""
        return ""


def check(exercise: str, names: Mapping[str, Any] | None = None) -> Check:
    """Run the public tests of an exercise.

    Args:
        exercise: its name, such as "conv2d_forward".
        names: where to find it; None: in this notebook.

    Raises:
        CourseError: the tests cannot be used.
        UsageError: there is no such exercise, or no course.
    """
    if not isinstance(exercise, str):
        name = getattr(exercise, "__name__", "conv2d_forward")
        raise UsageError(f'check wants an exercise\'s name in quotes: check("{name}").')
    course, assignment = find_course(exercise)
    found = _notebook() if names is None else names
    _refuse_unknown(assignment, course.root.name)
    # nbgrader takes whatever a cell writes to stderr, a warning too, for a failed test.
    with contextlib.redirect_stderr(sys.stdout):
        return Check(check_exercise(assignment, exercise, NotebookBackends(found)))


def earned(exercise: str) -> float:
    """Show what `check` finds; the points that the public tests give, as nbgrader counts them."""
    found = check(exercise)
    _show(found)
    return found.points


def _refuse_unknown(assignment: Assignment, course: str) -> None:
    if not any(assignment.test_dir.glob("test_public*.py")):
        raise CourseError(f"{course} has no public tests of {assignment.id}", assignment.test_dir)


def _notebook() -> dict[str, Any]:
    """The names that the cells have defined."""
    return vars(sys.modules["__main__"])


def _show(found: object) -> None:
    try:
        from IPython.display import display
    except ImportError:
        print(found)
    else:
        display(found)  # type: ignore[no-untyped-call]
