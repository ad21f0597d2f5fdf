"""Scaffolding: a new exercise is whole, lints, earns nothing, and harms nothing that was there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import find_root, load_course
from autograder.errors import CourseError, UsageError
from autograder.feedback.mistakes import load_mistakes
from autograder.grading.check import check as check_work
from autograder.publish import build, check, new
from autograder.results import Verdict

REPOSITORY = find_root(Path(__file__).parent)
FUNCTION, CLASS = "a04_norms/batch_norm_forward", "a04_norms/BatchNorm2d"


def empty(root: Path) -> Path:
    (root / "solutions").mkdir()
    return root


def names(paths: list[Path], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def ruff(root: Path, *arguments: str) -> None:
    """Run ruff with the course's settings, as if `root` were the course's folder."""
    settings = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    settings += '\n[tool.ruff.lint.isort]\nknown-first-party = ["autograder"]\n'
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "ruff", *arguments, "."]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout


def everything(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_new_assignment_has_every_file_and_is_built(tmp_path):
    root = empty(tmp_path)
    written = new(root, FUNCTION)
    assert names(written, root) == [
        "solutions/a04_norms/assignment.toml",
        "solutions/a04_norms/norms.py",
        "solutions/a04_norms/handout.md",
        "tests/a04_norms/test_public.py",
        "tests/a04_norms/test_hidden.py",
        "solutions/a04_norms/mistakes/example_batch_norm_forward.py",
        "solutions/a04_norms/accepted/example_batch_norm_forward.py",
        "tests/a04_norms/probes.py",
        "assignments/a04_norms/README.md",
        "assignments/a04_norms/norms.py",
        "assignments/a04_norms/assignment.toml",
        "assignments/a04_norms/hints.json",
        "assignments/README.md",
    ]
    course = load_course(root)
    [assignment] = course.assignments
    assert (assignment.order, assignment.file, assignment.points) == (4, "norms.py", 5)
    assert check(course) == []
    [mistake] = load_mistakes(assignment)
    assert mistake.must_fail == ("batch_norm_forward_worked_example",)


def test_another_exercise_raises_the_points_and_keeps_what_was_there(tmp_path):
    root = empty(tmp_path)
    new(root, FUNCTION)
    folder = root / "solutions" / "a04_norms"
    manifest, reference = folder / "assignment.toml", folder / "norms.py"
    manifest.write_text(
        manifest.read_text().replace("points = 5\nhours", "points = 5  # the sum\nhours")
        + "\n[limits]\ncall_seconds = 2\n"
    )
    reference.write_text(reference.read_text() + "\n\nLAST = 1\n")
    build(load_course(root))
    before = everything(root)
    written = new(root, CLASS)
    course = load_course(root)
    assert [e.name for e in course.assignments[0].exercises] == [
        "batch_norm_forward",
        "BatchNorm2d",
    ]
    assert course.assignments[0].points == 10
    assert course.assignments[0].limits.call_seconds == 2
    assert "points = 10  # the sum\n" in manifest.read_text()
    assert reference.read_text().startswith(before[reference].decode())
    assert "tests/a04_norms/test_public_batch_norm2d.py" in names(written, root)
    kept = [path for path in before if path not in written]
    assert {path: path.read_bytes() for path in kept} == {path: before[path] for path in kept}
    assert check(course) == []


def test_section_comes_before_what_ends_the_handout(tmp_path):
    root = empty(tmp_path)
    new(root, FUNCTION)
    new(root, CLASS)
    page = (root / "solutions" / "a04_norms" / "handout.md").read_text()
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == [
        "## How to work",
        "## Batch norm forward",
        "## Batch norm2d",
        "## Out of scope",
        "## Sources",
    ]


def test_section_that_is_there_already_is_not_written_twice(workshop):
    text = (workshop.solution / "handout.md").read_text() + "\n## Average\n\nWritten first.\n"
    workshop.write("handout.md", text)
    new(workshop.root, "a03_pooling/average")
    assert (workshop.solution / "handout.md").read_text() == text
    assert check(workshop.course) == []


@pytest.mark.parametrize("torch", [False, True])
def test_scaffold_is_formatted_and_lints(tmp_path, torch):
    root = empty(tmp_path)
    new(root, FUNCTION)
    if torch:
        folder = root / "solutions" / "a04_norms"
        manifest = (folder / "assignment.toml").read_text()
        (folder / "assignment.toml").write_text(manifest.replace('"numpy"', '"torch"'))
        reference = (folder / "norms.py").read_text().replace("import numpy as np", "import torch")
        (folder / "norms.py").write_text(reference.replace("np.ndarray", "torch.Tensor"))
    new(root, CLASS)
    new(root, "a04_norms/layer_norm")
    ruff(root, "format", "--check")
    ruff(root, "check")


def test_scaffold_is_not_attempted_and_its_tests_cannot_pass_unwritten(tmp_path):
    root = empty(tmp_path)
    new(root, FUNCTION)
    new(root, CLASS)
    course = load_course(root)
    result = check_work(course.assignments)
    assert result.earned == 0
    for exercise in result.assignments[0].exercises:
        assert exercise.verdict is Verdict.NOT_ATTEMPTED
        assert exercise.total > 0
    work = root / "assignments" / "a04_norms" / "norms.py"
    work.write_text(work.read_text().replace("raise NotImplementedError", "return x  #"))
    [function, layer] = check_work(course.assignments).assignments[0].exercises
    for exercise in (function, layer):
        assert exercise.verdict is Verdict.FAILED
        assert "not written yet" in exercise.tests[0].diagnosis.message


@pytest.mark.parametrize(
    "name",
    [
        "a04_norms",
        "a04_norms/",
        "/f",
        "norms/f",
        "a4_norms/f",
        "a04_Norms/f",
        "a04_norms/../../f",
        "../a04_norms/f",
        "a04_norms/f/g",
        "a04_norms/1f",
        "a04_norms/class",
        "a04_norms/None",
        "a04_norms/_f",
        "a04_norms/f-g",
        "a04_norms/camelCase",
        "a04_norms/Snake_Class",
        "a04_norms/f\n",
    ],
)
def test_bad_name_is_refused_and_nothing_is_written(tmp_path, name):
    with pytest.raises(UsageError, match="Expected"):
        new(empty(tmp_path), name)
    assert everything(tmp_path) == {}


MINE = 'exercise = "window_maximum"\nbelief = "averages"\nhint = "No."\nmust_fail = ("mine",)\n'


def test_what_exists_is_never_overwritten(workshop):
    build(workshop.course)
    workshop.write("mistakes/example_average.py", MINE)
    before = everything(workshop.root)
    for name in ("window_maximum", "Pool", "_largest", "average"):
        with pytest.raises(UsageError):
            new(workshop.root, f"a03_pooling/{name}")
    with pytest.raises(UsageError, match="already"):
        new(workshop.root, "a03_pooling/window_maximum")
    assert everything(workshop.root) == before


def test_helper_of_the_same_name_is_refused(workshop):
    workshop.write(
        "pooling.py", (workshop.solution / "pooling.py").read_text().replace("_largest", "largest")
    )
    with pytest.raises(UsageError, match="defines largest already"):
        new(workshop.root, "a03_pooling/largest")


def test_broken_assignment_is_refused_before_anything_is_written(workshop):
    workshop.write("handout.md", "# No table\n")
    before = everything(workshop.root)
    with pytest.raises(CourseError, match=r"handout\.md"):
        new(workshop.root, "a03_pooling/average")
    assert everything(workshop.root) == before


def test_students_copy_is_refused(workshop):
    build(workshop.course)
    (workshop.root / "solutions").rename(workshop.root / "elsewhere")
    with pytest.raises(UsageError, match="student's copy"):
        new(workshop.root, "a04_norms/f")
