from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from autograder.report import words
from autograder.results import Lateness, SubmissionResult, Verdict


@pytest.mark.parametrize(
    ("value", "shown"),
    [(6, "6"), (27.5, "27.5"), (8 / 3, "2.67"), (0.1 + 0.2, "0.3"), (-0.0001, "0"), (1000, "1000")],
)
def test_points_have_no_more_digits_than_they_need(value: float, shown: str) -> None:
    assert words.points(value) == shown


def test_totals_have_at_least_one_decimal() -> None:
    assert [words.total(v) for v in (11, 31.25)] == ["11.0", "31.25"]


def test_one_is_singular() -> None:
    assert words.counted(1, "day") == "1 day"
    assert words.counted(0, "day") == "0 days"
    assert words.counted(1200, "property", "properties") == "1,200 properties"


def test_only_all_is_a_hundred_per_cent() -> None:
    shown = [words.percent(share) for share in (0, 0.001, 0.5, 0.999, 1)]
    assert shown == ["0 %", "1 %", "50 %", "99 %", "100 %"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.04, "0.0 s"),
        (9.96, "10 s"),
        (59.7, "1 min 0 s"),
        (131, "2 min 11 s"),
        (3900, "1 h 5 min"),
    ],
)
def test_seconds_read_well(value: float, shown: str) -> None:
    assert words.seconds(value) == shown


def test_lateness_shows_its_arithmetic(make_result: Callable[..., SubmissionResult]) -> None:
    result = make_result(1)
    late = Lateness(days=2, factor=0.8, rule="10 % a day")
    late_result = msgspec.structs.replace(result, raw=31, earned=24.8, late=late)
    assert (
        words.lateness(late_result)
        == "2 days late (10 % a day): 31 \N{MULTIPLICATION SIGN} 0.8 = 24.8 points"
    )
    capped = msgspec.structs.replace(late_result, earned=20)
    assert words.lateness(capped) == "2 days late (10 % a day): 31 → 20 points"
    assert words.lateness(msgspec.structs.replace(result, late=None)) is None


def _with(result: SubmissionResult, verdicts: list[Verdict]) -> SubmissionResult:
    """The result with only its first exercises, at these verdicts, one failed test each more."""
    exercises = []
    for nth, (exercise, verdict) in enumerate(
        zip(result.assignments[0].exercises, verdicts, strict=False)
    ):
        tests = tuple(
            msgspec.structs.replace(t, verdict=verdict if i <= nth else Verdict.PASSED)
            for i, t in enumerate(exercise.tests)
        )
        passed = sum(t.verdict is Verdict.PASSED for t in tests)
        exercises.append(
            msgspec.structs.replace(exercise, verdict=verdict, tests=tests, passed=passed)
        )
    assignment = msgspec.structs.replace(result.assignments[0], exercises=tuple(exercises))
    return msgspec.structs.replace(result, assignments=(assignment,))


def test_next_step_is_the_started_exercise_with_the_fewest_properties_left(
    make_result: Callable[..., SubmissionResult],
) -> None:
    both = _with(make_result(1), [Verdict.NOT_ATTEMPTED, Verdict.FAILED, Verdict.FAILED])
    assert words.next_step(both) == "max_pool2d_backward, 2 properties left"
    one = _with(make_result(1), [Verdict.FAILED])
    assert words.next_step(one) == "max_pool2d_forward, one property left (values_on_a_small_case)"


@pytest.mark.parametrize(
    ("verdict", "shown"),
    [
        (Verdict.NOT_ATTEMPTED, "max_pool2d_forward, not attempted yet (6 points)"),
        (Verdict.PASSED, "nothing left, every property holds"),
        (Verdict.GRADER_FAULT, "nothing for you: the grader has to run again"),
        (Verdict.NOT_CHECKABLE, "hand in a file that can be read"),
    ],
)
def test_next_step_where_nothing_is_started(
    make_result: Callable[..., SubmissionResult], verdict: Verdict, shown: str
) -> None:
    assert words.next_step(_with(make_result(1), [verdict])) == shown
