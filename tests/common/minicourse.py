"""A course of a few assignments, copied to where a test may write, and notebooks filled in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nbformat

from autograder.course import Course, find_root, load_course
from autograder.publish.notebooks import code_segments

ROOT = find_root(Path(__file__).parent)
ENVIRONMENT = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    "AUTOGRADER_SECRET": "of these tests alone",
    "COLUMNS": "200",
}


def copied(folder: Path, *assignments: str) -> Course:
    """The course with these assignments alone."""
    for assignment in assignments:
        for place in ("assignments", "solutions", "tests"):
            source, target = ROOT / place / assignment, folder / place / assignment
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    return load_course(folder)


def references(course: Course, assignment: str) -> dict[str, str]:
    """Exercise -> its cell with the reference pasted in, and what it needs."""
    pieces = code_segments(course.assignment(assignment))
    return {piece.exercise: piece.solution for piece in pieces if piece.exercise}


def filled(path: Path, sources: Mapping[str, str]) -> nbformat.NotebookNode:
    """The notebook with other sources in some of its cells, by id.

    Every one of them must be there.
    """
    book = nbformat.read(path, 4)
    left = dict(sources)
    for cell in book.cells:
        if cell.id in left:
            cell.source = left.pop(cell.id)
    assert not left, f"{path} has no cell {', '.join(left)}"
    return book


def commands(page: str) -> list[str]:
    """The lines of a page's bash blocks."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```bash\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def run(*line: object, cwd: Path, code: int | None = 0) -> str:
    """Run a command as its user does; what it says."""
    done = subprocess.run(
        [str(word) for word in line],
        cwd=cwd,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=280,
    )
    said = done.stdout
    assert code is None or done.returncode == code, f"{line} gave {done.returncode}\n{said[-3000:]}"
    return said
