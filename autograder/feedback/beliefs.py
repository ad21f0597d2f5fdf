"""Which mistakes explain a student's failed tests.

A mistake is believed where it fails what the student fails, and gives the student's own values
there. Replaying every mistake on every failed test would cost more than grading, so a mistake is
tried on its own tests first, and only where all of those have failed.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Protocol

from autograder.feedback.mistakes import Mistake
from autograder.sandbox.proxy import Step

TRIES = 3  # tests on which a mistake may show itself before it is given up


class Bank(Protocol):
    """Mistakes, and whether one gives a student's values; `MistakeBank` or `HintTable`."""

    @property
    def mistakes(self) -> Sequence[Mistake]:
        """In order of file name."""

    def reproduces(self, mistake: Mistake, test: str, steps: Sequence[Step]) -> bool:
        """Whether the mistake gives the same on every step of the test."""


def explain(
    bank: Bank, exercise: str, failed: Mapping[str, Sequence[Step]], passed: Sequence[str]
) -> list[tuple[Mistake, tuple[str, ...]]]:
    """The mistakes that explain failures, the one that explains most first.

    Args:
        bank: of the assignment.
        exercise: whose tests these are.
        failed: test -> what was asked and what came; empty where there is nothing to compare.
        passed: tests that passed.

    Returns:
        Mistakes with the tests that each reproduces.
    """
    found = []
    for mistake in (m for m in bank.mistakes if m.exercise == exercise):
        own = _own(mistake, failed, passed)
        if own is None:
            continue
        rest = [test for test in failed if failed[test]]
        first = [test for test in own or rest if failed[test]][:TRIES]
        if tests := _shown(bank, mistake, failed, first, rest):
            found.append((mistake, tests))
    return sorted(found, key=lambda entry: -len(entry[1]))


def _shown(
    bank: Bank,
    mistake: Mistake,
    failed: Mapping[str, Sequence[Step]],
    first: Sequence[str],
    rest: Sequence[str],
) -> tuple[str, ...]:
    """The tests of `rest` that the mistake reproduces; none where it reproduces none of `first`."""

    @functools.cache  # those of `first` are among the rest
    def shows(test: str) -> bool:
        return bank.reproduces(mistake, test, failed[test])

    return tuple(filter(shows, rest)) if any(map(shows, first)) else ()


def _own(
    mistake: Mistake, failed: Mapping[str, Sequence[Step]], passed: Sequence[str]
) -> list[str] | None:
    """Failed tests that the mistake must fail; None where it is ruled out by passing one."""
    own: list[str] = []
    for name in mistake.must_fail:
        cases = [test for test in failed if is_case(name, test)]
        if not cases and any(is_case(name, test) for test in passed):
            return None
        own += cases
    return own


def is_case(name: str, test: str) -> bool:
    """Whether `test` is the test `name`, or one of its parametrised cases."""
    return test == name or test.startswith(f"{name}[")
