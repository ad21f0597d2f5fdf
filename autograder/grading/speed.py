"""Times the exercises of one submission whose speed is marked."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from autograder.course import Assignment, Exercise
from autograder.grading import speed_points
from autograder.grading.jobs import Job, JobResult
from autograder.grading.race import Lost, Outcome, Race
from autograder.grading.suite import Suite
from autograder.results import SpeedResult, SpeedSize, SpeedStatus, speed_key
from autograder.sandbox.isolation import Device
from autograder.timing.cases import Case
from autograder.timing.devices import missing


def time_job(
    job: Job,
    suite: Suite,
    cases: Mapping[str, Case],
    zygote: socket.socket,
    devices: Sequence[Device] = (),
) -> JobResult:
    """Time the exercises that a job names.

    Args:
        job: of one assignment.
        suite: that assignment.
        cases: exercise -> how its inputs are drawn.
        zygote: control socket of the zygote with its libraries.
        devices: for those exercises whose speed is measured on one.

    Raises:
        GraderFault: the reference cannot be run, or a process of ours ended.
    """
    start = time.monotonic()
    timing: dict[str, float] = {}
    assignment = suite.assignment
    files = job.files.get(assignment.id, {})
    speed, opened = {}, set[str]()
    for name in job.speed:
        exercise = assignment.exercise(name)
        start_race = partial(
            Race, zygote, suite, cases[name], exercise, files=files, devices=devices
        )
        speed[name] = _timed(assignment, exercise, start_race, timing, opened)
    timing["total"] = time.monotonic() - start
    return JobResult(assignments=(), timing=timing, speed=speed, devices=tuple(sorted(opened)))


def _timed(
    assignment: Assignment,
    exercise: Exercise,
    start_race: Callable[..., Race],
    timing: dict[str, float],
    opened: set[str],
) -> SpeedResult:
    assert exercise.speed is not None
    if reason := missing(exercise.speed.device):
        return speed_points.result(exercise, SpeedStatus.NOT_CHECKABLE, message=reason)
    sizes = []
    try:
        for size in exercise.speed.sizes:
            with start_race(size=size) as race:
                outcome = race.run()
            opened |= race.opened
            _note(assignment, exercise, size, outcome, timing)
            sizes.append(SpeedSize(label=size, share=outcome.share))
    except Lost as error:
        return speed_points.result(exercise, SpeedStatus.FAILED, message=str(error))
    return speed_points.result(exercise, SpeedStatus.MEASURED, tuple(sizes))


def _note(
    assignment: Assignment,
    exercise: Exercise,
    size: str,
    outcome: Outcome,
    timing: dict[str, float],
) -> None:
    found = outcome.ratio
    if found is None:
        return
    values = {"ratio": found.value, "low": found.low, "high": found.high}
    values |= {"samples": found.samples, "wire": outcome.wire, "favour": float(outcome.favour)}
    for what, value in values.items():
        timing[speed_key(assignment.id, exercise.name, size, what)] = round(value, 4)
