"""Many submissions: computed once, kept, and computed anew only where something has changed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from autograder.batch import executor, run
from autograder.batch.compose import Context
from autograder.batch.late import parse_rule
from autograder.batch.run import Batch, Graded, Settings, present
from autograder.course import Course, load_course
from autograder.errors import CourseError, GraderFault
from autograder.grading.jobs import Job, JobResult
from autograder.results import AssignmentResult, ExerciseResult, Verdict
from autograder.sandbox.isolation import Level
from autograder.store import Store
from autograder.submission import Source, discover

ID = "a01_small"


class FakeEngine:
    """Stands for the processes: counts jobs, and fails as it is told."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.faults: Callable[[Job, int], str | None] = lambda job, attempt: None
        self.raises = True  # a fault is raised, or else is part of the answer
        self._attempts: Counter[bytes] = Counter()

    def __enter__(self) -> FakeEngine:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def grade(self, job: Job) -> JobResult:
        self.jobs.append(job)
        key = msgspec.json.encode(job)
        self._attempts[key] += 1
        fault = self.faults(job, self._attempts[key])
        if fault and self.raises:
            raise GraderFault(fault)
        earned = float(len(job.files.get(ID, {}).get("small.py", b"")))
        result = AssignmentResult(id=ID, title="Small", points=10.0, earned=earned, exercises=())
        return JobResult(assignments=(result,), timing={"total": 1.0}, fault=fault)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    made = FakeEngine()
    monkeypatch.setattr(executor, "Engine", lambda *_, **__: made)
    return made


@pytest.fixture
def sources(tmp_path: Path, small_course: Course) -> list[Source]:
    folder = tmp_path / "class"
    for i, name in enumerate(("ada", "bob", "cleo")):
        (folder / name).mkdir(parents=True)
        (folder / name / "small.py").write_text(f"x = {10**i}\n")
    return list(discover([folder], small_course))


Grade = Callable[..., dict[str, Graded]]


@pytest.fixture
def grade(small_course: Course, store: Store, sources: list[Source]) -> Grade:
    """Grade all sources in a new batch; by id."""

    def of(sources: list[Source] = sources, **changes: Any) -> dict[str, Graded]:
        context = changes.pop("context", Context())
        course = changes.pop("course", small_course)
        values = {"level": Level.PROCESS, "jobs": 2, "secret": "s"} | changes
        with Batch(Settings(course, course.assignments, **values), store, context) as batch:
            return {graded.result.id: graded for graded in batch.run(sources)}

    return of


def fresh(graded: dict[str, Graded]) -> set[str]:
    return {name for name, one in graded.items() if one.fresh}


def test_a_second_run_computes_nothing_and_gives_the_same(grade: Grade, fake: FakeEngine) -> None:
    first, second = grade(), grade()
    assert fresh(first) == {"ada", "bob", "cleo"} and fresh(second) == set()
    assert len(fake.jobs) == 3
    assert {n: g.result for n, g in first.items()} == {n: g.result for n, g in second.items()}


def test_only_a_changed_submission_is_computed_anew(
    grade: Grade, fake: FakeEngine, tmp_path: Path
) -> None:
    before = grade()
    (tmp_path / "class/bob/small.py").write_text("x = 'changed'\n")
    after = grade()
    assert fresh(after) == {"bob"}
    assert after["bob"].result.raw != before["bob"].result.raw
    assert after["ada"].result.raw == before["ada"].result.raw


@pytest.mark.parametrize("change", [{"secret": "t"}, {"only": "mirror"}, {"level": Level.LANDLOCK}])
def test_other_settings_are_other_results(
    grade: Grade, fake: FakeEngine, change: dict[str, Any]
) -> None:
    grade()
    assert len(fresh(grade(**change))) == 3
    assert fresh(grade()) == set()  # the first ones are still there


