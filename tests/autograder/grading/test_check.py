"""Running public tests in process, as `check` and the table of hints do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.grading.check import run_public
from autograder.grading.engine import Engine
from autograder.sandbox.isolation import Level


class _Names:
    """Keeps the names of the tests that pytest found."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.found = [item.name for item in items]
        items.clear()


def test_courses_with_files_of_the_same_names_are_kept_apart(small_course: Course, tmp_path: Path):
    shutil.copytree(small_course.root, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "tests" / "a01_small" / "test_public.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("def test_", "def test_other_"), encoding="utf-8")
    names = _Names()
    for course, is_other in ((small_course, False), (load_course(tmp_path), True)):
        run_public(course.assignments[0], names)
        assert names.found
        assert all(name.startswith("test_other_") == is_other for name in names.found)


def test_configuration_above_the_course_is_not_read(small_copy: Path, level: Level):
    course = load_course(small_copy)
    (small_copy.parent / "conftest.py").write_text("raise RuntimeError('not ours')")
    names = _Names()
    run_public(course.assignments[0], names)
    assert names.found
    with Engine(course, course.assignments, level, "any") as engine:
        assert engine.pids["server"]
