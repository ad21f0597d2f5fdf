"""Speed marks from end to end, on a small course of one race, and each rule by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from autograder.batch.compose import Context
from autograder.batch.run import Batch, Graded, Settings
from autograder.course import Assignment, Course, Exercise, Speed, load_course
from autograder.errors import CourseError, GraderFault
from autograder.grading import race as race_module
from autograder.grading import speed as speed_module
from autograder.grading import speed_proof
from autograder.grading.engine import Engine
from autograder.grading.jobs import JobResult
from autograder.grading.race import Race
from autograder.grading.speed_points import unmeasured, waiting, with_speed
from autograder.grading.suite import Suite
from autograder.grading.timed_cases import timed_cases
from autograder.results import (
    AssignmentResult,
    ExerciseResult,
    SpeedResult,
    SpeedSize,
    SpeedStatus,
    SubmissionResult,
    Verdict,
    speed_key,
    to_json,
)
from autograder.sandbox.isolation import Level
from autograder.store import Store
from autograder.submission import discover

COURSE = Path(__file__).parents[2] / "attacks" / "speed_course"
ID, FILE = "a01_race", "race.py"
REFERENCE = (COURSE / "solutions" / ID / FILE).read_text(encoding="utf-8")
WRONG = "import numpy as np\n\n\ndef nearest(x, y):\n    return np.zeros(len(x))\n"

GradeAll = Callable[..., dict[str, Graded]]


@pytest.fixture
def race_course() -> Course:
    return load_course(COURSE)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the course to change."""
    return shutil.copytree(COURSE, tmp_path / "course")


@pytest.fixture
def grade_all(level: Level, tmp_path: Path) -> Iterator[GradeAll]:
    """Sources by name, a course and a store's name -> what `grade` makes of them."""

    def run(sources: dict[str, str], course: Course, store: str = "store") -> dict[str, Graded]:
        for name, text in sources.items():
            folder = tmp_path / "class" / name / ID
            folder.mkdir(parents=True, exist_ok=True)
            (folder / FILE).write_text(text, encoding="utf-8")
        settings = Settings(course, course.assignments, level, 2, "a secret")
        with (
            closing(Store(f"sqlite:///{tmp_path / store}.sqlite")) as kept,
            Batch(settings, kept, Context()) as batch,
        ):
            graded = list(batch.run(discover([tmp_path / "class"], course)))
        return {g.result.id: g for g in graded}

    return run


def speed_of(result: SubmissionResult) -> SpeedResult:
    speed = result.assignments[0].exercises[0].speed
    assert speed is not None
    return speed


def without_times(result: SubmissionResult) -> bytes:
    return to_json(msgspec.structs.replace(result, timing={}, submitted_at=None))


def test_marks_are_measured_once_and_kept(grade_all: GradeAll, race_course: Course) -> None:
    sources = {"ada": REFERENCE, "bob": WRONG}
    first = grade_all(sources, race_course)
    ada, bob = first["ada"].result, first["bob"].result
    assert (ada.earned, speed_of(ada).status) == (4.0, SpeedStatus.MEASURED)
    assert speed_of(ada).sizes == (
        SpeedSize(label="small", share=1.0),
        SpeedSize(label="large", share=1.0),
    )
    assert speed_of(bob).status is SpeedStatus.TESTS_FIRST
    assert bob.earned == pytest.approx(2 / 3)  # it keeps its inputs
    assert not [name for name in bob.timing if name.startswith("speed:")]
    # a ratio is known of each size, and lies in its own interval
    for size in ("small", "large"):
        low, ratio, high = (
            ada.timing[speed_key(ID, "nearest", size, w)] for w in ("low", "ratio", "high")
        )
        assert low <= ratio <= high

    again = grade_all(sources, race_course)
    assert not any(g.fresh for g in again.values())
    kept = {n: g.result.timing for n, g in again.items()}
    assert kept == {n: g.result.timing for n, g in first.items()}
    anew = grade_all(sources, race_course, store="another")
    assert all(g.fresh for g in anew.values())
    assert {n: without_times(g.result) for n, g in anew.items()} == {
        n: without_times(g.result) for n, g in first.items()
    }


def test_without_its_device_speed_is_open_and_the_tests_count(
    grade_all: GradeAll, copied: Path
) -> None:
    manifest = copied / "solutions" / ID / "assignment.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("zero_at = 12", 'zero_at = 12\ndevice = "cuda"'))
    result = grade_all({"ada": REFERENCE}, load_course(copied))["ada"].result
    if not Path("/dev/nvidiactl").exists():
        assert "no GPU" in (result.not_final or "")
    assert (result.fault, result.earned) == (None, 2.0)
    assert speed_of(result).status is SpeedStatus.NOT_CHECKABLE
    assert speed_of(result).open == 2.0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"small": {', '"tiny": {', "no size 'small'; it has: tiny, large"),
        ('exercise="nearest"', 'exercise="nearset"', "'nearset' is no exercise"),
        ("CASES = (", "CASES = ()\nOTHERS = (", "has no case of nearest"),
        ("tolerance=1e-9", "subject=lambda f, *a: lambda: f(*a)", "speed marks time plain calls"),
        ("import numpy as np", "import nunpy as np", "cannot be run: ModuleNotFoundError"),
    ],
)
def test_a_case_that_does_not_fit_is_refused_with_its_file(
    copied: Path, old: str, new: str, says: str
) -> None:
    path = copied / "solutions" / ID / "timing.py"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(CourseError, match=says) as caught:
        timed_cases(load_course(copied).assignments[0])
    assert caught.value.path == path


