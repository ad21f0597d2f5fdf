"""A course directory for nbgrader: one source notebook per assignment, and its configuration.

An exercise has two cells: a solution cell, whose released version is the stub, and a locked cell
that is worth the exercise's points.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.course import Assignment, Course
from autograder.publish.cells import Cell, cell_id, code, notebook
from autograder.publish.notebooks import given_id, handout_sections, our, parts, write_new
from autograder.publish.pages import Section
from autograder.publish.segments import Segment
from autograder.publish.wheel import WHEEL, course_wheel

LINK = "autograder.json"
_CONFIG = '''\
"""nbgrader's configuration. Made by `autograder export nbgrader`; add your own settings below."""

from autograder.notebook.nbgrader_course import configure

c = get_config()  # noqa: F821

# Releases stubs as the course has them, and has `nbgrader autograde` grade behind the wall:
# student code never runs in nbgrader's kernel.
configure(c)
'''
_SETUP = """\
# Run this cell first. Where it fails, the course is not installed here: ask for {wheel}.
from autograder.notebook import earned"""
_TEST = """\
earned("{name}")
### BEGIN HIDDEN TESTS
from autograder.notebook.marking import hidden
hidden("{name}")
### END HIDDEN TESTS"""


def export_nbgrader(course: Course, out: Path, say: Callable[[str], object]) -> int:
    """Write `nbgrader_config.py` and `source/<assignment>/<module>.ipynb` into a new folder.

    Returns:
        0.

    Raises:
        CourseError: something authored is wrong.
        UsageError: the folder holds something, or the solutions are not here.
    """
    files = {f"source/{a.id}/{a.module}.ipynb": source_notebook(course, a) for a in our(course)}
    files[LINK] = json.dumps({"course": _link(course.root, out)}, indent=1).encode() + b"\n"
    files[WHEEL] = course_wheel(course)
    files["nbgrader_config.py"] = _CONFIG.encode()
    write_new(out, files)
    first = course.assignments[0].id
    say(f"{len(course.assignments)} assignments in {out}. Next, in that folder:")
    say(f"  nbgrader generate_assignment {first}")
    return 0


def _link(root: Path, out: Path) -> str:
    """Relative where the new folder lies in the course, so that both can be moved together."""
    root, out = root.resolve(), out.resolve()
    if not out.is_relative_to(root):
        return str(root)
    return "/".join([".."] * len(out.relative_to(root).parts)) or "."


def source_notebook(course: Course, assignment: Assignment) -> bytes:
    """The instructor's notebook: with solutions and hidden tests, between nbgrader's markers.

    Raises:
        CourseError: something authored is wrong.
    """
    return notebook(list(_cells(course, assignment)), f"{assignment.module}.ipynb")


def _cells(course: Course, assignment: Assignment) -> Iterator[Cell]:
    for page in handout_sections(course, assignment):
        if page.opens:
            yield _locked(page.cell)
    yield _locked(code("set-up", _SETUP.format(wheel=WHEEL)))
    for part in parts(course, assignment):
        if isinstance(part, Section):
            yield _locked(part.cell)
        elif not part.exercise:
            yield _locked(code(given_id(part), part.stub))
        else:
            yield from _exercise(assignment, part)


def _exercise(assignment: Assignment, part: Segment) -> Iterator[Cell]:
    solution = code(cell_id("solution", part.exercise), part.solution)
    yield _marked(solution, grade=False, solution=True, locked=False)
    points = assignment.exercise(part.exercise).points
    test = code(part.exercise, _TEST.format(name=part.exercise))
    yield _marked(test, grade=True, solution=False, locked=True, points=points)


def _locked(cell: Cell) -> Cell:
    return _marked(cell, grade=False, solution=False, locked=True)


def _marked(
    cell: Cell, *, grade: bool, solution: bool, locked: bool, points: float | None = None
) -> Cell:
    """The cell with nbgrader's metadata, schema 3. Its id is its grade id."""
    about: dict[str, object] = {
        "schema_version": 3,
        "grade": grade,
        "grade_id": cell["id"],
        "locked": locked,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        about["points"] = points
    return cell | {"metadata": {"nbgrader": about}}
