"""A result as GitHub's autograding reporter and job summary want it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.report import verdicts, words
from autograder.report.clean import ci_safe, one_line
from autograder.report.hundredths import Share, shares
from autograder.report.markdown import student_markdown
from autograder.report.speed import speed_state
from autograder.report.view import view
from autograder.results import SubmissionResult, Verdict

SUMMARY_LIMIT = 900_000  # bytes; GitHub drops a summary of more than 1 MiB

_CUT = "\n\n(The rest is left out here: it is too long for this page.)\n"
_PUBLIC = (
    "These are the public tests, the ones in your repository. The mark also counts hidden tests, "
    "which your instructor runs."
)


def reporter_result(result: SubmissionResult) -> dict[str, Any]:
    """What `classroom-resources/autograding-grading-reporter` reads, version 1.

    It adds up the scores of the tests. One test per exercise, carrying what was earned, is
    therefore true partial credit. It divides by the number of tests, so there is always one.
    """
    found = shares(result)
    tests = [_test(share, len(result.assignments) > 1) for share in found]
    if not tests:
        tests = [_entry("submission", "error", 0, "There was nothing to grade.")]
    seen = {test["status"] for test in tests}
    status = "fail" if "fail" in seen else "pass"
    if result.fault is not None or "error" in seen:
        status = "error"
    most = sum(share.points for share in found)
    return {"version": 1, "status": status, "max_score": _points(most), "tests": tests}


def job_summary(result: SubmissionResult) -> str:
    """The feedback in Markdown for `$GITHUB_STEP_SUMMARY`: marks, hints, what to do next."""
    exercises = [e for a in result.assignments for e in a.exercises]
    hidden = any(test.hidden for exercise in exercises for test in exercise.tests)
    text = student_markdown(replace(view(result), name="Feedback"))
    return cut(text if hidden else f"{text}\n{_PUBLIC}\n", SUMMARY_LIMIT)


def cut(text: str, limit: int) -> str:
    """The text, cut after a line where it has more than `limit` bytes."""
    data = text.encode()
    if len(data) <= limit:
        return text
    kept = data[: limit - len(_CUT)].rpartition(b"\n")[0].decode(errors="ignore")
    return kept + _CUT


def _test(share: Share, several: bool) -> dict[str, Any]:
    exercise = share.exercise
    name = f"{share.assignment}: {exercise.name}" if several else exercise.name
    if exercise.verdict is Verdict.GRADER_FAULT:
        return _entry(name, "error", 0, "The grader is at fault; nothing is lost. Run it again.")
    if exercise.verdict is Verdict.PASSED:
        told = speed_state(exercise.speed) if exercise.speed else None
        return _entry(name, "pass", share.earned, told)
    look = verdicts.look(exercise.verdict, exercise.earned)
    earned, most = words.points(share.earned / 100), words.points(share.points / 100)
    message = (
        f"{earned} of {most} points, {look.label}, "
        f"{exercise.passed} of {words.counted(exercise.total, 'property', 'properties')} hold"
    )
    hint = exercise.misconception.hint if exercise.misconception else ""
    return _entry(name, "fail", share.earned, f"{message}. {hint}".rstrip())


def _entry(name: str, status: str, hundredths: int, message: str | None) -> dict[str, Any]:
    return {
        "name": ci_safe(one_line(name, 200)),
        "status": status,
        "score": _points(hundredths),
        "message": message and ci_safe(one_line(message, 500)),
        "test_code": "",
        "filename": "",
        "line_no": 0,
        "duration": 0,
    }


def _points(hundredths: int) -> float:
    """Points, as an integer where they are whole."""
    whole, part = divmod(hundredths, 100)
    return hundredths / 100 if part else whole
