"""Where the points of an exercise's speed go, once it is known.

An exercise is timed once all of its tests pass. Each of its sizes earns a share of the points, by
the ratio measured there; the exercise earns the mean of the shares. So a size that is driven to
nothing cannot make up for another.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from autograder.course import Assignment, Exercise
from autograder.grading.jobs import JobResult
from autograder.results import (
    AssignmentResult,
    ExerciseResult,
    SpeedResult,
    SpeedSize,
    SpeedStatus,
    Verdict,
)


def unmeasured(exercise: Exercise, verdict: Verdict) -> SpeedResult | None:
    """An exercise's speed as its tests leave it; None where speed earns nothing.

    Args:
        exercise: as authored.
        verdict: of its tests.
    """
    if exercise.speed is None:
        return None
    passed = verdict is Verdict.PASSED
    status = SpeedStatus.NOT_MEASURED if passed else SpeedStatus.TESTS_FIRST
    return result(exercise, status)


def waiting(result: AssignmentResult) -> tuple[str, ...]:
    """Names of the exercises that are to be timed now."""
    return tuple(
        e.name
        for e in result.exercises
        if e.speed is not None and e.speed.status is SpeedStatus.NOT_MEASURED
    )


def with_speed(tested: JobResult, timed: JobResult) -> JobResult:
    """The result of an assignment's tests, with the points of those exercises that were timed."""
    assignments = tuple(_filled(a, timed.speed) for a in tested.assignments)
    timing = dict(tested.timing)
    for name, value in timed.timing.items():
        timing[name] = timing.get(name, 0.0) + value
    devices = tuple(sorted({*tested.devices, *timed.devices}))
    return msgspec.structs.replace(tested, assignments=assignments, timing=timing, devices=devices)


def not_timed(tested: JobResult, assignment: Assignment, reasons: Mapping[str, str]) -> JobResult:
    """The result of an assignment's tests, where nobody can time some of its exercises.

    Args:
        tested: the result of the tests.
        assignment: as authored.
        reasons: device -> why no speed is measured on it.
    """
    speed = {
        e.name: result(e, SpeedStatus.NOT_CHECKABLE, message=reasons[e.speed.device])
        for found in tested.assignments
        for e in map(assignment.exercise, waiting(found) if found.id == assignment.id else ())
        if e.speed is not None and e.speed.device in reasons
    }
    return with_speed(tested, JobResult(assignments=(), timing={}, speed=speed))


def _filled(assignment: AssignmentResult, speed: Mapping[str, SpeedResult]) -> AssignmentResult:
    exercises = tuple(_earned(e, speed.get(e.name)) for e in assignment.exercises)
    earned = round(sum(e.earned for e in exercises), 6)
    return msgspec.structs.replace(assignment, exercises=exercises, earned=earned)


def _earned(exercise: ExerciseResult, speed: SpeedResult | None) -> ExerciseResult:
    if speed is None:
        return exercise
    earned = round(exercise.earned + speed.earned, 6)
    return msgspec.structs.replace(exercise, earned=earned, speed=speed)


def result(
    exercise: Exercise,
    status: SpeedStatus,
    sizes: tuple[SpeedSize, ...] = (),
    message: str | None = None,
) -> SpeedResult:
    """What speed earned: the mean of its sizes' shares of the points."""
    speed = exercise.speed
    assert speed is not None
    share = sum(size.share for size in sizes) / len(sizes) if sizes else 0.0
    return SpeedResult(
        points=speed.points,
        earned=round(speed.points * share, 6),
        status=status,
        full_marks_at=speed.full_marks_at,
        zero_at=speed.zero_at,
        device=speed.device,
        sizes=sizes,
        message=message,
    )