def test_a_grader_refuses_to_start_with_such_a_case(copied: Path, level: Level) -> None:
    path = copied / "solutions" / ID / "timing.py"
    path.write_text(path.read_text(encoding="utf-8").replace('"small": {', '"tiny": {'))
    course = load_course(copied)
    with (
        pytest.raises(CourseError, match="no size 'small'"),
        Engine(course, course.assignments, level, "a secret"),
    ):
        pass


def test_inputs_that_cannot_be_made_are_the_graders_fault(
    grade_all: GradeAll, copied: Path
) -> None:
    path = copied / "solutions" / ID / "timing.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("return rng.standard", "return rng.no_such"))
    result = grade_all({"ada": REFERENCE}, load_course(copied))["ada"].result
    assert "cannot be made: AttributeError" in (result.fault or "")


def exercise(points: float = 1.0, device: str = "cpu") -> Exercise:
    return Exercise("f", "F", 4.0, speed=Speed(points, 2.0, 16.0, ("a", "b"), device=device))


def scored(status: SpeedStatus, earned: float = 3.0) -> ExerciseResult:
    speed = SpeedResult(points=1, earned=0, status=status, full_marks_at=2, zero_at=16)
    return ExerciseResult(
        name="f",
        title="F",
        points=4,
        earned=earned,
        verdict=Verdict.PASSED,
        passed=1,
        total=1,
        speed=speed,
    )


def test_speed_waits_for_the_tests() -> None:
    assert unmeasured(Exercise("f", "F", 4.0), Verdict.PASSED) is None
    for verdict in Verdict:
        found = unmeasured(exercise(), verdict)
        passed = verdict is Verdict.PASSED
        assert found is not None and found.earned == 0.0
        assert (found.status is SpeedStatus.NOT_MEASURED) is passed
        assert (found.status is SpeedStatus.TESTS_FIRST) is not passed


def test_the_mean_of_the_shares_is_added_to_what_the_tests_earned() -> None:
    """The geometric mean of 0 and 1 would be 0, and of two ratios whatever one size wants."""
    shares = (SpeedSize(label="a", share=1.0), SpeedSize(label="b", share=0.25))
    speed = speed_module.speed_points.result(exercise(), SpeedStatus.MEASURED, shares)
    assert speed.earned == 0.625
    assignment = AssignmentResult(
        id="a", title="A", points=4, earned=3, exercises=(scored(SpeedStatus.NOT_MEASURED),)
    )
    assert waiting(assignment) == ("f",)
    tested = JobResult(assignments=(assignment,), timing={"total": 1.0})
    timed = JobResult(assignments=(), timing={"total": 0.5, "speed:x": 2.0}, speed={"f": speed})
    merged = with_speed(tested, timed)
    assert merged.assignments[0].earned == merged.assignments[0].exercises[0].earned == 3.625
    assert merged.timing == {"total": 1.5, "speed:x": 2.0}
    assert waiting(merged.assignments[0]) == ()


class Played(Race):
    """A race whose rounds are told beforehand: (mine, theirs, wire) each."""

    def __init__(self, times: list[tuple[float, float, float]]) -> None:
        self._speed = Speed(1.0, 2.0, 16.0, ("a",))
        self._size, self._seconds = "a", 1.0
        self.times = times
        self.played = 0

    def _warm_up(self) -> int:
        return 1

    def _round(self, calls: int, nth: int) -> tuple[float, float, float]:
        self.played += 1
        return self.times[nth % len(self.times)]


def test_a_clear_race_is_short() -> None:
    race = Played([(1.0, 1.0, 0.0)])
    outcome = race.run()
    assert (outcome.share, outcome.favour, race.played) == (1.0, False, race_module.ENOUGH_ROUNDS)


def test_a_hopeless_race_is_shorter() -> None:
    race = Played([(100.0, 1.0, 0.0)])
    assert race.run().share == 0.0
    assert race.played == race_module.LEAST_ROUNDS


def test_a_close_race_goes_on_and_is_decided_for_the_student() -> None:
    race = Played([(1.2, 1.0, 0.0), (2.8, 1.0, 0.0)])  # its median is either, as rounds fall
    outcome = race.run()
    assert race.played == race_module.MOST_ROUNDS
    assert outcome.favour
    assert outcome.ratio is not None and outcome.ratio.low < 2.0 < outcome.ratio.high
    assert outcome.share == 1.0


