"""A student's own run: the public tests, in process, as one result document."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.course import Assignment
from autograder.errors import CourseError, FileMissing
from autograder.grading.backends import Backends
from autograder.grading.local import LocalBackends
from autograder.grading.plugin import CASE, SESSION, GradingSession, isolated
from autograder.grading.scoring import score_assignment
from autograder.grading.versions import versions
from autograder.results import AssignmentResult, Student, SubmissionResult

PUBLIC = "test_public*.py"


class _Quiet:
    """Sets up the session before the plugin does, and keeps what cannot be collected."""

    def __init__(self, session: GradingSession, only: str | None = None) -> None:
        self.session, self.problem, self.only = session, "", only

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[SESSION] = self.session

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.only is not None:
            items[:] = [item for item in items if item.stash[CASE].exercise == self.only]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = self.problem or report.longreprtext


def run_public(
    assignment: Assignment, plugin: object, options: Sequence[str] = ()
) -> pytest.ExitCode:
    """Run an assignment's public tests in this process, silently and without configuration.

    What they import is forgotten after: pytest would take another course's file of the
    same name for this one.
    """
    options = [*options, "-p", "no:cacheprovider", "-p", "no:terminal", "-W", "ignore"]
    options += isolated(assignment.root)
    files = sorted(str(path) for path in assignment.test_dir.glob(PUBLIC))
    before = set(sys.modules)
    try:
        return pytest.ExitCode(pytest.main([*options, *files], plugins=[plugin]))
    finally:
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).is_relative_to(assignment.test_dir):
                del sys.modules[name]


def check(assignments: Sequence[Assignment], submission: Path | None = None) -> SubmissionResult:
    """Run the public tests of some assignments on local work.

    Args:
        assignments: to check.
        submission: folder with the work; None: the course's `assignments/`.

    Raises:
        CourseError: the tests cannot be collected.
    """
    results, notes = [], []
    for assignment in assignments:
        backends = LocalBackends(str(submission) if submission else None)
        try:
            backends.file(assignment)
        except FileMissing as error:
            notes.append(error.message)
        results.append(_checked(assignment, backends))
    return _document(results, "assignments", notes)


def check_exercise(assignment: Assignment, exercise: str, backends: Backends) -> SubmissionResult:
    """Run the public tests of one exercise on work that this process holds; prints are shown.

    Raises:
        CourseError: the tests cannot be collected.
    """
    return _document([_checked(assignment, backends, exercise)], "notebook")


def _checked(
    assignment: Assignment, backends: Backends, only: str | None = None
) -> AssignmentResult:
    session = GradingSession(backends)
    quiet = _Quiet(session, only)
    options = ["--capture=no"] if only else []
    code = run_public(assignment, quiet, options)
    done = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)
    if quiet.problem or code not in (done if only else done[:2]):
        reason = quiet.problem or f"pytest ended with {code!r}"
        raise CourseError(f"the tests cannot be used: {reason}", assignment.test_dir)
    suite = session.suite(assignment)
    return score_assignment(assignment, session.records, suite.bank, only=only)


def _document(
    results: Sequence[AssignmentResult], origin: str, notes: Sequence[str] = ()
) -> SubmissionResult:
    return SubmissionResult(
        id="local",
        student=Student(id="local"),
        origin=origin,
        points=sum(a.points for a in results),
        raw=sum(a.earned for a in results),
        earned=sum(a.earned for a in results),
        assignments=tuple(results),
        notes=tuple(notes),
        isolation="none",
        versions=versions(),
    )
