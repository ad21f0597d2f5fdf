"""Manifests: what is read, and that whatever is wrong is refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course, Limits, find_root, load_course
from autograder.errors import CourseError, UsageError

GOOD = """\
title = "Pooling"
order = 3
file = "pooling.py"
points = 5
hours = 2.5
summary = "Windows."
imports = ["numpy"]

[limits]
call_seconds = 4

[[exercise]]
name = "max_pool"
title = "Max pooling"
points = 3
handout = "max-pooling"
forbid = ["numpy.max"]

[[exercise]]
name = "avg_pool"
title = "Average pooling"
points = 2
"""


def course_of(root: Path, text: str, name: str = "a03_pooling") -> Course:
    folder = root / "solutions" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "assignment.toml").write_text(text, encoding="utf-8")
    return load_course(root)


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def test_a_manifest_becomes_an_assignment(tmp_path: Path) -> None:
    (assignment,) = course_of(tmp_path, GOOD).assignments
    assert (assignment.id, assignment.module, assignment.hours) == ("a03_pooling", "pooling", 2.5)
    assert [e.name for e in assignment.exercises] == ["max_pool", "avg_pool"]
    assert assignment.exercise("max_pool").forbid == ("numpy.max",)
    assert assignment.limits == Limits(call_seconds=4)
    assert assignment.imports == ("numpy",)


def test_whole_numbers_become_floats_where_floats_are_due(tmp_path: Path) -> None:
    """So that a mark is written the same whether or not it went through a file."""
    (assignment,) = course_of(tmp_path, GOOD).assignments
    values = (assignment.points, assignment.exercises[0].points, assignment.limits.call_seconds)
    assert [type(value) for value in values] == [float, float, float]


def test_assignments_come_by_order_not_by_folder(tmp_path: Path) -> None:
    course_of(tmp_path, GOOD, "a01_late")
    course = course_of(tmp_path, GOOD.replace("order = 3", "order = 1"), "a09_early")
    assert [a.id for a in course.assignments] == ["a09_early", "a01_late"]


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("hours = 2.5", "hours = 2.5\nhous = 1", "hous", "unknown key 'hous'"),
        ("call_seconds = 4", "call_second = 4", "call_second", "unknown key 'call_second'"),
        ("forbid = [", "forbids = [", "forbids", "unknown key 'forbids' in exercise 1"),
        ('name = "avg_pool"', 'name = "max_pool"', "", "'max_pool' stands twice"),
        ("points = 5", "points = 6", "points = 6", "add up to 5"),
        ("points = 2\n", "points = -2\n", "points = -2", "worth -2"),
        ('name = "avg_pool"', 'name = "avg pool"', "avg pool", "no Python name"),
        ('title = "Average pooling"\n', "", 'name = "avg_pool"', "exercise 2 lacks 'title'"),
        ('summary = "Windows."\n', "", "title", "the manifest lacks 'summary'"),
        ("order = 3", 'order = "3"', "order", "order must be int"),
        ("order = 3", "order = true", "order", "order must be int"),
        ("order = 3", "order = 3.5", "order", "order must be int"),
        ('imports = ["numpy"]', 'imports = "numpy"', "imports", "imports must be tuple"),
        ('imports = ["numpy"]', "imports = [1]", "imports", "imports must be tuple"),
        ('file = "pooling.py"', 'file = "../pooling.py"', "file", "file must be one .py name"),
        ('file = "pooling.py"', 'file = "pooling"', "file", "file must be one .py name"),
        ("hours = 2.5", "hours = ", "hours", "not TOML"),
    ],
)
def test_what_is_wrong_is_refused_with_file_and_line(
    tmp_path: Path, old: str, new: str, at: str, says: str
) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    with pytest.raises(CourseError) as caught:
        course_of(tmp_path, text)
    assert says in str(caught.value)
    assert caught.value.path == tmp_path / "solutions/a03_pooling/assignment.toml"
    names = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith("name = ")]
    expected = line_of(text, at) if at else names[1]
    # a key that is missing is asked for where its table begins
    assert caught.value.line in ((expected, expected - 1) if "lacks" in says else (expected,))
    assert f"assignment.toml:{caught.value.line}: " in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("[limits]\ncall_seconds = 4\n", "limits = 4\n"),
        GOOD[: GOOD.index("[[exercise]]")] + "[exercise]\nname = 'a'\n",
        GOOD[: GOOD.index("[[exercise]]")].replace("hours", "exercise = [1]\nhours"),
        GOOD.replace("points = 5", "points = nan"),
        GOOD.replace("call_seconds = 4", "call_seconds = 0"),
        GOOD.replace("call_seconds = 4", "memory_mb = -5"),
    ],
    ids=["limits", "table", "list", "nan", "no-time", "no-memory"],
)
def test_a_table_of_another_kind_is_refused_too(tmp_path: Path, text: str) -> None:
    with pytest.raises(CourseError):
        course_of(tmp_path, text)


def test_a_manifest_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    course_of(tmp_path, GOOD)
    path = tmp_path / "solutions/a03_pooling/assignment.toml"
    path.write_bytes(GOOD.replace("Windows", "Fenêtres").encode("latin-1"))
    with pytest.raises(CourseError, match="UTF-8"):
        load_course(tmp_path)


def test_an_assignment_is_found_by_the_beginning_of_its_name(tmp_path: Path) -> None:
    course_of(tmp_path, GOOD)
    course = course_of(tmp_path, GOOD, "a03_pools")
    assert course.assignment("a03_pooling").id == "a03_pooling"
    assert course.assignment("a03_pools").id == "a03_pools"
    with pytest.raises(UsageError, match="found 2 in: a03_pooling, a03_pools"):
        course.assignment("a03")
    with pytest.raises(UsageError, match="found 0"):
        course.assignment("a04")


def test_an_unknown_exercise_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    (assignment,) = course_of(tmp_path, GOOD).assignments
    with pytest.raises(UsageError, match="max_pool, avg_pool"):
        assignment.exercise("min_pool")


def test_the_course_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    course_of(tmp_path, GOOD)
    assert find_root(tmp_path / "solutions" / "a03_pooling") == tmp_path.resolve()


def test_a_students_copy_has_its_manifests_in_assignments(tmp_path: Path) -> None:
    folder = tmp_path / "assignments" / "a03_pooling"
    folder.mkdir(parents=True)
    (folder / "assignment.toml").write_text(GOOD)
    assert [a.id for a in load_course(tmp_path).assignments] == ["a03_pooling"]


def test_a_folder_that_is_no_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Run the command inside the course"):
        find_root(tmp_path)
    with pytest.raises(UsageError, match=r"assignment\.toml"):
        load_course(tmp_path)