def test_changed_tests_and_libraries_compute_anew(
    grade: Grade, fake: FakeEngine, small_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade(course=load_course(small_copy))
    with (small_copy / "tests/a01_small/test_hidden.py").open("a") as file:
        file.write("\n# stricter\n")
    assert len(fresh(grade(course=load_course(small_copy)))) == 3
    monkeypatch.setattr(run, "versions", lambda: {"numpy": "99"})
    assert len(fresh(grade(course=load_course(small_copy)))) == 3
    assert fresh(grade(course=load_course(small_copy))) == set()


def test_lateness_is_applied_after_the_raw_score_is_kept(grade: Grade, fake: FakeEngine) -> None:
    raw = grade()["ada"].result
    rule = parse_rule("2001-01-01", "100%/day")
    late = grade(context=Context(late=rule))
    assert fresh(late) == set()
    assert late["ada"].result.raw == raw.raw > 0 and late["ada"].result.earned == 0


def test_twins_have_one_result(grade: Grade, fake: FakeEngine, tmp_path: Path) -> None:
    (tmp_path / "class/bob/small.py").write_bytes((tmp_path / "class/ada/small.py").read_bytes())
    graded = grade()
    assert graded["ada"].result.assignments == graded["bob"].result.assignments


@pytest.mark.parametrize("raises", [True, False])
def test_a_fault_is_tried_again_once_and_forgotten(
    grade: Grade, fake: FakeEngine, raises: bool
) -> None:
    fake.raises, fake.faults = raises, lambda job, attempt: "gone" if attempt == 1 else None
    graded = grade()
    assert all(one.result.fault is None and one.result.raw > 0 for one in graded.values())
    assert len(fake.jobs) == 6
    assert fresh(grade()) == set()


@pytest.mark.parametrize("raises", [True, False])
def test_a_lasting_fault_is_reported_not_kept_and_no_zero(
    grade: Grade, fake: FakeEngine, raises: bool, store: Store
) -> None:
    def bob_fails(job: Job, attempt: int) -> str | None:
        return "the runner is gone" if b"x = 10\n" in job.files[ID].values() else None

    fake.raises, fake.faults = raises, bob_fails
    bob = grade()["bob"].result
    assert bob.fault == "the runner is gone"
    verdicts = {e.verdict for a in bob.assignments for e in a.exercises}
    assert verdicts == {Verdict.GRADER_FAULT}
    assert [e.name for e in bob.assignments[0].exercises] == [
        "output_size",
        "mirror",
        "Accumulator",
    ]
    assert len(fake.jobs) == 4  # twice for bob
    assert store.known(["ada", "bob", "cleo"]) == 2
    fake.faults = lambda job, attempt: None
    again = grade()
    assert fresh(again) == {"bob"} and again["bob"].result.fault is None


def test_fail_fast_stops_at_the_first_fault(
    grade: Grade, fake: FakeEngine, sources: list[Source]
) -> None:
    fake.faults = lambda job, attempt: "gone"
    assert len(grade(jobs=1, fail_fast=True)) == 1
    assert len(fake.jobs) <= 4  # what had begun when the first ended


def test_a_caller_that_stops_early_drops_the_rest(
    small_course: Course, store: Store, sources: list[Source], fake: FakeEngine
) -> None:
    settings = Settings(small_course, small_course.assignments, Level.PROCESS, 1, "s")
    with Batch(settings, store, Context()) as batch:
        running = batch.run(sources)
        first = next(running)
        running.close()
    assert first.result.fault is None
    assert store.known([s.id for s in sources]) >= 1
    assert len(fake.jobs) <= 2


def test_one_batch_may_run_twice(
    small_course: Course, store: Store, sources: list[Source], fake: FakeEngine
) -> None:
    settings = Settings(small_course, small_course.assignments, Level.PROCESS, 1, "s")
    with Batch(settings, store, Context()) as batch:
        assert len(list(batch.run(sources[:1]))) == 1
        assert {g.fresh for g in batch.run(sources)} == {True, False}


def test_an_error_of_the_course_stops_the_batch(
    grade: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Any:
        raise CourseError("the tests cannot be used")

    monkeypatch.setattr(executor, "Engine", broken)
    with pytest.raises(CourseError):
        grade()


def test_a_submission_that_cannot_be_read_is_a_verdict(
    grade: Grade, fake: FakeEngine, tmp_path: Path, small_course: Course
) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 this is no archive")
    (source,) = discover([tmp_path / "broken.zip"], small_course)
    (graded,) = grade([source]).values()
    assert fake.jobs[0].problems[ID] and not fake.jobs[0].files
    assert graded.result.fault is None and graded.result.notes


def test_present_assignments_are_those_that_somebody_has(tmp_path: Path, small_copy: Path) -> None:
    second = small_copy / "solutions/a02_other"
    second.mkdir()
    text = (small_copy / "solutions/a01_small/assignment.toml").read_text()
    (second / "assignment.toml").write_text(text.replace("small.py", "other.py"))
    course = load_course(small_copy)
    folder = tmp_path / "class"
    for name, file in (("ada", "small.py"), ("bob", "small.py")):
        (folder / name).mkdir(parents=True)
        (folder / name / file).write_text("x = 1\n")
    assert [a.id for a in present(list(discover([folder], course)), course)] == [ID]
    (folder / "bob" / "other.py").write_text("y = 1\n")
    assert [a.id for a in present(list(discover([folder], course)), course)] == [ID, "a02_other"]


def test_a_class_is_graded_by_the_real_engine(
    small_course: Course, store: Store, level: Level, tmp_path: Path, reference_source: str
) -> None:
    folder = tmp_path / "class"
    works = {
        "full": reference_source,
        "part": reference_source.replace("image[:, ::-1]", "image[::-1]"),
        "none": "x = 1\n",
        "hang": "while True: pass\n",
    }
    for name, source in works.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "small.py").write_text(source)
    settings = Settings(small_course, small_course.assignments, level, 2, "s")
    with Batch(settings, store, Context()) as batch:
        graded = {g.result.id: g.result for g in batch.run(list(discover([folder], small_course)))}
    assert {n: r.fault for n, r in graded.items()} == dict.fromkeys(works)
    assert {n: r.earned for n, r in graded.items()} == {
        "full": 10.0,
        "part": 7.0,  # the test that the result is new
        "none": 0.0,
        "hang": 0.0,
    }


CROWD = """
import sys, threading
from autograder.batch.run import _decoded

document = sys.stdin.buffer.read()
sys.setswitchinterval(1e-6)
together = threading.Barrier(8)

def decode():
    together.wait()
    _decoded(document)

threads = [threading.Thread(target=decode) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_threads_that_decode_their_first_result_together_do_not_crash() -> None:
    """As they do where a run is resumed; msgspec crashes where both build the type's table."""
    exercise = ExerciseResult(
        name="e", title="E", points=1.0, earned=1.0, verdict=Verdict.PASSED, passed=0, total=0
    )
    assignment = AssignmentResult(
        id=ID, title="Small", points=1.0, earned=1.0, exercises=(exercise,)
    )
    document = msgspec.json.encode(JobResult(assignments=(assignment,), timing={"total": 1.0}))
    for _ in range(6):
        done = subprocess.run([sys.executable, "-c", CROWD], input=document)
        assert done.returncode == 0
