"""A small course to grade, and an engine that grades it.

The course lies in `small_course/`: a function of numbers, a function of images and a class.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job, JobResult
from autograder.results import ExerciseResult
from autograder.sandbox.isolation import Device, Level, available
from autograder.sandbox.launch import Server, start_zygote

SMALL = Path(__file__).with_name("small_course")
SECRET = "for the tests of the grader"
ID = "a01_small"

collect_ignore = ["small_course"]

Grade = Callable[..., dict[str, ExerciseResult]]


@pytest.fixture(scope="session")
def level() -> Level:
    """The strongest isolation that this machine has."""
    return available().strongest


@pytest.fixture(scope="session")
def small_course() -> Course:
    """The course where it lies; nothing may be written there."""
    return load_course(SMALL)


@pytest.fixture
def small_copy(tmp_path: Path) -> Path:
    """A copy of the course to change."""
    return shutil.copytree(SMALL, tmp_path / "course")


@pytest.fixture(scope="session")
def reference_source() -> str:
    return (SMALL / "solutions" / ID / "small.py").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def zygote(level: Level) -> Iterator[Server]:
    """A zygote with NumPy, for the whole session."""
    server = start_zygote(level, ("numpy",))
    yield server
    server.close()


# Major and minor of memory's devices: /dev/full, /dev/zero and /dev/random under other names.
_LIKE = {"card0": (1, 7), "card1": (1, 5), "control": (1, 8)}


@pytest.fixture(scope="session")
def stand_ins() -> Iterator[tuple[Device, Device]]:
    """Two devices, "card:0" and "card:1", with a node each and one that they share."""
    nodes = {name: f"/dev/autograder-{os.getpid()}-{name}" for name in _LIKE}
    try:
        for name, (major, minor) in _LIKE.items():
            os.mknod(nodes[name], 0o666 | stat.S_IFCHR, os.makedev(major, minor))
            os.chmod(nodes[name], 0o666)
        made = (
            Device(
                name=f"card:{number}",
                nodes=(nodes["control"], nodes[f"card{number}"]),
                proc=("devices", "driver/absent"),
                environment=(("CUDA_VISIBLE_DEVICES", str(number)),),
            )
            for number in (0, 1)
        )
        yield tuple(made)
    except PermissionError:
        pytest.skip("making device nodes takes root")
    finally:
        for node in nodes.values():
            Path(node).unlink(missing_ok=True)


@pytest.fixture(scope="session")
def engine(small_course: Course, level: Level) -> Iterator[Engine]:
    """Grades the small course, for the whole session."""
    with Engine(small_course, small_course.assignments, level, SECRET) as made:
        yield made


def small_job(source: str | bytes, only: str | None = None, **helpers: str) -> Job:
    data = source.encode() if isinstance(source, str) else source
    files = {"small.py": data} | {f"{name}.py": text.encode() for name, text in helpers.items()}
    return Job(assignments=(ID,), files={ID: files}, only=only)


@pytest.fixture(scope="session")
def make_job() -> Callable[..., Job]:
    """Source of small.py, and of helper modules by name -> a job."""
    return small_job


@pytest.fixture(scope="session")
def grade_job(engine: Engine) -> Callable[..., JobResult]:
    """Grade one submission: source of small.py, and of helper modules by name."""

    def grade(source: str | bytes, only: str | None = None, **helpers: str) -> JobResult:
        return engine.grade(small_job(source, only, **helpers))

    return grade


@pytest.fixture(scope="session")
def grade(grade_job: Callable[..., JobResult]) -> Grade:
    """Grade one submission; its exercises by name. A fault of the grader fails the test."""

    def exercises(source: str | bytes, only: str | None = None) -> dict[str, ExerciseResult]:
        result = grade_job(source, only)
        assert result.fault is None, result.fault
        return {e.name: e for e in result.assignments[0].exercises}

    return exercises
