"""What GitHub's reporter makes of a result: its totals are ours, its lines are no commands."""

from __future__ import annotations

import math

import msgspec
import pytest
from workflow import commands

from autograder.report.github import SUMMARY_LIMIT, cut, job_summary, reporter_result
from autograder.report.hundredths import shares
from autograder.results import (
    AssignmentResult,
    ExerciseResult,
    Lateness,
    Student,
    SubmissionResult,
    Verdict,
)


def reporter(results: list[dict]) -> dict:
    """The reporter's arithmetic, as far as it is documented: what it shows and whether it fails."""
    total = most = passed = tests = 0
    for result in results:
        if result["max_score"]:
            most += result["max_score"]
            total += sum(test.get("score", math.nan) for test in result["tests"])
        passed += sum(test["status"] == "pass" for test in result["tests"])
        tests += len(result["tests"])
    statuses = [result["status"] for result in results]
    return {
        "points": total,
        "max": most,
        "share": passed / tests if tests else math.nan,
        "fails": "fail" in statuses or "error" in statuses,
    }


def exercise(name: str, earned: float, points: float, verdict: Verdict) -> ExerciseResult:
    return ExerciseResult(
        name=name,
        title=name,
        points=points,
        earned=earned,
        verdict=verdict,
        passed=1,
        total=3,
    )


def result_of(*exercises: ExerciseResult, **more: object) -> SubmissionResult:
    points, raw = sum(e.points for e in exercises), sum(e.earned for e in exercises)
    part = AssignmentResult(id="a01", title="A", points=points, earned=raw, exercises=exercises)
    fields = {"points": points, "raw": raw, "earned": raw, "assignments": (part,)} | more
    return SubmissionResult(id="s", student=Student(id="s"), origin="s", **fields)


@pytest.mark.parametrize("number", range(40))
def test_the_reporters_total_is_the_mark(make_result, number):
    result = make_result(number)
    seen = reporter([reporter_result(result)])
    assert seen["points"] == pytest.approx(round(result.earned, 2), abs=0.00501)
    assert seen["max"] == pytest.approx(result.points)
    assert math.isfinite(seen["share"])


def test_partial_credit_survives():
    thirds = [exercise(f"e{i}", 2 / 3, 2, Verdict.FAILED) for i in range(3)]
    found = reporter_result(result_of(*thirds))
    assert [test["score"] for test in found["tests"]] == [0.67, 0.67, 0.66]
    assert reporter([found])["points"] == pytest.approx(2.0)
    assert {test["status"] for test in found["tests"]} == {"fail"}


def test_a_late_mark_is_shared_out_over_its_exercises():
    late = Lateness(days=2, factor=0.8, rule="10%/day")
    parts = exercise("a", 4, 4, Verdict.PASSED), exercise("b", 3, 6, Verdict.FAILED)
    found = reporter_result(result_of(*parts, earned=5.6, late=late))
    assert reporter([found])["points"] == pytest.approx(5.6)
    assert found["tests"][0]["status"] == "pass"


def test_what_is_not_full_is_not_shown_as_full():
    nearly = exercise("a", 9.999, 10, Verdict.FAILED)
    assert [(s.earned, s.points) for s in shares(result_of(nearly))] == [(999, 1000)]


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ((Verdict.PASSED, Verdict.PASSED), "pass"),
        ((Verdict.PASSED, Verdict.FAILED), "fail"),
        ((Verdict.PASSED, Verdict.NOT_ATTEMPTED), "fail"),
        ((Verdict.TIME_OUT, Verdict.NOT_CHECKABLE), "fail"),
        ((Verdict.PASSED, Verdict.GRADER_FAULT), "error"),
        ((Verdict.FAILED, Verdict.GRADER_FAULT), "error"),
    ],
)
def test_only_full_marks_pass_and_a_fault_is_an_error(verdicts, status):
    parts = [
        exercise(f"e{i}", 2.0 if verdict is Verdict.PASSED else 0.0, 2, verdict)
        for i, verdict in enumerate(verdicts)
    ]
    found = reporter_result(result_of(*parts))
    assert found["status"] == status
    assert reporter([found])["fails"] == (status != "pass")


def test_nothing_to_grade_is_an_error_and_no_number_that_is_none():
    found = reporter_result(result_of())
    seen = reporter([found])
    assert (seen["points"], seen["max"], seen["share"], seen["fails"]) == (0, 0, 0, True)
    assert all(test.keys() >= {"name", "status", "score", "message"} for test in found["tests"])


def test_every_test_has_the_keys_that_the_reporter_reads(make_result):
    for test in reporter_result(make_result(3))["tests"]:
        assert list(test) == [
            *("name", "status", "score", "message", "test_code", "filename", "line_no", "duration")
        ]
        assert type(test["score"]) in (int, float)


def test_exercises_of_several_assignments_are_told_apart(make_result):
    names = [test["name"] for test in reporter_result(make_result(1))["tests"]]
    assert len(set(names)) == len(names) == 13
    assert names[0] == "a03_pooling: max_pool2d_forward"


def test_hostile_text_is_no_command_and_no_markup(make_result):
    evil = "x\r::add-mask::1\n::error::no ##[group]y <img src=x onerror=1>"
    part = msgspec.structs.replace(exercise(evil, 1, 2, Verdict.FAILED), title=evil)
    result = result_of(part, notes=(evil,))
    for test in reporter_result(result)["tests"]:
        # the reporter prints names and messages after words of its own, on one line
        assert commands(f"❌ {test['name']}\n\nError: {test['message']}\n") == []
        assert "\n" not in test["name"] + test["message"]
    assert "<img" not in job_summary(result)


def test_the_summary_has_marks_hints_and_what_comes_next(make_result):
    result = next(r for r in map(make_result, range(50)) if "**Hint:**" in job_summary(r))
    text = job_summary(result)
    assert text.startswith("# Feedback")
    assert "**Next:**" in text
    assert "also counts hidden tests" not in text


def test_a_summary_stays_below_what_github_takes():
    text = cut("ö" * 99 + "\n", SUMMARY_LIMIT)
    assert text == "ö" * 99 + "\n"
    long = cut(("ö" * 99 + "\n") * 20_000, SUMMARY_LIMIT)
    assert len(long.encode()) <= SUMMARY_LIMIT
    assert long.endswith("too long for this page.)\n")
