"""From tests to points: weights, rules and the verdict that tells most."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.course import Assignment, Course
from autograder.grading import scoring
from autograder.grading.scoring import score_assignment, score_exercise, untested
from autograder.results import Diagnosis, RuleViolation, TestResult, Verdict
from autograder.sandbox.messages import Answer
from autograder.sandbox.proxy import Step

P, F, E = Verdict.PASSED, Verdict.FAILED, Verdict.ERROR
STEP = Step(b"request", Answer(1))


@pytest.fixture
def assignment(small_course: Course) -> Assignment:
    return small_course.assignments[0]


def run_of(
    name: str,
    verdict: Verdict = F,
    weight: float = 1.0,
    hidden: bool = False,
    exercise: str = "mirror",
    line: int = 1,
) -> scoring.Tested:
    case: Any = SimpleNamespace(
        name=name, weight=weight, hidden=hidden, exercise=exercise, line=line
    )
    record = TestResult(name=name, hidden=hidden, weight=weight, verdict=verdict)
    return scoring.Tested(case, record, (STEP,))


def score(assignment: Assignment, tests: Sequence[scoring.Tested], **others: Any) -> Any:
    exercise = assignment.exercise("mirror")
    return score_exercise(assignment, exercise, tests, others.pop("bank", None), **others)


@pytest.mark.parametrize(
    ("verdicts", "weights", "earned"),
    [
        ([P, P, P], [1, 1, 1], 4.0),
        ([P, F, P], [1, 1, 1], 2.666667),
        ([P, F], [3, 1], 3.0),
        ([F, P], [0.1, 0.3], 3.0),
        ([E, F], [1, 1], 0.0),
        ([P] * 10, [0.1] * 10, 4.0),
        ([], [], 0.0),
    ],
)
def test_points_are_split_by_weight(
    assignment: Assignment, verdicts: list[Verdict], weights: list[float], earned: float
) -> None:
    tests = [run_of(f"t{i}", v, w) for i, (v, w) in enumerate(zip(verdicts, weights, strict=True))]
    result = score(assignment, tests)
    assert result.earned == earned
    assert (result.passed, result.total) == (verdicts.count(P), len(verdicts))


V = Verdict


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        ([P, P], P),
        ([P, F], F),
        ([F, E], E),
        ([E, V.TIME_OUT, F], V.TIME_OUT),
        ([V.TIME_OUT, V.OUT_OF_MEMORY], V.OUT_OF_MEMORY),
        ([V.GRADER_FAULT, V.OUT_OF_MEMORY, P], V.GRADER_FAULT),
        ([V.NOT_ATTEMPTED, V.NOT_ATTEMPTED], V.NOT_ATTEMPTED),
        ([V.NOT_ATTEMPTED, P], F),  # a test that passes without the exercise's own work
        ([V.NOT_ATTEMPTED, F], F),
        ([V.NOT_ATTEMPTED, E], E),
        ([V.NOT_CHECKABLE, V.NOT_CHECKABLE], V.NOT_CHECKABLE),
        ([V.FORBIDDEN_CALL, F], V.FORBIDDEN_CALL),
        ([], V.NOT_CHECKABLE),
    ],
)
def test_the_verdict_that_tells_most_is_the_exercises(
    assignment: Assignment, seen: list[Verdict], verdict: Verdict
) -> None:
    tests = [run_of(f"t{i}", v) for i, v in enumerate(seen)]
    assert score(assignment, tests).verdict is verdict
    assert score(assignment, tests[::-1]).verdict is verdict


def test_a_broken_rule_zeroes_its_exercise_and_no_other(assignment: Assignment) -> None:
    tests = [run_of("a", P), run_of("b", P, exercise="output_size")]
    one = RuleViolation(file="small.py", line=3, message="no", exercise="mirror")
    result = score_assignment(assignment, tests, None, [one])
    by_name = {e.name: e for e in result.exercises}
    assert (by_name["mirror"].earned, by_name["mirror"].verdict) == (0.0, V.FORBIDDEN_CALL)
    assert by_name["mirror"].violations == (one,)
    assert (by_name["output_size"].earned, by_name["output_size"].verdict) == (2.0, P)
    everywhere = RuleViolation(file="small.py", line=1, message="no")
    assert score_assignment(assignment, tests, None, [everywhere]).earned == 0


def test_an_assignment_is_the_sum_of_its_exercises_in_their_order(assignment: Assignment) -> None:
    tests = [run_of("b", P), run_of("a", P, exercise="output_size")]
    result = score_assignment(assignment, tests, None, output="hello")
    assert [e.name for e in result.exercises] == ["output_size", "mirror", "Accumulator"]
    assert (result.points, result.earned, result.output) == (10.0, 6.0, "hello")
    assert result.exercises[2].verdict is V.NOT_CHECKABLE
    only = score_assignment(assignment, tests, None, only="mirror")
    assert (only.points, only.earned) == (4.0, 4.0)


def test_public_tests_come_first_in_the_order_of_the_file(assignment: Assignment) -> None:
    tests = [
        run_of("late", line=9),
        run_of("secret", hidden=True, line=1),
        run_of("early", line=2),
    ]
    assert [t.name for t in score(assignment, tests).tests] == ["early", "late", "secret"]


def test_a_test_that_was_not_run_keeps_its_reason() -> None:
    reason = Diagnosis(step="rule", message="small.py, line 3: no")
    made = untested(run_of("t", weight=2.5, hidden=True).case, V.FORBIDDEN_CALL, reason)
    assert made.record.diagnosis is reason and made.steps == ()
    assert (made.record.weight, made.record.hidden) == (2.5, True)


class Bank:
    """Mistakes that reproduce what they are told to."""

    def __init__(self, **reproduced: list[str]) -> None:
        self._reproduced = reproduced
        self.mistakes = [
            SimpleNamespace(id=name, exercise="mirror", belief=name, hint=f"{name}!", must_fail=())
            for name in reproduced
        ]

    def reproduces(self, mistake: Any, test: str, steps: Sequence[Step]) -> bool:
        return test in self._reproduced[mistake.id]


def test_the_mistake_that_explains_most_is_named_and_each_test_has_its_hint(
    assignment: Assignment,
) -> None:
    bank = Bank(one=["a"], two=["b", "c"])
    tests = [run_of("a"), run_of("b"), run_of("c", E), run_of("d"), run_of("e", P)]
    result = score(assignment, tests, bank=bank)
    assert result.misconception is not None
    assert (result.misconception.mistake, result.misconception.tests) == ("two", 2)
    assert {t.name: t.hint for t in result.tests} == {
        "a": "one!",
        "b": "two!",
        "c": "two!",
        "d": None,
        "e": None,
    }


@pytest.mark.parametrize("verdict", [V.TIME_OUT, V.OUT_OF_MEMORY, V.NOT_ATTEMPTED, P])
def test_only_values_are_explained(assignment: Assignment, verdict: Verdict) -> None:
    result = score(assignment, [run_of("a", verdict)], bank=Bank(one=["a"]))
    assert result.misconception is None and result.tests[0].hint is None


def test_a_mistake_is_ruled_out_by_a_test_that_it_would_fail(assignment: Assignment) -> None:
    bank = Bank(one=["a"])
    bank.mistakes[0].must_fail = ("a", "b")
    assert score(assignment, [run_of("a"), run_of("b", P)], bank=bank).misconception is None
    found = score(assignment, [run_of("a"), run_of("b[2]", F)], bank=bank).misconception
    assert found is not None and found.mistake == "one"
