"""Documents survive writing and reading, and each device keeps its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from timings import make_document

from autograder.course import load_course
from autograder.errors import CourseError
from autograder.timing.records import FILE, from_json, keep, kept, to_json

SMALL = Path(__file__).parents[1] / "small_course"


@pytest.fixture
def document():
    return make_document()


@pytest.fixture
def assignment(tmp_path):
    shutil.copytree(SMALL, tmp_path / "course")
    return load_course(tmp_path / "course").assignments[0]


def test_a_run_comes_back_as_it_was_written(document):
    again = from_json(to_json(document))
    assert again.exercises[0].rows[0].reference.name == "reference"
    assert from_json(to_json(again)) == again
    assert to_json(again) == to_json(document)


def test_figures_have_no_more_digits_than_are_known(document):
    text = to_json(replace(document, bandwidth=12345678901.234)).decode()
    assert json.loads(text)["bandwidth"] == 12346000000.0


def test_each_device_keeps_its_own_and_a_new_run_takes_the_earlier_ones_place(assignment, document):
    assert kept(assignment) == {}
    keep(assignment, document)
    keep(assignment, replace(document, device="cuda", name="A GPU"))
    path = keep(assignment, replace(document, date="2027-01-01"))
    assert path == assignment.solution_dir / FILE
    found = kept(assignment)
    assert list(found) == ["cpu", "cuda"]
    assert (found["cpu"].date, found["cuda"].date) == ("2027-01-01", "2026-05-04")


def test_only_the_assignments_own_exercises_are_kept(assignment, document):
    keep(assignment, document)
    assert [e.exercise for e in kept(assignment)["cpu"].exercises] == ["nms"]


@pytest.mark.parametrize("data", [b"{", b'{"cpu": {}}', b"\xff"])
def test_a_damaged_file_is_named_with_a_remedy(assignment, data):
    (assignment.solution_dir / FILE).write_bytes(data)
    with pytest.raises(CourseError, match=r"timing\.json.*bench --commit"):
        kept(assignment)
