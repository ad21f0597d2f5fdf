"""nbgrader's gradebook, written through its own interface."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course import Assignment, Exercise
from autograder.errors import UsageError
from autograder.report.gradebook import GradebookWriter, Mark
from autograder.results import Student

WHEN = datetime(2026, 11, 30, 10, tzinfo=UTC)
ASSIGNMENT = Assignment(
    id="a01_small",
    title="Small",
    order=1,
    file="small.py",
    points=5,
    summary="",
    hours=1,
    imports=(),
    exercises=(Exercise("relu", "Relu", 3.0), Exercise("mirror", "Mirror", 2.0)),
    root=Path("/nowhere"),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("template") / "gradebook.db"
    with pytest.MonkeyPatch.context() as patch:  # a new gradebook runs `alembic`
        patch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
        fill(path)
    return path


@pytest.fixture
def database(template, tmp_path) -> Path:
    return Path(shutil.copy(template, tmp_path / "gradebook.db"))


def fill(path: Path) -> None:
    with Gradebook(f"sqlite:///{path}") as book:
        book.add_assignment("a01_small")
        book.add_notebook("small", "a01_small")
        for exercise in ASSIGNMENT.exercises:
            book.add_grade_cell(
                exercise.name, "small", "a01_small", max_score=exercise.points, cell_type="code"
            )
        book.add_student("ada", first_name="Ada", last_name="King")


def mark(*names: str, factor: float | None = None, **points: float) -> Mark:
    worth = {e.name: e.points for e in ASSIGNMENT.exercises}
    earned = {"relu": 3.0, "mirror": 1.0} | points
    return Mark(
        whose=names[0],
        student=Student(id=names[0], name="Bo de Vries"),
        names=names,
        assignment="a01_small",
        points={name: (value, worth.get(name, 1.0)) for name, value in earned.items()},
        factor=factor,
        submitted=WHEN,
    )


def write(database: Path, *marks: Mark) -> list[str]:
    with GradebookWriter(str(database), [ASSIGNMENT]) as writer:
        writer.write(marks)
        return [text for _, text in writer.problems]


def submission(database: Path, student: str):
    with Gradebook(f"sqlite:///{database}") as book:
        found = book.find_submission("a01_small", student)
        (notebook,) = found.notebooks
        scores = {g.name: (g.auto_score, g.manual_score) for g in notebook.grades}
        flags = {g.needs_manual_grade for g in notebook.grades}
        return scores, flags, notebook.late_submission_penalty, found.timestamp, found.score


def test_a_student_who_is_there_is_found_by_any_name(database):
    assert write(database, mark("1234", "ada")) == []
    scores, flags, _, when, total = submission(database, "ada")
    assert scores == {"relu": (3, None), "mirror": (1, None)}
    assert (flags, total, when) == ({False}, 4, WHEN.replace(tzinfo=None))
    with Gradebook(f"sqlite:///{database}") as book:
        assert [student.first_name for student in book.students] == ["Ada"]


def test_a_new_student_is_made_with_the_rosters_name(database):
    write(database, mark("bo"))
    with Gradebook(f"sqlite:///{database}") as book:
        student = book.find_student("bo")
        assert (student.first_name, student.last_name) == ("Bo de", "Vries")


def test_manual_marks_stay_and_a_new_score_asks_for_another_look(database):
    write(database, mark("ada"))
    with Gradebook(f"sqlite:///{database}") as book:
        book.find_grade("mirror", "small", "a01_small", "ada").manual_score = 1.5
        book.db.commit()
    write(database, mark("ada"))
    scores, flags, *_ = submission(database, "ada")
    assert (scores["mirror"], flags) == ((1, 1.5), {False})
    write(database, mark("ada", mirror=2.0))
    scores, flags, *_ = submission(database, "ada")
    assert (scores["mirror"], flags) == ((2, 1.5), {False, True})


def test_a_penalty_is_written_changed_and_taken_back_but_only_where_a_rule_is_given(database):
    write(database, mark("ada", factor=0.7))
    assert submission(database, "ada")[2] == pytest.approx(1.2)
    write(database, mark("ada"))
    assert submission(database, "ada")[2] == pytest.approx(1.2)
    write(database, mark("ada", factor=1.0))
    assert submission(database, "ada")[2] is None


def test_an_earlier_time_does_not_replace_a_later_one(database):
    write(database, mark("ada"))
    write(database, replace(mark("ada"), submitted=datetime(2026, 1, 1, tzinfo=UTC)))
    assert submission(database, "ada")[3] == WHEN.replace(tzinfo=None)


def test_two_submissions_of_one_student_are_named_and_neither_is_written(database):
    (problem,) = write(database, mark("ada"), mark("a.king", "ada"), mark("bo"))
    assert "ada and a.king are both ada's a01_small: neither was written" in problem
    assert submission(database, "bo")[4] == 4
    with Gradebook(f"sqlite:///{database}") as book:
        assert book.student_submissions("ada") == []


def test_points_that_differ_are_named_once_for_the_class(database):
    worth = mark("ada")
    worth = replace(worth, points=worth.points | {"relu": (3.0, 4.0)})
    (problem,) = write(database, worth, replace(worth, whose="bo", names=("bo",)))
    assert "relu is worth 3 in the gradebook and 4 here" in problem


def test_an_exercise_that_the_gradebook_lacks_is_named(database):
    (problem,) = write(database, mark("ada", rotate=1.0))
    assert "has no cell rotate. Run `nbgrader generate_assignment a01_small --force`" in problem


def test_a_notebook_of_another_name_is_named(database):
    with GradebookWriter(str(database), [replace(ASSIGNMENT, file="tiny.py")]) as writer:
        assert writer.write([mark("ada")]) == 0
    assert "has no notebook tiny, but small" in writer.problems[0][1]


def test_a_gradebook_with_none_of_the_assignments_is_wrong_usage(database):
    with pytest.raises(UsageError, match=r"no assignment a02_tiny\. It has a01_small\."):
        GradebookWriter(str(database), [replace(ASSIGNMENT, id="a02_tiny")])


def test_a_misspelt_path_makes_no_new_gradebook(tmp_path):
    with pytest.raises(UsageError, match="There is no gradebook"):
        GradebookWriter(f"sqlite:///{tmp_path / 'nope.db'}", [ASSIGNMENT])
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_something_else_is_not_touched(tmp_path):
    (tmp_path / "grades.csv").write_text("id,points\n" * 500)
    with pytest.raises(UsageError, match="is not nbgrader's gradebook"):
        GradebookWriter(str(tmp_path / "grades.csv"), [ASSIGNMENT])
    assert (tmp_path / "grades.csv").read_text() == "id,points\n" * 500


def test_a_gradebook_of_another_version_is_a_sentence(database):
    with Gradebook(f"sqlite:///{database}") as book:
        from sqlalchemy import text

        book.db.execute(text("ALTER TABLE assignment RENAME COLUMN duedate TO due"))
        book.db.commit()
    with pytest.raises(UsageError, match=r"cannot be used: .*duedate.*nbgrader db upgrade"):
        GradebookWriter(str(database), [ASSIGNMENT])


def test_a_password_is_not_told():
    with pytest.raises(UsageError) as caught:
        GradebookWriter("nosuch://ada:secret@host/base", [ASSIGNMENT])
    assert "secret" not in str(caught.value)


def test_without_nbgrader_it_says_how_to_get_it(database, monkeypatch):
    monkeypatch.setitem(sys.modules, "nbgrader", None)
    monkeypatch.setitem(sys.modules, "nbgrader.api", None)
    with pytest.raises(UsageError, match="pip install nbgrader"):
        GradebookWriter(str(database), [ASSIGNMENT])
