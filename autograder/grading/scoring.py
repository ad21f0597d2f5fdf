"""From tests to points: an exercise's points are split over its tests by weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from autograder.course import Assignment, Exercise
from autograder.feedback.beliefs import Bank, explain
from autograder.feedback.mistakes import Mistake
from autograder.grading.speed_points import unmeasured
from autograder.grading.suite import Case
from autograder.results import (
    AssignmentResult,
    Diagnosis,
    ExerciseResult,
    Misconception,
    RuleViolation,
    TestResult,
    Verdict,
)
from autograder.sandbox.proxy import Step

# The most telling verdict among an exercise's tests comes first.
_TELLING = (
    Verdict.GRADER_FAULT,
    Verdict.FORBIDDEN_CALL,
    Verdict.OUT_OF_MEMORY,
    Verdict.TIME_OUT,
    Verdict.ERROR,
    Verdict.FAILED,
    Verdict.NOT_CHECKABLE,
    Verdict.NOT_ATTEMPTED,
)

# Verdicts of tests whose values can be compared with a mistake's.
_COMPARABLE = (Verdict.FAILED, Verdict.ERROR)


@dataclass(frozen=True)
class Tested:
    """One finished test: its case, its record, and what was asked of the submission."""

    case: Case
    record: TestResult
    steps: tuple[Step, ...] = ()


def untested(case: Case, verdict: Verdict, diagnosis: Diagnosis) -> Tested:
    """A test that was not run, because its outcome is known: no file, no import, a rule broken."""
    record = TestResult(
        name=case.name,
        hidden=case.hidden,
        weight=case.weight,
        verdict=verdict,
        diagnosis=diagnosis,
    )
    return Tested(case, record)


def score_assignment(
    assignment: Assignment,
    tested: Sequence[Tested],
    bank: Bank | None,
    violations: Sequence[RuleViolation] = (),
    only: str | None = None,
    output: str | None = None,
) -> AssignmentResult:
    """Score one assignment.

    Args:
        assignment: with its exercises and points.
        tested: all its tests, in any order.
        bank: its mistakes.
        violations: what the rules found.
        only: score this exercise alone.
        output: what was printed while importing.
    """
    exercises = tuple(
        score_exercise(
            assignment,
            exercise,
            [t for t in tested if t.case.exercise == exercise.name],
            bank,
            tuple(v for v in violations if v.exercise in (None, exercise.name)),
        )
        for exercise in assignment.exercises
        if only in (None, exercise.name)
    )
    return AssignmentResult(
        id=assignment.id,
        title=assignment.title,
        points=sum(e.points for e in exercises),
        earned=round(sum(e.earned for e in exercises), 6),
        exercises=exercises,
        output=output or None,
    )


def score_exercise(
    assignment: Assignment,
    exercise: Exercise,
    tested: Sequence[Tested],
    bank: Bank | None,
    violations: tuple[RuleViolation, ...] = (),
) -> ExerciseResult:
    """Score one exercise: the sum of passed weights, zero where a rule is broken.

    What speed earns is left open: it is measured once all tests pass.
    """
    tested = sorted(tested, key=lambda t: (t.case.hidden, t.case.line))
    weight = sum(t.case.weight for t in tested)
    passed = [t for t in tested if t.record.verdict is Verdict.PASSED]
    share = sum(t.case.weight for t in passed) / weight if weight else 0.0
    best, records = _explain(exercise, tested, bank)
    anchor = f"#{exercise.handout}" if exercise.handout else ""
    verdict = _verdict(tested, bool(violations))
    return ExerciseResult(
        name=exercise.name,
        title=exercise.title,
        points=exercise.points,
        earned=0.0 if violations else round(exercise.test_points * share, 6),
        verdict=verdict,
        passed=len(passed),
        total=len(tested),
        tests=records,
        misconception=best,
        violations=violations,
        handout=f"assignments/{assignment.id}/README.md{anchor}",
        speed=unmeasured(exercise, verdict),
    )


def _verdict(tested: Sequence[Tested], violated: bool) -> Verdict:
    seen = {t.record.verdict for t in tested}
    if violated:
        return Verdict.FORBIDDEN_CALL
    if seen == {Verdict.PASSED}:
        return Verdict.PASSED
    if Verdict.NOT_ATTEMPTED in seen and seen <= {Verdict.NOT_ATTEMPTED, Verdict.PASSED}:
        return Verdict.NOT_ATTEMPTED if Verdict.PASSED not in seen else Verdict.FAILED
    return next((v for v in _TELLING if v in seen), Verdict.NOT_CHECKABLE)


def _explain(
    exercise: Exercise, tested: Sequence[Tested], bank: Bank | None
) -> tuple[Misconception | None, tuple[TestResult, ...]]:
    """The mistake that explains most, and the records with their hints."""
    failed = {
        t.record.name: t.steps if t.record.verdict in _COMPARABLE else ()
        for t in tested
        if t.record.verdict is not Verdict.PASSED
    }
    passed = [t.record.name for t in tested if t.record.verdict is Verdict.PASSED]
    found = explain(bank, exercise.name, failed, passed) if bank and any(failed.values()) else []
    records = tuple(_with_hint(t.record, found) for t in tested)
    if not found:
        return None, records
    top, tests = found[0]
    best = Misconception(mistake=top.id, belief=top.belief, hint=top.hint, tests=len(tests))
    return best, records


def _with_hint(record: TestResult, found: Sequence[tuple[Mistake, tuple[str, ...]]]) -> TestResult:
    for mistake, tests in found:
        if record.name in tests:
            return msgspec.structs.replace(record, hint=mistake.hint, mistake=mistake.id)
    return record
