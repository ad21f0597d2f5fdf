"""The engine's processes: what they grade, what happens when one is lost, and what they leave."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from autograder.course import load_course
from autograder.errors import CourseError, GraderFault, IsolationError
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job, JobResult
from autograder.grading.versions import versions
from autograder.results import ExerciseResult, Verdict
from autograder.sandbox.isolation import Level

ID = "a01_small"
MakeJob = Callable[..., Job]
GradeJob = Callable[..., JobResult]


def earned(result: JobResult) -> dict[str, float]:
    assert result.fault is None
    return {e.name: e.earned for e in result.assignments[0].exercises}


FULL = {"output_size": 2.0, "mirror": 4.0, "Accumulator": 4.0}


def test_the_reference_earns_full_marks(grade_job: GradeJob, reference_source: str) -> None:
    assert earned(grade_job(reference_source)) == FULL


def test_an_unusual_right_solution_earns_full_marks(
    grade_job: GradeJob, reference_source: str, small_copy: Path
) -> None:
    loops = (small_copy / f"solutions/{ID}/accepted/loops.py").read_text()
    assert earned(grade_job(f"{reference_source}\n\n{loops}")) == FULL


def test_the_stub_is_not_attempted(grade_job: GradeJob, small_copy: Path) -> None:
    result = grade_job((small_copy / f"assignments/{ID}/small.py").read_text()).assignments[0]
    assert result.earned == 0
    tests = [t for e in result.exercises for t in e.tests]
    assert {e.verdict for e in result.exercises} == {Verdict.NOT_ATTEMPTED}
    assert {t.verdict for t in tests} == {Verdict.NOT_ATTEMPTED}


def test_each_mistake_is_caught_and_told_its_own_hint(
    grade_job: GradeJob, reference_source: str, small_copy: Path
) -> None:
    for path in sorted((small_copy / f"solutions/{ID}/mistakes").glob("*.py")):
        fields: dict[str, str] = {}
        exec(path.read_text(), fields)
        job = grade_job(f"{reference_source}\n\n{path.read_text()}", fields["exercise"])
        (exercise,) = job.assignments[0].exercises
        assert exercise.verdict is Verdict.FAILED, path.stem
        assert exercise.misconception is not None
        assert exercise.misconception.mistake == path.stem
        assert set(fields["must_fail"]) <= {t.name for t in exercise.tests if t.hint}


def test_grading_again_gives_the_same_but_for_times(
    grade_job: GradeJob, reference_source: str
) -> None:
    source = reference_source.replace("image[:, ::-1]", "(image[:, ::-1] + 1e-3)")
    first, second = (msgspec.json.encode(grade_job(source).assignments) for _ in range(2))
    assert first == second


def test_jobs_at_the_same_time_do_not_mix(grade_job: GradeJob, reference_source: str) -> None:
    sources = [reference_source, "x = 1\n", "import os\ngetattr(os, '_ex' + 'it')(0)\n"] * 4
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(grade_job, sources))
    sums = [sum(earned(result).values()) for result in results]
    assert sums == [10.0, 0.0, 0.0] * 4


def test_what_was_not_handed_in_or_cannot_be_read_says_so(engine: Engine) -> None:
    result = engine.grade(Job(assignments=(ID,), files={}))
    exercise = result.assignments[0].exercises[0]
    assert exercise.verdict is Verdict.NOT_ATTEMPTED and exercise.tests[0].diagnosis is not None
    assert exercise.tests[0].diagnosis.message == "small.py was not handed in."
    problem = Job(assignments=(ID,), files={}, problems={ID: "It is a link."})
    exercise = engine.grade(problem).assignments[0].exercises[0]
    assert exercise.verdict is Verdict.NOT_CHECKABLE and exercise.tests[0].diagnosis is not None
    assert exercise.tests[0].diagnosis.message == "It is a link."
    assert len(exercise.tests) == 3


def test_one_exercise_alone_can_be_graded(grade_job: GradeJob, reference_source: str) -> None:
    result = grade_job(reference_source, only="mirror").assignments[0]
    assert [e.name for e in result.exercises] == ["mirror"]
    assert (result.points, result.earned) == (4.0, 4.0)


def test_helper_modules_are_there(grade_job: GradeJob, reference_source: str) -> None:
    source = reference_source.replace("    return image[:, ::-1].copy()", "    return turn(image)")
    source = source.replace("import numpy as np", "import numpy as np\nfrom helper import turn")
    assert earned(grade_job(source, helper="def turn(x): return x[:, ::-1].copy()")) == FULL


def test_times_are_reported_for_each_test(grade_job: GradeJob, reference_source: str) -> None:
    timing = grade_job(reference_source + "\nimport time\ntime.sleep(0.2)\n").timing
    assert timing["total"] >= timing["workers"] > 0.2
    tests = [name for name in timing if name.startswith(f"test:{ID}/")]
    assert len(tests) == 9


def test_the_secret_changes_hidden_inputs_alone(
    small_copy: Path, level: Level, make_job: MakeJob, reference_source: str
) -> None:
    """What a test draws is seen by a solution that returns it."""
    course = load_course(small_copy)
    public = small_copy / f"tests/{ID}/test_public.py"
    public.write_text(
        public.read_text() + "\n\n@mirrored\ndef test_drawn(student, rng):\n"
        "    image = rng.standard_normal((1, 1))\n"
        "    expect(student.mirror(image)).close_to(image)\n"
    )
    source = reference_source + "\n\ndef mirror(image):\n    return 7 * image\n"

    def seen(secret: str) -> dict[str, str]:
        with Engine(course, course.assignments, level, secret) as engine:
            tests = engine.grade(make_job(source, "mirror")).assignments[0].exercises[0].tests
        shown = {
            t.name: t.diagnosis.rows[0].yours for t in tests if t.diagnosis and t.diagnosis.rows
        }
        return {
            name: shown[name] for name in ("agrees_with_the_reference", "drawn") if name in shown
        }

    one, again, other = seen("one"), seen("one"), seen("other")
    assert one == again
    assert one["agrees_with_the_reference"] != other["agrees_with_the_reference"]
    assert one["drawn"] == other["drawn"]


@pytest.fixture
def own_engine(small_copy: Path, level: Level) -> Iterator[Engine]:
    """An engine to break."""
    course = load_course(small_copy)
    with Engine(course, course.assignments, level, "s") as made:
        yield made


@pytest.mark.parametrize("which", ["server", "numpy"])
def test_a_process_that_was_killed_is_started_anew(
    own_engine: Engine, make_job: MakeJob, reference_source: str, which: str
) -> None:
    before = own_engine.pids
    os.kill(before[which], signal.SIGKILL)
    _until(lambda: not _alive(before[which]))
    assert earned(own_engine.grade(make_job(reference_source))) == FULL
    assert set(own_engine.pids) == {"server", "numpy"}
    assert not set(own_engine.pids.values()) & set(before.values())


@pytest.mark.parametrize("which", ["server", "numpy"])
def test_a_process_that_is_killed_amid_a_job_is_a_fault_and_no_verdict(
    own_engine: Engine, make_job: MakeJob, reference_source: str, which: str
) -> None:
    slow = reference_source + "\n\nimport time\ndef mirror(image):\n    time.sleep(0.7)\n"
    pid = own_engine.pids[which]
    threading.Timer(0.5, os.kill, (pid, signal.SIGKILL)).start()
    try:
        result = own_engine.grade(make_job(slow))
    except GraderFault:
        result = None
    assert result is None or result.fault is not None
    _until(lambda: not _alive(pid))
    assert earned(own_engine.grade(make_job(reference_source))) == FULL


def test_a_closed_engine_leaves_no_process_and_no_descriptor(
    small_copy: Path, level: Level, make_job: MakeJob, reference_source: str
) -> None:
    course = load_course(small_copy)
    before = len(os.listdir("/proc/self/fd"))
    with Engine(course, course.assignments, level, "s") as engine:
        assert earned(engine.grade(make_job(reference_source))) == FULL
        faults: list[BaseException] = []

        def grade() -> None:
            try:
                engine.grade(make_job("while True: pass"))
            except GraderFault as error:
                faults.append(error)

        running = threading.Thread(target=grade)
        running.start()
        time.sleep(0.3)
        pids = _descendants(list(engine.pids.values()))
        assert len(pids) >= 4  # a runner, a keeper and a worker beside them
    running.join()
    assert len(faults) == 1
    _until(lambda: not any(map(_alive, pids)))
    assert len(os.listdir("/proc/self/fd")) == before
    with pytest.raises(GraderFault, match="stopped"):
        engine.grade(make_job(reference_source))


def test_a_reference_that_fails_its_own_tests_is_refused(small_copy: Path, level: Level) -> None:
    path = small_copy / f"solutions/{ID}/small.py"
    path.write_text(path.read_text().replace("stride + 1", "stride"))
    says = (
        "the reference of a01_small fails 2 of its own tests; "
        "first output_size . stride_leaves_a_remainder: 3 came back; 4 was expected"
    )
    _refused(small_copy, level, says)


MARKED = "import pytest\n\n@pytest.mark.exercise('mirror')\n"
MISTAKE = "exercise = 'mirror'\nbelief = 'b'\nmust_fail = ('x',)\n"
BROKEN = {
    "a reference that cannot be imported": (
        f"solutions/{ID}/small.py",
        "import nosuchmodule\n",
        "nosuchmodule",
    ),
    "a test file that is not Python": (f"tests/{ID}/test_public.py", "def (:\n", "test_public.py"),
    "a test of no exercise": (
        f"tests/{ID}/test_hidden.py",
        "def test_lost(student):\n    pass\n",
        r"test_hidden.py:1: test_lost belongs to no exercise",
    ),
    "a test that needs what is not there": (
        f"tests/{ID}/test_hidden.py",
        MARKED + "def test_x(student, nothing): pass\n",
        "nothing",
    ),
    "a test that is skipped": (
        f"tests/{ID}/test_hidden.py",
        MARKED + "def test_x(student): pytest.skip()\n",
        "fails 1 of its own tests",
    ),
    "a mistake without a hint": (
        f"solutions/{ID}/mistakes/new.py",
        MISTAKE,
        "new.py:1: a mistake needs hint",
    ),
    "a mistake that cannot be run": (
        f"solutions/{ID}/mistakes/new.py",
        MISTAKE + "hint = 'h'\nraise ValueError('odd')\n",
        "new.py: ValueError: odd",
    ),
    "probes that are not Python": (f"tests/{ID}/probes.py", "def (:\n", "probes.py"),
    "a test file that exits": (
        f"tests/{ID}/test_hidden.py",
        "raise SystemExit(3)\n",
        "SystemExit: 3",
    ),
    "a test in a folder below": (
        f"tests/{ID}/more/test_hidden.py",
        "def test_lost():\n    pass\n",
        r"test_hidden.py: test_lost belongs to no assignment",
    ),
}


@pytest.mark.parametrize(("path", "text", "says"), BROKEN.values(), ids=BROKEN.keys())
def test_a_course_that_is_broken_is_refused_at_the_start(
    small_copy: Path, level: Level, path: str, text: str, says: str
) -> None:
    (small_copy / path).parent.mkdir(exist_ok=True)
    (small_copy / path).write_text(text)
    _refused(small_copy, level, says)


def test_an_unfinished_reference_may_be_graded_where_it_is_asked_for(
    small_copy: Path, level: Level, make_job: MakeJob, reference_source: str
) -> None:
    path = small_copy / f"solutions/{ID}/small.py"
    path.write_text(path.read_text().replace("stride + 1", "stride"))
    course = load_course(small_copy)
    with Engine(course, course.assignments, level, "s", proved=False) as engine:
        assert engine.grade(make_job(reference_source)).fault is None


def test_a_package_that_is_not_there_is_refused_at_the_start(
    small_copy: Path, level: Level
) -> None:
    path = small_copy / f"solutions/{ID}/assignment.toml"
    path.write_text(path.read_text().replace('["numpy"]', '["numpy", "nosuchpackage"]'))
    course = load_course(small_copy)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(IsolationError, match=r"nosuchpackage.*autograder doctor"):
        Engine(course, course.assignments, level, "s").__enter__()
    assert len(os.listdir("/proc/self/fd")) == before


def _refused(root: Path, level: Level, says: str) -> None:
    course = load_course(root)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(CourseError, match=f"(?s)the tests cannot be used: .*{says}"):
        Engine(course, course.assignments, level, "s").__enter__()
    assert len(os.listdir("/proc/self/fd")) == before


def test_versions_name_what_a_mark_depends_on() -> None:
    assert {"python", "numpy", "torch", "pytest"} <= set(versions())


def test_nothing_hidden_is_in_the_results(grade_job: GradeJob, reference_source: str) -> None:
    source = reference_source.replace("image[:, ::-1]", "(image[:, ::-1] + 1e3)")
    source = source.replace("stride + 1", "stride + 2").replace("+ values", "+ values + 1e3")
    exercises: tuple[ExerciseResult, ...] = grade_job(source).assignments[0].exercises
    hidden = [t for e in exercises for t in e.tests if t.hidden]
    assert len(hidden) == 3 and all(t.verdict is Verdict.FAILED for t in hidden)
    for test in hidden:
        assert test.call is None and test.output is None and test.diagnosis is not None
        assert "expected" not in test.diagnosis.message
        assert all(row.expected is None for row in test.diagnosis.rows)
        picture = test.diagnosis.picture
        assert picture is None or (picture.input is picture.expected is picture.difference is None)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _descendants(pids: list[int]) -> list[int]:
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = list(pids)
    for pid in found:  # grows while it is walked
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
