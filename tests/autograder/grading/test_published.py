"""A student's copy is graded behind the wall by its public tests, without a reference."""

from __future__ import annotations

import shutil

import pytest

from autograder.course import load_course
from autograder.errors import CourseError
from autograder.grading.engine import Engine
from autograder.results import Verdict

ID = "a01_small"


@pytest.fixture
def published(small_copy):
    """The small course as students get it."""
    shutil.move(small_copy / "solutions" / ID / "assignment.toml", small_copy / "assignments" / ID)
    shutil.rmtree(small_copy / "solutions")
    (small_copy / "tests" / ID / "test_hidden.py").unlink()
    return load_course(small_copy)


def test_public_tests_alone_give_marks(published, level, make_job, reference_source):
    with Engine(published, published.assignments, level, "secret") as engine:
        result = engine.grade(make_job(reference_source.replace("[:, ::-1]", "[::-1]")))
    assert result.fault is None
    (assignment,) = result.assignments
    found = {e.name: (e.earned, e.points, e.verdict) for e in assignment.exercises}
    assert found == {
        "output_size": (2, 2, Verdict.PASSED),
        "mirror": (2, 4, Verdict.FAILED),
        "Accumulator": (4, 4, Verdict.PASSED),
    }


def test_an_instructors_course_without_its_reference_is_refused(small_copy, level):
    (small_copy / "solutions" / ID / "small.py").unlink()
    course = load_course(small_copy)
    with (
        pytest.raises(CourseError, match="the tests cannot be used"),
        Engine(course, course.assignments, level, "secret"),
    ):
        pass
