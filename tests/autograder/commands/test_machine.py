"""`autograder doctor` of a student: what is missing is named, in words that the terminal has."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from autograder.commands.machine import copy, show


def test_whole_copy_is_well(small_copy):
    [(good, text, remedy)] = copy(small_copy)
    assert good and text.startswith("course: 1 assignments in ") and not remedy


@pytest.mark.parametrize(
    "name", ["tests/a01_small/test_public.py", "assignments/a01_small/small.py"]
)
def test_deleted_file_is_missed(small_copy, name):
    (small_copy / name).unlink()
    _, (good, text, remedy) = copy(small_copy)
    assert not good and "a01_small" in text and "git checkout" in remedy


def test_folder_without_a_course_is_no_copy(tmp_path):
    [(good, text, remedy)] = copy(tmp_path)
    assert not good and "No course" in text and remedy


@pytest.mark.parametrize(
    ("encoding", "marks"), [("utf-8", "✓✗"), ("cp1252", "oN"), ("ascii", "oN")]
)
def test_marks_are_what_the_terminal_can_show(encoding, marks):
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding)
    code = show([(True, "fine [1]", ""), (False, "bad", "mend it")], Console(file=file))
    file.flush()
    said = raw.getvalue().decode(encoding).splitlines()
    assert code == 1
    assert [line[0] for line in said[:2]] == list(marks)
    assert said[0].endswith("fine [1]") and said[2].strip() == "Remedy: mend it"
