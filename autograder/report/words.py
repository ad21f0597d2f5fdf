"""Numbers and short sentences, the same in every format."""

from __future__ import annotations

import math

from autograder.report.clean import one_line
from autograder.results import ExerciseResult, SpeedStatus, SubmissionResult, Verdict


def points(value: float) -> str:
    """At most two decimals, and no more than it needs: 6, 27.5, 2.67."""
    if not math.isfinite(value):
        return "?"
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def total(value: float) -> str:
    """A sum of points, with one decimal at least: 11.0, 31.25."""
    text = points(value)
    return text if "." in text or text == "?" else f"{text}.0"


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 student, 2 students, 1,000 students."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """31 %. Only all is 100 %, only nothing is 0 %."""
    value = round(share * 100)
    if 0 < share < 1:
        value = min(max(value, 1), 99)
    return f"{value} %"


def seconds(value: float) -> str:
    """0.4 s, 12 s, 2 min 11 s, 1 h 5 min."""
    if value < 9.95:
        return f"{value:.1f} s"
    whole = round(value)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def lateness(result: SubmissionResult) -> str | None:
    """The arithmetic of a late submission; None on time."""
    late = result.late
    if late is None or (late.days <= 0 and late.factor == 1):
        return None
    days = counted(late.days, "day")
    before, after = points(result.raw), points(result.earned)
    # A rule may also cap or round; then the product would not be the truth.
    exact = abs(result.raw * late.factor - result.earned) < 0.006
    sums = (
        f"{before} \N{MULTIPLICATION SIGN} {points(late.factor)} = {after}"
        if exact
        else f"{before} → {after}"
    )
    return f"{days} late ({one_line(late.rule)}): {sums} points"


def next_step(result: SubmissionResult) -> str:
    """What to do next: the attempted exercise with the fewest properties left, else a new one."""
    exercises = [e for a in result.assignments for e in a.exercises]
    # A grader fault is nothing that a student can work on.
    undone = (Verdict.PASSED, Verdict.NOT_ATTEMPTED, Verdict.GRADER_FAULT, Verdict.NOT_CHECKABLE)
    started = [e for e in exercises if e.verdict not in undone]
    if started:
        return _left(min(started, key=lambda e: e.total - e.passed))
    for exercise in exercises:
        if exercise.verdict is Verdict.NOT_ATTEMPTED:
            worth = counted_points(exercise.points)
            return f"{exercise.name}, not attempted yet ({worth})"
    if any(e.verdict is Verdict.GRADER_FAULT for e in exercises) or result.fault:
        return "nothing for you: the grader has to run again"
    if not exercises or any(e.verdict is Verdict.NOT_CHECKABLE for e in exercises):
        return "hand in a file that can be read"
    slow = [e for e in exercises if e.speed and e.speed.earned + e.speed.open < e.speed.points]
    if slow and slow[0].speed and slow[0].speed.status is SpeedStatus.FAILED:
        return f"{slow[0].name}, which was not right when it was timed"
    if slow:
        return f"every property holds; {slow[0].name} could be faster"
    return "nothing left, every property holds"


def counted_points(value: float) -> str:
    """1 point, 2.5 points."""
    return f"{points(value)} {'point' if value == 1 else 'points'}"


def _left(exercise: ExerciseResult) -> str:
    if exercise.verdict is Verdict.FORBIDDEN_CALL:
        return f"{exercise.name}, without the forbidden call"
    left = [t.name for t in exercise.tests if t.verdict is not Verdict.PASSED]
    if len(left) == 1:
        return f"{exercise.name}, one property left ({one_line(left[0])})"
    number = max(len(left), exercise.total - exercise.passed)
    return f"{exercise.name}, {counted(number, 'property', 'properties')} left"
