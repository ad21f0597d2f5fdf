"""Makes `hints.json`: every mistake's values on the public tests, as fingerprints."""

from __future__ import annotations

import contextlib
import io
import os
from types import ModuleType

import msgspec
import pytest

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.feedback.beliefs import is_case
from autograder.feedback.hints import Entry, Table, fingerprint
from autograder.feedback.mistakes import Mistake, load_mistakes, variant_module
from autograder.grading.check import PUBLIC, run_public
from autograder.grading.plugin import CASE, SESSION, GradingSession
from autograder.grading.suite import Suite
from autograder.results import Verdict
from autograder.sandbox.local import LocalBackend


def hint_table(assignment: Assignment) -> bytes:
    """The table as JSON, the same bytes each time.

    It holds what a student's copy can use: mistakes that some public test tells apart, and of the
    tests that they must fail the public ones. Nothing in it names a hidden test.

    Raises:
        CourseError: the public tests cannot be run.
    """
    mistakes = load_mistakes(assignment)
    runner = _Runner(assignment, mistakes)
    code = pytest.ExitCode.OK
    if any(assignment.test_dir.glob(PUBLIC)):
        with contextlib.redirect_stdout(io.StringIO()):
            code = run_public(assignment, runner)
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise CourseError(f"the public tests cannot be run: pytest {code!r}", assignment.test_dir)
    table = Table(mistakes=runner.entries(), values=runner.values)
    return msgspec.json.format(msgspec.json.encode(table, order="deterministic"), indent=1) + b"\n"


class _Variant:
    """Backends that answer with one mistake."""

    def __init__(self) -> None:
        self.module = ModuleType("none")

    def backend(self, suite: Suite, exercise: str) -> LocalBackend:
        return LocalBackend(self.module, suite.probes)

    def folder(self, suite: Suite) -> str:
        return os.sep  # whatever is raised, the mistake raised it

    def output(self) -> str:
        return ""


class _Runner:
    """Takes the place of pytest's loop: each test against each mistake of its exercise."""

    def __init__(self, assignment: Assignment, mistakes: tuple[Mistake, ...]) -> None:
        self.values: dict[str, dict[str, tuple[str, ...]]] = {}
        self._tests: set[str] = set()
        self._backends = _Variant()
        self._session = GradingSession(self._backends)
        path = assignment.solution_dir / assignment.file
        source = path.read_text(encoding="utf-8")
        self._modules = [
            (m, variant_module(f"_hint_{m.id}", source, m.source, m.path)) for m in mistakes
        ]

    def entries(self) -> dict[str, Entry]:
        """The mistakes that have a value, by id."""
        told = {
            name for found in self.values.values() for names in found.values() for name in names
        }
        return {
            m.id: Entry(m.exercise, m.belief, m.hint, self._public(m.must_fail))
            for m, _ in self._modules
            if m.id in told
        }

    def _public(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if any(is_case(name, test) for test in self._tests))

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[SESSION] = self._session

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for item in session.items:
            self._tests.add(item.stash[CASE].name)
            if not item.stash[CASE].portable:
                continue
            for mistake, module in self._modules:
                if mistake.exercise == item.stash[CASE].exercise:
                    self._try(item, mistake, module)
        session.testsfailed = 0
        return True

    def _try(self, item: pytest.Item, mistake: Mistake, module: ModuleType) -> None:
        self._backends.module = module
        self._session.records.clear()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        tested = self._session.records[0]
        if tested.record.verdict is Verdict.PASSED or not tested.steps:
            return
        found = self.values.setdefault(tested.case.name, {})
        mark = fingerprint(tested.steps)
        found[mark] = (*found.get(mark, ()), mistake.id)
