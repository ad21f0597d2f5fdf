"""The pytest plugin: the fixtures that tests use, and a verdict for each test.

A student's `pytest tests/a01_convolution` and the grader behind the wall run the same tests
through the same hooks; only the backend that `student` talks to is another.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.course import Assignment, find_root, load_course
from autograder.errors import CourseError, UsageError
from autograder.feedback.beliefs import explain
from autograder.grading.backends import Backends
from autograder.grading.local import LocalBackends
from autograder.grading.outcomes import UNTOUCHED, as_text, judge, test_result
from autograder.grading.scoring import Tested
from autograder.grading.suite import Case, Suite, case_rng
from autograder.results import Verdict
from autograder.sandbox.proxy import Student

CASE = pytest.StashKey[Case]()
STUDENT = pytest.StashKey[Student]()
SESSION = pytest.StashKey["GradingSession"]()


def isolated(root: Path) -> list[str]:
    """Options of a pytest that reads no configuration outside a course's folder."""
    options = ["--import-mode=importlib", "-c", os.devnull]
    return [*options, f"--rootdir={root}", f"--confcutdir={root}"]


class GradingSession:
    """What one pytest session grades with.

    Attributes:
        backends: gives the backend of the submission under test.
        suites: by assignment id.
        records: the finished tests.
        on_record: told each finished test and the seconds that its body took.
    """

    def __init__(self, backends: Backends) -> None:
        self.backends = backends
        self.suites: dict[str, Suite] = {}
        self.records: list[Tested] = []
        self.on_record: Callable[[Case, float], None] | None = None
        self._courses: dict[Path, dict[Path, Assignment]] = {}

    def assignment_of(self, path: Path) -> Assignment | None:
        """The assignment whose test folder holds `path`, if any."""
        try:
            root = find_root(path.parent)
        except UsageError:
            return None
        if root not in self._courses:
            folders = (root / "tests").resolve()
            if not path.resolve().is_relative_to(folders):
                return None
            manifests = [*root.glob("solutions/*/assignment.toml")]
            manifests += [*root.glob("assignments/*/assignment.toml")]
            course = load_course(root) if manifests else None
            self._courses[root] = {a.test_dir: a for a in course.assignments} if course else {}
        return self._courses[root].get(path.parent.resolve())

    def suite(self, assignment: Assignment) -> Suite:
        """The trusted side of an assignment."""
        return self.suites.setdefault(assignment.id, Suite(assignment))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --submission."""
    group = parser.getgroup("autograder", "auto-graded course")
    group.addoption(
        "--submission",
        metavar="DIR",
        help="folder with the work to test: DIR/<assignment>/<file>, or DIR/<file> "
        "(default: the course's assignments/)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark; grade in process unless somebody has set up something else."""
    config.addinivalue_line(
        "markers",
        "exercise(name, weight=1, portable=True): the exercise that this test belongs to",
    )
    if not config.pluginmanager.hasplugin("terminal"):
        config.option.tbstyle = "native"  # nobody reads it, and a long traceback takes 80 ms
    if SESSION not in config.stash:
        config.stash[SESSION] = GradingSession(LocalBackends(config.getoption("--submission")))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tell each test its exercise; refuse a test that belongs to none."""
    session = config.stash[SESSION]
    try:
        for item in items:
            assignment = session.assignment_of(item.path)
            if assignment is not None:
                item.stash[CASE] = Case(item, assignment)
                if config.pluginmanager.hasplugin("timeout"):
                    item.add_marker(pytest.mark.timeout(assignment.limits.call_seconds))
    except (CourseError, UsageError) as error:
        raise pytest.UsageError(str(error)) from None


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Student:
    """The submission under test: `student.name(...)` calls its function, data in, data out."""
    case = _case(request)
    session = request.config.stash[SESSION]
    made = Student(session.backends.backend(session.suite(case.assignment), case.exercise))
    request.node.stash[STUDENT] = made
    return made


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """A generator seeded by the test's name and, where hidden, by the instructor's secret."""
    case = _case(request)
    return case_rng(case.assignment.id, case.name, case.hidden)


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> ModuleType:
    """The reference solution; hidden tests only."""
    session = request.config.stash[SESSION]
    return session.suite(_case(request).assignment).reference


@pytest.fixture
def probes(request: pytest.FixtureRequest) -> ModuleType | None:
    """The assignment's probes, for `student.run`."""
    session = request.config.stash[SESSION]
    return session.suite(_case(request).assignment).probes


def _case(request: pytest.FixtureRequest) -> Case:
    if CASE not in request.node.stash:
        raise pytest.UsageError(
            f"{request.node.nodeid} asks for the course's fixtures outside tests/<assignment>/"
        )
    case: Case = request.node.stash[CASE]
    return case


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn what a course test raised into a verdict, and its report into a student's words."""
    report = yield
    case = item.stash.get(CASE, None)
    if case is None or call.when == "teardown" or (call.when == "setup" and not call.excinfo):
        return report
    session = item.config.stash[SESSION]
    suite = session.suite(case.assignment)
    seen = item.stash.get(STUDENT, None)
    outcome = judge(call.excinfo, case, seen, session.backends.folder(suite))
    record = test_result(outcome, case, suite, seen, session.backends.output())
    tested = Tested(case, record, tuple(seen._steps) if seen else ())
    session.records.append(tested)
    if session.on_record:
        session.on_record(case, call.duration)
    if call.excinfo is not None:
        report.verdict = record.verdict  # type: ignore[attr-defined]
        report.outcome = "failed"
        shown = item.config.pluginmanager.hasplugin("terminalreporter")
        if shown and record.verdict is not Verdict.GRADER_FAULT:
            hint = _hint(tested, suite)
            report.longrepr = as_text(record, hint, report.longrepr)
    return report


def _hint(tested: Tested, suite: Suite) -> str | None:
    """The hint of the first mistake that gives the same values in this test."""
    name = tested.case.name
    comparable = tested.record.verdict in (Verdict.FAILED, Verdict.ERROR)
    if suite.bank is None or not comparable:
        return None
    found = explain(suite.bank, tested.case.exercise, {name: tested.steps}, [])
    return found[0][0].hint if found else None


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, Any] | None:
    """Not attempted is a word of its own, and calm."""
    if getattr(report, "verdict", None) is Verdict.NOT_ATTEMPTED:
        return "not attempted", "·", ("NOT ATTEMPTED", {"yellow": True})
    return None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One calm line per exercise that is not attempted."""
    reports = terminalreporter.stats.get("not attempted", [])
    session = terminalreporter.config.stash[SESSION]
    count: dict[str, int] = {}
    reasons: dict[str, None] = {}  # in order
    for tested in session.records:
        if tested.record.verdict is Verdict.NOT_ATTEMPTED:
            name = tested.case.exercise
            count[name] = count.get(name, 0) + 1
            said = tested.record.diagnosis.message if tested.record.diagnosis else ""
            if not said.endswith(UNTOUCHED):
                reasons[said] = None
    if reports:
        terminalreporter.section("not attempted yet", sep="-")
        for reason in reasons:
            terminalreporter.write_line(reason)
        for name, tests in count.items():
            terminalreporter.write_line(f"· {name} ({tests} test{'s' if tests > 1 else ''})")
