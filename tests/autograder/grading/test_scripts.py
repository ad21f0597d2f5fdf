"""Tests that pass by what the reference answered: the same marks, and only where it is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from autograder.course import load_course
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job, JobResult
from autograder.results import Verdict
from autograder.sandbox.isolation import Level

ID = "a01_small"
MakeJob = Callable[..., Job]

# each is appended to the reference
ODD = {
    "the reference": "",
    "rounds otherwise": """
def mirror(image):
    return image[:, ::-1].copy() * (1 + 1e-13)
""",
    "another sign of zero": """
def mirror(image):
    return image[:, ::-1] + np.where(image[:, ::-1] == 0, -0.0, 0.0)
""",
    "another dtype": """
def mirror(image):
    return image[:, ::-1].astype(np.float32)
""",
    "changes its input": """
def mirror(image):
    image[...] = image[:, ::-1].copy()
    return image.copy()
""",
    "says something else of a long kernel": """
_right = output_size
def output_size(size, kernel, stride=1):
    try:
        return _right(size, kernel, stride)
    except ValueError:
        raise ValueError("too long") from None
""",
    "raises something else": """
_right = output_size
def output_size(size, kernel, stride=1):
    try:
        return _right(size, kernel, stride)
    except ValueError:
        raise TypeError(f"a kernel of {kernel} does not fit into {size}") from None
""",
    "not attempted": """
def mirror(image):
    raise NotImplementedError("mirror")
""",
    "right three times": """
_right, calls = output_size, 0
def output_size(size, kernel, stride=1):
    global calls
    calls += 1
    return _right(size, kernel, stride) + (calls > 3)
""",
    "ends its process at the fourth call": """
_right, calls = output_size, 0
def output_size(size, kernel, stride=1):
    global calls
    calls += 1
    if calls == 4:
        import os
        os._exit(0)
    return _right(size, kernel, stride)
""",
    "prints": """
_right = output_size
def output_size(size, kernel, stride=1):
    print("size", size)
    return _right(size, kernel, stride)
""",
    "an object that is wrong the second time": """
class Accumulator(Accumulator):
    def add(self, values):
        self.times = getattr(self, "times", 0) + 1
        return super().add(values) + (self.times - 1)
""",
    "cannot be imported": "raise RuntimeError('no')\n",
    "defines nothing": "del mirror, Accumulator\n",
}


@pytest.fixture(scope="module")
def without(small_course, level: Level) -> Iterator[Engine]:
    """An engine that runs every test."""
    secret = "for the tests of the grader"
    with Engine(small_course, small_course.assignments, level, secret, scripts=False) as made:
        yield made


@pytest.mark.parametrize("added", ODD.values(), ids=ODD)
def test_documents_are_the_same_as_where_every_test_runs(
    added: str, engine: Engine, without: Engine, make_job: MakeJob, reference_source: str
) -> None:
    job = make_job(f"{reference_source}\n\n{added}")
    assert _document(engine.grade(job)) == _document(without.grade(job))


def _document(result: JobResult) -> bytes:
    assert result.fault is None
    return msgspec.json.encode(result.assignments)


MIRRORED = "@mirrored\ndef test_noted(student):"
TWICE = """@accumulator
@pytest.mark.parametrize("again", "ab")
def test_noted(student, again):"""


def _noted(root: Path, body: str, head: str = MIRRORED) -> Path:
    """Add a test that notes each of its runs; the file of notes."""
    notes = root / "notes.txt"
    path = root / f"tests/{ID}/test_public.py"
    note = f"    with open({str(notes)!r}, 'a') as file:\n        file.write('x')\n"
    path.write_text(f"{path.read_text()}\n\n{head}\n{note}{body}")
    return notes


def test_a_test_runs_only_where_an_answer_is_not_the_reference_s(
    small_copy: Path, level: Level, make_job: MakeJob, reference_source: str
) -> None:
    notes = _noted(small_copy, "    expect(student.mirror(IMAGE)).close_to(np.fliplr(IMAGE))\n")
    course = load_course(small_copy)
    with Engine(course, course.assignments, level, "s") as engine:
        assert notes.read_text() == "x"  # proved
        assert engine.grade(make_job(reference_source)).assignments[0].earned == 10
        assert notes.read_text() == "x"
        rounded = f"{reference_source}\n\n{ODD['rounds otherwise']}"
        assert engine.grade(make_job(rounded)).assignments[0].earned == 10
        assert notes.read_text() == "xx"


def test_objects_of_one_test_do_not_make_the_next_one_run(
    small_copy: Path, level: Level, make_job: MakeJob, reference_source: str
) -> None:
    body = "    expect(student.Accumulator().add(IMAGE)).close_to(IMAGE)\n"
    notes = _noted(small_copy, body, TWICE)
    course = load_course(small_copy)
    with Engine(course, course.assignments, level, "s") as engine:
        assert engine.grade(make_job(reference_source)).assignments[0].earned == 10
    assert notes.read_text() == "xx"


COUNTS = """
calls = []
_right = mirror
def mirror(image):
    assert image.tobytes() not in calls or image[0, 0] == 0.0
    calls.append(image.tobytes())
    return _right(image) {0}
"""


@pytest.mark.parametrize("change", ["", "* (1 + 1e-13)"])
def test_a_submission_is_asked_nothing_twice(
    change: str, small_copy: Path, level: Level, make_job: MakeJob, reference_source: str
) -> None:
    """The image of every other test begins with 0."""
    body = "".join(
        f"    expect(student.mirror(IMAGE + {n})).close_to(np.fliplr(IMAGE + {n}))\n"
        for n in range(1, 5)
    )
    _noted(small_copy, body)
    course = load_course(small_copy)
    with Engine(course, course.assignments, level, "s") as engine:
        result = engine.grade(make_job(reference_source + COUNTS.format(change), "mirror"))
    tests = {t.name: t.verdict for t in result.assignments[0].exercises[0].tests}
    assert tests["noted"] is Verdict.PASSED


def test_a_test_that_asks_something_else_each_time_runs_on_a_fresh_worker(
    small_copy: Path, level: Level, make_job: MakeJob, reference_source: str
) -> None:
    """Right at the first call alone: what its script asked must not count."""
    body = (
        "    import os\n"
        "    image = np.full((2, 2), float(os.getpid()))\n"
        "    expect(student.mirror(image)).close_to(image)\n"
    )
    _noted(small_copy, body)
    once = """
calls = {}
_right = mirror
def mirror(image):
    calls[image.shape] = calls.get(image.shape, 0) + 1
    return _right(image) + (image.shape == (2, 2)) * (calls[image.shape] + 1e-12 - 1)
"""
    course = load_course(small_copy)
    with Engine(course, course.assignments, level, "s") as engine:
        result = engine.grade(make_job(reference_source + once, "mirror"))
    tests = {t.name: t.verdict for t in result.assignments[0].exercises[0].tests}
    assert tests["noted"] is Verdict.PASSED, tests
