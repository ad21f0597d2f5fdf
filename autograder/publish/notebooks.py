"""One notebook per assignment: handout, stubs, and a cell that tests each exercise."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.course import Assignment, Course
from autograder.errors import CourseError, UsageError
from autograder.files import write_atomic
from autograder.publish.build import linkable, require_solutions
from autograder.publish.cells import Cell, cell_id, code, markdown, notebook
from autograder.publish.handout import make_handout
from autograder.publish.pages import Section, sections
from autograder.publish.segments import Segment, segments
from autograder.publish.wheel import WHEEL, course_wheel

SETUP_ID = "set-up"
_SETUP = """\
# Run this cell first. Where the course is not installed yet, it installs it.
try:
    from autograder.notebook import check
except ImportError:
    %pip install --quiet "{source}"
    from autograder.notebook import check"""
_ABOUT = """\
> **This notebook is your file for `{id}`.** Run the next cell, then work downwards. `check(...)`
> runs an exercise's public tests on the code that the notebook holds now. Hand in the notebook
> under the name `{name}`. Cells that begin with `# not graded` are left out when it is graded: try
> things there."""


def export_notebooks(
    course: Course, out: Path, say: Callable[[str], object], source: str | None = None
) -> int:
    """Write `<out>/<assignment>/<module>.ipynb`, and the course as a wheel that they install.

    Args:
        course: with solutions, from which stubs are made.
        out: a new or empty folder.
        say: told what was written.
        source: where notebooks install the course from, a path or URL; None: the wheel beside them.

    Returns:
        0.

    Raises:
        CourseError: something authored is wrong.
        UsageError: the folder holds something, or the solutions are not here.
    """
    files = {f"{a.id}/{a.module}.ipynb": student_notebook(course, a, source) for a in our(course)}
    write_new(out, files | {WHEEL: course_wheel(course)})
    say(f"{len(course.assignments)} notebooks in {out}, and the course that they install, {WHEEL}.")
    return 0


def our(course: Course) -> tuple[Assignment, ...]:
    """The course's assignments, where their solutions are here.

    Raises:
        UsageError: they are not.
    """
    require_solutions(course)
    return course.assignments


def write_new(out: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder that is new or empty.

    Raises:
        UsageError: it is not.
    """
    if out.is_dir() and any(out.iterdir()):
        raise UsageError(f"{out} is not empty. Name a new folder, or empty this one.")
    if os.path.lexists(out) and not out.is_dir():
        raise UsageError(f"{out} is a file; a folder was expected. Name another one.")
    for name, data in files.items():
        write_atomic(out / name, data)


def student_notebook(course: Course, assignment: Assignment, source: str | None = None) -> bytes:
    """A student's notebook, without outputs.

    Raises:
        CourseError: something authored is wrong.
    """
    cells = [*opening(course, assignment, source), *_body(course, assignment)]
    return notebook(cells, f"{assignment.module}.ipynb")


def opening(course: Course, assignment: Assignment, source: str | None = None) -> list[Cell]:
    """The handout's opening, and the cell that finds the course."""
    about = _ABOUT.format(id=assignment.id, name=f"{assignment.module}.ipynb")
    setup = _SETUP.format(source=source or f"../{WHEEL}")
    first = [page.cell for page in handout_sections(course, assignment) if page.opens]
    return [*first, markdown("about", about), code(SETUP_ID, setup)]


def _body(course: Course, assignment: Assignment) -> Iterator[Cell]:
    for part in parts(course, assignment):
        if isinstance(part, Section):
            yield part.cell
        elif not part.exercise:
            yield code(given_id(part), part.stub)
        else:
            yield code(cell_id(part.exercise), part.stub)
            yield code(cell_id("check", part.exercise), f'check("{part.exercise}")')


def given_id(part: Segment) -> str:
    """Of a cell that is no exercise: by what it holds, so that others do not move it."""
    return cell_id("given", hashlib.sha256(part.stub.encode()).hexdigest()[:8])


def parts(course: Course, assignment: Assignment) -> Iterator[Section | Segment]:
    """Sections of the handout, but for its opening, and pieces of the code, each beside its own.

    Raises:
        CourseError: something authored is wrong.
    """
    pages = [page for page in handout_sections(course, assignment) if not page.opens]
    for piece in code_segments(assignment):
        if piece.exercise:
            yield from _due(pages, piece.exercise, assignment)
        yield piece
    for page in pages:
        if not page.shown:
            yield page


def _due(pages: list[Section], exercise: str, assignment: Assignment) -> Iterator[Section]:
    """What is to be read before an exercise: its section, and general ones that come before it."""
    anchor = assignment.exercise(exercise).handout
    own = next((i for i, page in enumerate(pages) if anchor in page.anchors), -1)
    others = {e.handout for e in assignment.exercises if e.name != exercise} - {anchor}
    for i, page in enumerate(pages[: own + 1]):
        if not page.shown and (i == own or not page.anchors & others):
            page.shown = True
            yield page


def handout_sections(course: Course, assignment: Assignment) -> list[Section]:
    """The handout, cut; see `sections`."""
    page = make_handout(assignment, linkable(course))
    return sections(page, assignment, {a.id: a.module for a in course.assignments})


def code_segments(assignment: Assignment) -> list[Segment]:
    """The reference, cut; see `segments`.

    Raises:
        CourseError: the reference is missing, or cannot be cut.
    """
    path = assignment.solution_dir / assignment.file
    if not path.is_file():
        raise CourseError("missing: the reference that the manifest names", path)
    return segments(path.read_text(encoding="utf-8"), assignment, path)
