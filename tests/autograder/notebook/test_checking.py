"""`check` in a notebook: whose names, whose fault, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import find_root, load_course
from autograder.errors import UsageError
from autograder.notebook import check, earned
from autograder.notebook.place import LINK, find_course, linked_course

ROOT = find_root(Path(__file__).parent)
SMALL = Path(__file__).parents[1] / "small_course"


@pytest.fixture(autouse=True)
def course(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_COURSE", str(SMALL))


def names_of(source: str) -> dict:
    names = {}
    exec(compile(source, "<ipython-input-3-abc>", "exec"), names)
    return names


@pytest.fixture(scope="module")
def reference():
    return (SMALL / "solutions" / "a01_small" / "small.py").read_text()


def test_it_takes_what_the_notebook_holds_now(reference):
    names = names_of(reference)
    assert check("mirror", names).points == check("mirror", names).exercise.points
    names["mirror"] = lambda image: image
    assert check("mirror", names).points < check("mirror", names).exercise.points


def test_an_error_in_a_cell_is_the_students_and_shows_their_line():
    found = check("mirror", names_of("def mirror(*args):\n    return nowhere\n"))
    assert found.exercise.verdict == "error"
    assert "line 2, in mirror" in repr(found)
    assert "nowhere" in found._repr_markdown_()


def test_what_a_student_writes_is_shown_and_means_nothing():
    text = "def mirror(*args):\n    raise ValueError('<script>alert(1)</script>')"
    shown = check("mirror", names_of(text))._repr_markdown_()
    assert "<script>" not in shown.replace("```text\n", "\0").split("\0")[0]


def test_a_stub_is_not_attempted_and_a_missing_function_is_missing(reference):
    stub = names_of("def mirror(*args):\n    raise NotImplementedError('mirror')")
    assert "not attempted yet" in check("mirror", stub)._repr_markdown_()
    assert "mirror is missing" in check("mirror", {})._repr_markdown_()


def test_only_the_tests_of_the_exercise_run(reference):
    names = names_of(reference + "\ndef output_size(*args): raise SystemExit")
    assert check("mirror", names).exercise.verdict == "passed"
    assert [e.name for e in check("mirror", names).result.assignments[0].exercises] == ["mirror"]


def test_earned_prints_and_counts_points(reference, monkeypatch, capsys):
    monkeypatch.setattr("autograder.notebook.checking._notebook", lambda: names_of(reference))
    assert earned("mirror") == check("mirror", names_of(reference)).exercise.points
    said = capsys.readouterr()
    assert "mirror" in said.out
    assert said.err == ""


@pytest.mark.parametrize(("given", "text"), [("mirorr", "no exercise 'mirorr'"), (len, "quotes")])
def test_a_name_that_is_no_exercise_is_a_sentence(given, text):
    with pytest.raises(UsageError, match=text):
        check(given, {})


def test_no_course_is_a_sentence(monkeypatch, tmp_path):
    monkeypatch.delenv("AUTOGRADER_COURSE")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="No course was found"):
        check("mirror", {})
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match="which is no folder"):
        check("mirror", {})


def test_the_link_of_a_class_leads_to_its_course(monkeypatch, tmp_path):
    monkeypatch.delenv("AUTOGRADER_COURSE")
    (tmp_path / LINK).write_text(f'{{"course": "{SMALL}"}}')
    inside = tmp_path / "source" / "a01_small"
    inside.mkdir(parents=True)
    assert find_course("mirror", inside)[0] == load_course(SMALL)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"course": 3}', '{"course": "nowhere"}'])
def test_a_link_that_leads_nowhere_is_named(tmp_path, text):
    (tmp_path / LINK).write_text(text)
    with pytest.raises(UsageError, match=r"autograder\.json should hold"):
        linked_course(tmp_path)
