"""Runs collected tests: by their scripts where that is enough, else by pytest."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from autograder.errors import AutograderError
from autograder.grading.backends import Backends
from autograder.grading.outcomes import Outcome, test_result
from autograder.grading.plugin import CASE, GradingSession
from autograder.grading.reference import ReferenceBackends
from autograder.grading.scoring import Tested
from autograder.grading.scripts import Performance, PromptedBackend
from autograder.grading.suite import Case, Suite
from autograder.grading.wall import WallBackends
from autograder.results import Verdict
from autograder.sandbox.proxy import Backend


def run(items: Sequence[pytest.Item]) -> None:
    """Run tests by pytest."""
    for i, item in enumerate(items):
        following = items[i + 1] if i + 1 < len(items) else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def rehearse(items: Sequence[pytest.Item], grading: GradingSession, scripts: bool) -> None:
    """Run tests on the reference; keep the scripts of those that pass, where wanted."""
    backends = ReferenceBackends()
    grading.backends = backends

    def keep(case: Case, _: float) -> None:
        script = backends.take_script()
        if scripts and grading.records[-1].record.verdict is Verdict.PASSED:
            case.script = script

    grading.on_record = keep
    run(items)
    grading.on_record = None


class Runner:
    """Runs tests on one submission.

    Args:
        grading: gets the records.
        suite: the assignment.
        backends: the submission.
        timing: gets the seconds of each test, and of all.
    """

    def __init__(
        self,
        grading: GradingSession,
        suite: Suite,
        backends: WallBackends,
        timing: dict[str, float],
    ) -> None:
        self._grading, self._suite, self._backends = grading, suite, backends
        self._timing = timing
        self._asking = 0.0  # seconds that the present test's script has taken
        self._last: pytest.Item | None = None  # that pytest ran
        self._next: pytest.Item | None = None  # for which it has left standing what both share

    def run(self, items: Sequence[pytest.Item]) -> None:
        """Run them, in order."""
        self._grading.records.clear()
        self._grading.on_record = self._clock
        for i, item in enumerate(items):
            following = items[i + 1] if i + 1 < len(items) else None
            self._asking = 0.0
            prompted = self._prompted(item.stash[CASE])
            if prompted is None:
                continue
            self._by_pytest(item, following, prompted)
            if prompted.lost:
                self._grading.records.pop()
                self._backends.close()  # it was asked what this test does not ask: a new one
                self._by_pytest(item, following, self._backends)
        if self._last is not None and self._next is not None:
            self._last.config.hook.pytest_runtest_teardown(item=self._last, nextitem=None)

    def _clock(self, case: Case, seconds: float) -> None:
        seconds += self._asking
        self._timing[f"test:{case.assignment.id}/{case.name}"] = round(seconds, 4)
        self._timing["tests"] += seconds

    def _prompted(self, case: Case) -> Prompted | None:
        """Put the test's script to the submission; None where the test has passed by that."""
        if not case.script:
            return Prompted(self._backends)
        start = time.perf_counter()
        try:
            backend = self._backends.backend(self._suite, case.exercise)
        except AutograderError as error:
            return Prompted(self._backends, error)
        performance = Performance(case.script, backend)
        self._asking = time.perf_counter() - start
        if not performance.as_written:
            return Prompted(self._backends, PromptedBackend(performance.given, backend))
        passed, output = Outcome(Verdict.PASSED), self._backends.output()
        record = test_result(passed, case, self._suite, None, output)
        self._grading.records.append(Tested(case, record))
        self._clock(case, 0.0)
        return None

    def _by_pytest(
        self, item: pytest.Item, following: pytest.Item | None, backends: Backends
    ) -> None:
        hook = item.config.hook
        if self._last is not None and self._next is not item:  # others have passed without pytest
            hook.pytest_runtest_teardown(item=self._last, nextitem=item)
        self._grading.backends = backends
        hook.pytest_runtest_protocol(item=item, nextitem=following)
        self._last, self._next = item, following


class Prompted:
    """Backends of a submission that has been asked a test's script already.

    Args:
        backends: the submission.
        first: for the test, or why there can be none; None: it has not been asked.
    """

    def __init__(
        self, backends: WallBackends, first: PromptedBackend | AutograderError | None = None
    ) -> None:
        self._backends, self._first = backends, first

    @property
    def lost(self) -> bool:
        """Whether the test asked what was not in its script."""
        return isinstance(self._first, PromptedBackend) and self._first.lost

    def backend(self, suite: Suite, exercise: str) -> Backend:
        """See `Backends`."""
        if self._first is None:
            return self._backends.backend(suite, exercise)
        if isinstance(self._first, AutograderError):
            raise self._first
        return self._first

    def folder(self, suite: Suite) -> str:
        """See `Backends`."""
        return self._backends.folder(suite)

    def output(self) -> str:
        """See `Backends`."""
        return self._backends.output()
