"""Notebooks for students: whole, the same each time, run from top to bottom, graded."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from minicourse import ENVIRONMENT, ROOT, commands, filled, references, run
from nbclient import NotebookClient

from autograder.course import load_course
from autograder.publish.notebooks import export_notebooks
from autograder.publish.wheel import WHEEL

COURSE = load_course(ROOT)
SECRETS = ("BEGIN SOLUTION", "HIDDEN", "test_hidden", "reference")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grades behind the wall")


@pytest.fixture(scope="module")
def exported(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("notebooks")
    line, *_ = commands("notebooks.md")
    said = run(*line.split(), "--course", ROOT, cwd=folder)
    assert f"{len(COURSE.assignments)} notebooks" in said
    return folder / "notebooks"


@pytest.fixture(scope="module")
def installed(exported, tmp_path_factory) -> dict[str, str]:
    """An environment that has the course from the exported wheel, and no other."""
    target = tmp_path_factory.mktemp("site")
    line = ["pip", "install", "--quiet", "--no-deps", "--target", target, exported / WHEEL]
    subprocess.run([sys.executable, "-m", *map(str, line)], check=True, env=ENVIRONMENT)
    return ENVIRONMENT | {"PYTHONPATH": str(target)}


def path_of(exported: Path, assignment) -> Path:
    return exported / assignment.id / f"{assignment.module}.ipynb"


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.id)
def test_a_notebook_has_the_handout_and_a_stub_and_a_check_for_every_exercise(assignment, exported):
    book = nbformat.read(path_of(exported, assignment), 4)
    nbformat.validate(book)
    ids = [cell.id for cell in book.cells]
    prose = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    code = {cell.id: cell.source for cell in book.cells if cell.cell_type == "code"}
    for exercise in assignment.exercises:
        at = ids.index(exercise.name)
        assert "raise NotImplementedError" in code[exercise.name]
        assert ids[at + 1] == f"check-{exercise.name}"
        assert code[ids[at + 1]] == f'check("{exercise.name}")'
        if exercise.handout:
            assert f'<a id="{exercise.handout}"></a>' in "\n".join(
                cell.source for cell in book.cells[:at]
            )
    page = (assignment.student_dir / "README.md").read_text()
    for heading in re.findall(r"^## .+$", page, re.MULTILINE):
        assert prose.count(heading + "\n") == 1, heading
    assert "```math" not in prose
    assert "](figures/" not in prose
    assert not any(secret in text for text in code.values() for secret in SECRETS)
    assert all(
        cell.execution_count is None and not cell.outputs
        for cell in book.cells
        if cell.cell_type == "code"
    )


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.id)
def test_every_picture_of_the_handout_is_in_the_notebook(assignment, exported):
    book = nbformat.read(path_of(exported, assignment), 4)
    shown = set()
    for cell in book.cells:
        for name in re.findall(r"!\[[^]]*\]\(attachment:([^)]+)\)", cell.source):
            assert cell.attachments[name]
            shown.add(name)
    page = (assignment.student_dir / "README.md").read_text()
    assert shown == set(re.findall(r"\]\(figures/([^)]+)\)", page))


def test_the_same_course_gives_the_same_bytes(exported, tmp_path):
    export_notebooks(COURSE, tmp_path / "again", print)
    for path in exported.rglob("*.*"):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(exported)).read_bytes() == (
                path.read_bytes()
            ), path


def test_the_first_cell_installs_the_wheel_that_lies_there(exported):
    for assignment in COURSE.assignments:
        path = path_of(exported, assignment)
        setup = next(c.source for c in nbformat.read(path, 4).cells if c.id == "set-up")
        (address,) = re.findall(r'%pip install --quiet "(.+)"', setup)
        assert (path.parent / address).is_file()


def test_another_place_to_install_from_stands_in_every_notebook(tmp_path):
    (line,) = (line for line in commands("notebooks.md") if "--install" in line)
    run(*line.split(), "--course", ROOT, cwd=tmp_path)
    url = line.split()[-1]
    assert url.endswith(WHEEL)
    for path in (tmp_path / "colab").rglob("*.ipynb"):
        assert f'"{url}"' in next(
            c.source for c in nbformat.read(path, 4).cells if c.id == "set-up"
        )


def test_nothing_secret_is_in_the_wheel(installed):
    site = Path(installed["PYTHONPATH"])
    course = site / "autograder" / "_course"
    assert (course / "tests" / "a02_counting" / "test_public.py").is_file()
    names = [path.relative_to(course).as_posix() for path in course.rglob("*") if path.is_file()]
    assert not [name for name in names if "hidden" in name or "solution" in name]
    for stub in course.glob("assignments/*/*.py"):
        assert (
            stub.read_bytes() == (ROOT / "assignments" / stub.parent.name / stub.name).read_bytes()
        )


@pytest.mark.slow
@pytest.mark.parametrize("wanted", ["a02_counting", "a03_pooling"])
def test_a_notebook_runs_from_top_to_bottom_with_the_installed_course(
    wanted, exported, installed, monkeypatch
):
    """Both as students get it, and with the reference pasted in."""
    assignment = COURSE.assignment(wanted)
    path = path_of(exported, assignment)
    monkeypatch.setenv("PYTHONPATH", installed["PYTHONPATH"])
    where = {"metadata": {"path": str(path.parent)}}
    for sources, symbol in (({}, "not attempted yet"), (references(COURSE, wanted), "✓")):
        book = filled(path, sources)
        probe = "import autograder.notebook as n; print(n.__file__)"
        book.cells.append(nbformat.v4.new_code_cell(probe))
        NotebookClient(book, timeout=120, kernel_name="python3", resources=where).execute()
        assert installed["PYTHONPATH"] in book.cells[-1].outputs[0].text
        checks = {c.id: c for c in book.cells if c.id.startswith("check-")}
        assert len(checks) == len(assignment.exercises)
        for cell in checks.values():
            (output,) = cell.outputs
            assert symbol in output.data["text/markdown"], output.data["text/markdown"]


@pytest.mark.slow
def test_check_says_what_is_wrong_in_the_words_of_the_subject(exported, installed, monkeypatch):
    assignment = COURSE.assignment("a02_counting")
    wrong = {
        "conv2d_params": "def conv2d_params(*args, **options):\n    return undefined",
        "linear_params": "def linear_params(m, n, bias=True):\n    return (m + 1) * n",
        "batchnorm_params": "# deleted",
    }
    path = path_of(exported, assignment)
    book = filled(path, wrong)
    monkeypatch.setenv("PYTHONPATH", installed["PYTHONPATH"])
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(book, timeout=120, kernel_name="python3", resources=where).execute()
    said = {c.id: c.outputs[0].data["text/markdown"] for c in book.cells if c.id[:6] == "check-"}
    assert "NameError: name 'undefined' is not defined" in said["check-conv2d_params"]
    assert "error in the code" in said["check-conv2d_params"]
    assert "1 of 2 properties hold" in said["check-linear_params"]
    assert "Hint:" in said["check-linear_params"]
    assert "batchnorm_params is missing" in said["check-batchnorm_params"]


@pytest.mark.slow
def test_filled_notebooks_of_all_assignments_get_full_marks(exported, tmp_path):
    for assignment in COURSE.assignments:
        book = filled(path_of(exported, assignment), references(COURSE, assignment.id))
        target = tmp_path / "submissions" / "ada" / assignment.id / f"{assignment.module}.ipynb"
        target.parent.mkdir(parents=True)
        nbformat.write(book, target)
    (line,) = (line for line in commands("notebooks.md") if line.startswith("autograder grade"))
    run(*line.split(), "--course", ROOT, cwd=tmp_path)
    (row,) = csv.DictReader((tmp_path / "grades" / "grades.csv").open())
    assert float(row["total"]) == sum(a.points for a in COURSE.assignments)
    assert "left out" not in row["note"]


def test_a_folder_that_holds_something_is_not_touched(tmp_path):
    (tmp_path / "mine.txt").write_text("years of work")
    said = run("autograder", "export", "notebooks", tmp_path, cwd=ROOT, code=2)
    assert "is not empty" in said
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
