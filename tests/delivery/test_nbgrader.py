"""nbgrader's own programs on an exported course: every mark is the one that `grade` gives."""

from __future__ import annotations

import copy
import csv
import json
import shutil
import sys
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from minicourse import commands, copied, filled, references, run
from nbgrader.api import Gradebook

from autograder.publish.segments import released
from autograder.publish.stubs import make_stub

A, B = "a02_counting", "a03_pooling"
BEFORE = ("autograder export", "nbgrader validate", "nbgrader generate_assignment")
PLAIN = {"ada", "bo", "cy", "dee", "gus"}  # whom nbgrader itself can grade

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="grades behind the wall"),
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("nbgrader") / "course", A, B)


@pytest.fixture(scope="module")
def home(course) -> Path:
    """An nbgrader course, released."""
    home = course.root / "class"
    for line in commands("nbgrader.md"):
        if line.startswith(BEFORE):
            said = run(*line.split(), cwd=home if home.exists() else course.root)
            assert "validate" not in line or "Success! Your notebook passes all the tests." in said
    run("nbgrader", "generate_assignment", B, cwd=home)
    return home


@pytest.fixture(scope="module")
def submitted(course, home) -> Path:
    """What was collected: right, partly right, untouched, damaged, renamed, odd, hostile."""
    right = {f"solution-{name}": text for name, text in references(course, A).items()}
    partly = right | {
        "solution-linear_params": "def linear_params(m, n, bias=True):\n    return (m + 1) * n",
        "solution-batchnorm_params": "def batchnorm_params(channels):\n    return 4 * channels, 0",
    }
    release = home / "release" / A / "counting.ipynb"
    hand_in(home, "ada", A, filled(release, right))
    pooling = {f"solution-{name}": text for name, text in references(course, B).items()}
    later = filled(home / "release" / B / "pooling.ipynb", pooling)
    hand_in(home, "ada", B, later, stamp="2026-12-02 09:00:00.000000 UTC")
    hand_in(home, "bo", A, filled(release, partly), stamp="2026-12-01 11:00:00 Europe/Zurich")
    hand_in(home, "cy", A, filled(release, {}))
    hand_in(home, "dee", A, damaged(filled(release, right)))
    hand_in(home, "eve", A, filled(release, right), name="my_counting.ipynb")
    odd = filled(release, right)
    odd.metadata = {"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}
    hand_in(home, "fay", A, odd)
    hand_in(home, "gus", A, hostile(filled(release, {}), home))
    return home / "submitted"


def hand_in(home, student, assignment, book, name="", stamp="2026-11-30 10:00:00 UTC"):
    folder = home / "submitted" / student / assignment
    folder.mkdir(parents=True)
    name = name or next((home / "release" / assignment).glob("*.ipynb")).name
    nbformat.write(book, folder / name)
    (folder / "timestamp.txt").write_text(stamp)


def damaged(book):
    """Without a test cell and a solution cell, and with another solution cell twice."""
    gone = {"conv2d_params", "solution-linear_params"}
    book.cells = [cell for cell in book.cells if cell.id not in gone]
    twin = copy.deepcopy(next(c for c in book.cells if c.id == "solution-receptive_field"))
    twin.id = "pasted"
    book.cells.append(twin)
    return book


def hostile(book, home):
    """Replaces what gives the marks, and leaves a trace where it runs outside."""
    text = (
        "import autograder.notebook.marking as marking\n"
        "marking.hidden = lambda name: 99\n"
        f"open({str(home / 'was_here')!r}, 'w').write('x')"
    )
    book.cells.insert(0, nbformat.v4.new_code_cell(text))
    return book


@pytest.fixture(scope="module")
def page(course, home, submitted) -> dict[str, str]:
    """What the page's commands say, run in order; the first words -> the rest."""
    database, said = home / "gradebook.db", {}
    for line in commands("nbgrader.md"):
        kind = " ".join(line.split()[:2])
        if kind in BEFORE:
            continue
        shutil.copy(database, home / "before.db")
        said[kind] = run(*line.split(), cwd=home, code=1 if kind == "nbgrader autograde" else 0)
        if kind == "autograder grade":  # nbgrader's way must not find the marks there already
            shutil.move(database, home / "graded.db")
            shutil.move(home / "before.db", database)
    assert said.keys() >= {"autograder grade", "nbgrader autograde", "nbgrader export"}
    return said


@pytest.fixture(scope="module")
def graded(course, home, submitted) -> dict[str, dict]:
    """Result documents of `autograder grade`, by student, with a store of its own."""
    out = course.root / "grades"
    run("autograder", "grade", submitted, "--assignment", A, "--out", out, cwd=course.root)
    return {path.stem: json.loads(path.read_bytes()) for path in (out / "results").glob("*.json")}


@pytest.fixture(scope="module")
def store(course, graded) -> list[str]:
    """Options with which a later run computes nothing that one before it has."""
    return ["--store", f"sqlite:///{course.root / 'grades' / 'store.sqlite'}"]


def scores(database: Path, assignment: str) -> dict[str, dict[str, float]]:
    """Student -> cell -> score by the autograder."""
    with Gradebook(f"sqlite:///{database}") as book:
        return {
            sub.student.id: {g.name: g.auto_score for n in sub.notebooks for g in n.grades}
            for sub in book.assignment_submissions(assignment)
        }


def earned(document) -> dict[str, float]:
    return {e["name"]: e["earned"] for e in document["assignments"][0]["exercises"]}


def test_the_released_notebook_has_the_stubs_and_nothing_secret(course, home):
    for assignment in course.assignments:
        path = home / "release" / assignment.id / f"{assignment.module}.ipynb"
        book = nbformat.read(path, 4)
        cells = [cell for cell in book.cells if cell.cell_type == "code"]
        reference = assignment.solution_dir / assignment.file
        stub = make_stub(reference.read_text(), assignment, reference)
        lines = [line for line in stub.split("\n") if line.strip()]
        text = "\n".join(cell.source for cell in cells)
        after = lines[lines.index("from __future__ import annotations") :]
        assert sorted(set(after) - set(text.split("\n"))) == []
        for secret in ("SOLUTION", "HIDDEN", "hidden(", "marking"):
            assert secret not in text, secret


def test_points_add_up_to_the_manifests(course, home):
    with Gradebook(f"sqlite:///{home / 'gradebook.db'}") as book:
        for assignment in course.assignments:
            cells = book.find_notebook(assignment.module, assignment.id).grade_cells
            worth = {cell.name: cell.max_score for cell in cells}
            assert worth == {e.name: e.points for e in assignment.exercises}


def test_every_solution_is_a_reference_and_releases_its_stub(course):
    for assignment in course.assignments:
        for text in references(course, assignment.id).values():
            assert "### BEGIN SOLUTION" in text
            assert "raise NotImplementedError" in released(text)


def test_an_untouched_notebook_does_not_validate(home):
    said = run("nbgrader", "validate", f"release/{A}/counting.ipynb", cwd=home)
    assert "VALIDATION FAILED ON 10 CELL(S)" in said


def test_nbgrader_gives_the_marks_that_grade_gives(home, page, graded):
    found = scores(home / "gradebook.db", A)
    for student in PLAIN:
        assert found[student] == pytest.approx(earned(graded[student])), student
    assert sum(found["ada"].values()) == 30
    assert 0 < sum(found["bo"].values()) < 30
    assert 0 < found["bo"]["linear_params"] < 1
    assert sum(found["cy"].values()) == 0


def test_nothing_that_a_student_wrote_runs_in_nbgraders_process(home, page, graded):
    assert not (home / "was_here").exists()
    assert sum(scores(home / "gradebook.db", A)["gus"].values()) == 0


def test_what_is_wrong_is_named_and_the_rest_goes_on(home, page, graded):
    assert "The graded cell 'conv2d_params' was deleted" in page["nbgrader autograde"]
    assert (
        "Cell with id 'solution-receptive_field' exists multiple times"
        in page["nbgrader autograde"]
    )
    assert "my_counting.ipynb" in page["nbgrader autograde"]
    notes = {student: " ".join(document["notes"]) for student, document in graded.items()}
    assert "defines receptive_field in code cells" in notes["dee"]
    assert "does not define linear_params: was a cell deleted?" in notes["dee"]
    assert "my_counting.ipynb was taken for counting.py" in notes["eve"]
    assert "is written for 'r'. Choose a Python kernel" in notes["fay"]
    assert sum(earned(graded["eve"]).values()) == 30
    assert earned(graded["dee"])["receptive_field"] == 5


def test_feedback_and_export_are_nbgraders_own(home, page):
    text = (home / "feedback" / "bo" / A / "counting.html").read_text()
    assert "properties hold" in text
    assert "Hint:" in text
    rows = csv.DictReader((home / "grades.csv").open())
    rows = {row["student_id"]: row for row in rows if row["assignment"] == A}
    assert float(rows["ada"]["score"]) == 30


def test_one_student_in_two_assignments_is_one_student(course, submitted, store, tmp_path):
    run("autograder", "grade", submitted, *store, "--out", tmp_path, cwd=course.root)
    rows = {row["id"]: row for row in csv.DictReader((tmp_path / "grades.csv").open())}
    assert rows.keys() == PLAIN | {"eve", "fay"}
    assert float(rows["ada"]["total"]) == 70
    paths = [submitted / "ada" / A, submitted / "ada" / B]
    run("autograder", "grade", *paths, *store, "--out", tmp_path / "two", cwd=course.root)
    (row,) = csv.DictReader((tmp_path / "two" / "grades.csv").open())
    assert (row["id"], float(row["total"])) == ("ada", 70)


@pytest.fixture(scope="module")
def filled_in(course, home, submitted, page, store, tmp_path_factory):
    """A gradebook that `grade` has written twice, with marks and comments of a person between."""
    database = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    shutil.copy(home / "graded.db", database)
    out = database.parent / "grades"
    line = ["autograder", "grade", submitted, "--assignment", A, "--out", out]
    line += ["--due", "2026-11-30T12:00+00:00", "--late", "10%/day"]
    line += ["--nbgrader-db", f"sqlite:///{database}", *store]
    with Gradebook(f"sqlite:///{database}") as book:
        book.find_grade("linear_params", "counting", A, "bo").manual_score = 0.75
        book.db.commit()
    states = []
    for _ in range(2):
        assert "7 assignments written into the gradebook" in run(*line, cwd=course.root)
        states.append(state(database))
    return database, states, json.loads((out / "results" / "bo.json").read_bytes())


def state(database: Path) -> dict:
    with Gradebook(f"sqlite:///{database}") as book:
        return {
            (sub.student.id, sub.assignment.name): (
                sub.timestamp,
                sorted(
                    (g.name, g.auto_score, g.manual_score, g.needs_manual_grade)
                    for n in sub.notebooks
                    for g in n.grades
                ),
                [n.late_submission_penalty for n in sub.notebooks],
            )
            for student in book.students
            for sub in book.student_submissions(student.id)
        }


def test_grade_writes_the_gradebook_and_twice_gives_the_same(filled_in, graded):
    database, (first, second), _ = filled_in
    assert first == second
    found = scores(database, A)
    assert found.keys() == graded.keys()
    for student, document in graded.items():
        assert found[student] == earned(document), student


def test_manual_marks_are_kept_and_late_work_costs_what_grade_says(filled_in):
    database, _, document = filled_in
    assert document["late"]["factor"] == 0.9
    with Gradebook(f"sqlite:///{database}") as book:
        grade = book.find_grade("linear_params", "counting", A, "bo")
        assert (grade.auto_score, grade.manual_score) == (0.2, 0.75)
        submission = book.find_submission(A, "bo")
        assert submission.timestamp == datetime(2026, 12, 1, 10)
        raw = document["raw"] - 0.2 + 0.75
        (notebook,) = submission.notebooks
        assert notebook.late_submission_penalty == pytest.approx(0.1 * raw)
        assert not book.find_submission(A, "ada").notebooks[0].late_submission_penalty


def test_a_gradebook_without_the_assignment_says_what_it_has(
    course, submitted, filled_in, store, tmp_path
):
    database = tmp_path / "gradebook.db"
    shutil.copy(filled_in[0], database)
    with Gradebook(f"sqlite:///{database}") as book:
        book.remove_assignment(B)
    line = [
        "autograder",
        "grade",
        submitted,
        "--nbgrader-db",
        database,
        "--out",
        tmp_path / "out",
        *store,
    ]
    said = run(*line, "--assignment", B, cwd=course.root, code=2)
    assert f"The gradebook has no assignment {B}. It has {A}." in said
    assert not (tmp_path / "out").exists()
    said = run(*line, cwd=course.root, code=1)
    assert f"The gradebook has no assignment {B}" in " ".join(said.split())
    assert "7 assignments written" in said
    assert (tmp_path / "out" / "index.html").exists()