def test_when_time_is_up_a_close_race_is_decided_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race_module, "SIZE_SECONDS", -1.0)
    race = Played([(1.2, 1.0, 0.0), (2.8, 1.0, 0.0)])
    outcome = race.run()
    assert race.played == race_module.LEAST_ROUNDS
    assert outcome.favour and outcome.share == 1.0


def test_inputs_are_new_in_each_call_and_known_by_the_secret_alone(
    race_course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(secret: str) -> list[np.ndarray]:
        monkeypatch.setenv("AUTOGRADER_SECRET", secret)
        assignment = race_course.assignments[0]
        suite, (exercise,) = Suite(assignment), assignment.exercises
        case = timed_cases(assignment)[exercise.name]
        made = Race(None, suite, case, exercise, "small", {})  # type: ignore[arg-type]
        return [made._arguments()[0] for _ in range(3)]

    first, same, other = drawn("one"), drawn("one"), drawn("two")
    np.testing.assert_array_equal(first, same)
    values = {array.tobytes() for array in (*first, *other)}
    assert len(values) == 6


def test_an_input_that_cannot_be_made_is_said(
    race_course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment = race_course.assignments[0]
    suite, (exercise,) = Suite(assignment), assignment.exercises
    case = timed_cases(assignment)[exercise.name]
    made = Race(None, suite, case, exercise, "small", {})  # type: ignore[arg-type]
    monkeypatch.setattr(made, "_case", replace(made._case, inputs=lambda *_, **__: 1 / 0))
    with pytest.raises(GraderFault, match="ZeroDivisionError"):
        made._arguments()


def prove(
    assignment: Assignment, shares: dict[str, float], wire: float = 0.1
) -> speed_proof.SpeedProof:
    """Variant -> the share that it earns at both sizes."""
    graded = {}
    for name, share in shares.items():
        sizes = tuple(SpeedSize(label=size, share=share) for size in ("small", "large"))
        speed = speed_module.speed_points.result(
            assignment.exercises[0], SpeedStatus.MEASURED, sizes
        )
        made = scored(SpeedStatus.MEASURED)
        graded[name] = msgspec.structs.replace(made, name="nearest", speed=speed)
    timing = {speed_key(ID, "nearest", size, "wire"): wire for size in ("small", "large")}
    found = speed_proof.prove_speed(assignment, assignment.exercises[0], graded, timing)
    assert found is not None
    return found


@pytest.fixture
def variants(copied: Path) -> Assignment:
    """The race with a variant that says that it is slow, and one that does not."""
    folder = copied / "solutions" / ID / "accepted"
    folder.mkdir()
    (folder / "loops.py").write_text('slow = ("nearest",)\n')
    (folder / "other.py").write_text("def nearest(x, y):\n    pass\n")
    return load_course(copied).assignments[0]


def test_the_fast_keep_all_and_the_slow_lose_all(variants: Assignment) -> None:
    found = prove(variants, {"reference": 1.0, "accepted/other": 1.0, "accepted/loops": 0.0})
    assert found.problems == ()
    assert (found.fast, found.slow) == (("reference", "accepted/other"), ("accepted/loops",))


@pytest.mark.parametrize(
    ("shares", "wire", "says"),
    [
        ((0.75, 1.0, 0.0), 0.1, "reference earns 1.5 of 2 for speed; 2 is due"),
        ((1.0, 0.75, 0.0), 0.1, "accepted/other earns 1.5 of 2 for speed; 2 is due"),
        ((1.0, 1.0, 0.25), 0.1, "accepted/loops earns 0.5 of 2 for speed; 0 is due"),
        ((1.0, 1.0, 0.0), 0.9, "carrying inputs and results takes 90%"),
    ],
)
def test_what_is_not_proved_is_said(
    variants: Assignment, shares: tuple[float, ...], wire: float, says: str
) -> None:
    names = ("reference", "accepted/other", "accepted/loops")
    found = prove(variants, dict(zip(names, shares, strict=True)), wire)
    assert any(says in problem for problem in found.problems)


def test_something_must_be_slow(variants: Assignment) -> None:
    found = prove(variants, {"reference": 1.0, "accepted/other": 1.0})
    assert 'says slow = ("nearest",)' in found.problems[0]


def test_slow_must_name_exercises(variants: Assignment) -> None:
    path = variants.solution_dir / "accepted" / "loops.py"
    path.write_text("slow = 3\n")
    with pytest.raises(CourseError, match="tuple of names"):
        prove(variants, {"reference": 1.0, "accepted/loops": 0.0})


def test_what_an_exercise_may_call_is_known() -> None:
    source = "def a():\n    return b()\n\n\ndef b():\n    return a()\n\n\ndef c():\n    pass\n"
    assert speed_proof._reached(source, "a") == {"a", "b"}
    assert speed_proof._reached(source, "c") == {"c"}
