"""What is timed has the machine to itself, comes after the tests, and is stored with them."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from autograder.batch import executor, run
from autograder.batch.compose import Context
from autograder.batch.run import Batch, Settings
from autograder.course import Course, Speed
from autograder.errors import GraderFault
from autograder.grading.jobs import Job, JobResult
from autograder.results import (
    AssignmentResult,
    ExerciseResult,
    SpeedResult,
    SpeedStatus,
    Verdict,
)
from autograder.sandbox.isolation import Level
from autograder.store import Store
from autograder.submission import Source, discover

ID = "a01_small"


def speed(status: SpeedStatus, earned: float = 0.0) -> SpeedResult:
    return SpeedResult(points=1, earned=earned, status=status, full_marks_at=2, zero_at=9)


class FakeEngine:
    """Stands for the processes; whoever wrote "slow" fails a test, so that nothing is timed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now: list[bool] = []  # of each job that runs: whether it is timed
        self.seen: list[tuple[bool, ...]] = []
        self.jobs: list[Job] = []
        self.faults = 0  # so many timed jobs fail first

    def __enter__(self) -> FakeEngine:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def grade(self, job: Job) -> JobResult:
        timed = bool(job.speed)
        with self.lock:
            self.jobs.append(job)
            self.now.append(timed)
            self.seen.append(tuple(self.now))
        time.sleep(0.01)
        with self.lock:
            self.now.remove(timed)
            if timed and self.faults:
                self.faults -= 1
                raise GraderFault("the reference stumbled")
        if timed:
            done = {"f": speed(SpeedStatus.MEASURED, 0.75)}
            return JobResult(assignments=(), timing={"total": 1.0, "speed:x": 2.0}, speed=done)
        passed = b"wrong" not in job.files[ID]["small.py"]
        exercise = ExerciseResult(
            name="f",
            title="F",
            points=10,
            earned=9.0 if passed else 3.0,
            verdict=Verdict.PASSED if passed else Verdict.FAILED,
            passed=1,
            total=1,
            speed=speed(SpeedStatus.NOT_MEASURED if passed else SpeedStatus.TESTS_FIRST),
        )
        result = AssignmentResult(
            id=ID, title="Small", points=10.0, earned=exercise.earned, exercises=(exercise,)
        )
        return JobResult(assignments=(result,), timing={"total": 1.0})


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    made = FakeEngine()
    monkeypatch.setattr(executor, "Engine", lambda *_, **__: made)
    return made


@pytest.fixture
def sources(tmp_path: Path, small_course: Course) -> list[Source]:
    for i in range(12):
        folder = tmp_path / "class" / f"student{i}"
        folder.mkdir(parents=True)
        (folder / "small.py").write_text(f"# {'wrong' if i % 4 == 3 else 'right'} {i}\n")
    return discover([tmp_path / "class"], small_course)


def grade(store: Store, course: Course, sources: list[Source]) -> dict[str, tuple[float, bool]]:
    """Id -> (earned, whether anything was computed)."""
    settings = Settings(course, course.assignments, Level.PROCESS, 4, "a secret")
    with Batch(settings, store, Context()) as batch:
        return {g.result.id: (g.result.earned, g.fresh) for g in batch.run(sources)}


def test_one_that_is_timed_is_alone_and_comes_after_its_tests(
    fake: FakeEngine, store: Store, small_course: Course, sources: list[Source]
) -> None:
    marks = grade(store, small_course, sources)
    assert sorted(earned for earned, _ in marks.values()) == [3.0] * 3 + [9.75] * 9
    assert all(len(running) == 1 for running in fake.seen if any(running))
    assert max(len(running) for running in fake.seen) > 1  # the tests are not alone
    plain = [msgspec.structs.replace(job, speed=()) for job in fake.jobs if job.speed]
    assert len(plain) == 9
    for job in plain:
        assert fake.jobs.index(job) < fake.jobs.index(msgspec.structs.replace(job, speed=("f",)))


def test_what_is_stored_is_not_timed_again(
    fake: FakeEngine, store: Store, small_course: Course, sources: list[Source]
) -> None:
    first = grade(store, small_course, sources)
    count = len(fake.jobs)
    again = grade(store, small_course, sources)
    assert len(fake.jobs) == count
    assert again == {name: (earned, False) for name, (earned, _) in first.items()}


def test_a_fault_while_timing_is_tried_again_and_never_a_zero(
    fake: FakeEngine, store: Store, small_course: Course, sources: list[Source]
) -> None:
    fake.faults = 1
    assert grade(store, small_course, sources[:1])["student0"] == (9.75, True)
    fake.faults = run.TRIES
    settings = Settings(small_course, small_course.assignments, Level.PROCESS, 1, "another")
    with Batch(settings, store, Context()) as batch:
        (graded,) = batch.run(sources[:1])
    assert "the reference stumbled" in (graded.result.fault or "")


def test_where_nobody_can_time_the_tests_count_and_another_run_makes_up_for_it(
    fake: FakeEngine, store: Store, small_course: Course, sources: list[Source]
) -> None:
    (small,) = small_course.assignments
    timed = replace(small.exercises[0], name="f", speed=Speed(1, 2, 9, ("s",)))
    course = replace(small_course, assignments=(replace(small, exercises=(timed,)),))
    settings = Settings(course, course.assignments, Level.PROCESS, 1, "a secret")
    with executor.LocalExecutor(course, course.assignments, Level.PROCESS, "", 1) as nobody:
        nobody.untimed = lambda device: f"Nobody times on {device}."  # type: ignore[method-assign]
        with Batch(settings, store, Context(), nobody) as batch:
            (first,) = batch.run(sources[:1])
    (exercise,) = first.result.assignments[0].exercises
    assert (exercise.earned, first.result.fault) == (9.0, None)
    assert exercise.speed is not None
    assert exercise.speed.status is SpeedStatus.NOT_CHECKABLE
    assert exercise.speed.message == "Nobody times on cpu."
    assert not any(job.speed for job in fake.jobs)
    with Batch(settings, store, Context()) as batch:
        (second,) = batch.run(sources[:1])
    assert (second.result.earned, second.fresh) == (9.75, True)
