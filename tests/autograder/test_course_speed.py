"""Speed marks in a manifest: what is read, and that whatever is wrong has its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Assignment, Speed, load_course
from autograder.errors import CourseError

GOOD = """\
title = "Pooling"
order = 3
file = "pooling.py"
points = 9
hours = 2
summary = "Windows."
imports = ["numpy"]

[[exercise]]
name = "first"
title = "First"
points = 2

[[exercise]]
name = "second"
title = "Second"
points = 3

[exercise.speed]
points = 1
full_marks_at = 2
zero_at = 20
sizes = ["small", "large"]

[[exercise]]
name = "third"
title = "Third"
points = 4

[exercise.speed]
points = 0.5
full_marks_at = 1.5
zero_at = 8
sizes = ["all"]
device = "cuda"
against = "reference"
"""


def read(root: Path, text: str) -> Assignment:
    folder = root / "solutions" / "a03_pooling"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "assignment.toml").write_text(text, encoding="utf-8")
    return load_course(root).assignments[0]


def test_speed_is_a_part_of_an_exercises_points(tmp_path: Path) -> None:
    first, second, third = read(tmp_path, GOOD).exercises
    assert first.speed is None and first.test_points == 2
    assert second.speed == Speed(1.0, 2.0, 20.0, ("small", "large"))
    assert (second.points, second.test_points) == (3, 2)
    assert third.speed == Speed(0.5, 1.5, 8.0, ("all",), device="cuda")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("points = 0.5", "points = 4", "points must be above 0 and below 4"),
        ("points = 0.5", "points = 0", "points must be above 0"),
        ("points = 0.5", "points = nan", "points must be above 0"),
        ("points = 0.5", 'points = "all"', "points must be float"),
        ("full_marks_at = 1.5", "full_marks_at = 1", "expected more than 1"),
        ("full_marks_at = 1.5", "full_marks_at = nan", "expected more than 1"),
        ("zero_at = 8", "zero_at = 1.5", "expected more than full_marks_at, 1.5"),
        ("zero_at = 8", "zero_at = inf", "expected more than full_marks_at"),
        ('sizes = ["all"]', "sizes = []", "one size or more"),
        ('sizes = ["all"]', 'sizes = ["all", "all"]', "none of them twice"),
        ('sizes = ["all"]', 'sizes = "all"', "sizes must be tuple"),
        ('device = "cuda"', 'device = "tpu"', "expected one of cpu, cuda"),
        ('against = "reference"', 'against = "torch"', 'expected "reference"'),
        ('against = "reference"', "threads = 4", "unknown key 'threads' in [exercise.speed]"),
    ],
)
def test_what_is_wrong_is_refused_with_file_and_line(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert GOOD.count(old) == 1
    text = GOOD.replace(old, new)
    with pytest.raises(CourseError) as caught:
        read(tmp_path, text)
    assert says in str(caught.value)
    assert caught.value.path == tmp_path / "solutions/a03_pooling/assignment.toml"
    lines = text.splitlines()
    assert caught.value.line is not None and lines[caught.value.line - 1] == new


def test_a_key_that_is_missing_is_asked_for_at_its_own_table(tmp_path: Path) -> None:
    text = GOOD.replace("zero_at = 8\n", "")
    with pytest.raises(CourseError, match="of exercise 3 lacks 'zero_at'") as caught:
        read(tmp_path, text)
    assert caught.value.line is not None
    lines = text.splitlines()
    assert lines[caught.value.line - 1] == "[exercise.speed]"
    assert caught.value.line > lines.index('name = "third"')


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    text = GOOD.replace("points = 2\n", "points = 2\nspeed = 3\n")
    with pytest.raises(CourseError, match=r"speed must be a table, \[exercise.speed\]") as caught:
        read(tmp_path, text)
    assert caught.value.line == text.splitlines().index("speed = 3") + 1
