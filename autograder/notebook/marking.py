"""Marks of a notebook in an nbgrader course: all tests, behind the wall, as `grade` gives them."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import sys
from pathlib import Path

from autograder.batch.compose import Context
from autograder.batch.run import Batch, Settings
from autograder.course import Assignment, load_course
from autograder.errors import GraderFault, UsageError
from autograder.grading.suite import SECRET
from autograder.notebook.place import class_folder, find_course, linked_course
from autograder.results import SubmissionResult
from autograder.sandbox.isolation import Level, available
from autograder.store import Store
from autograder.submission import Part, Source

STORE = "grades/store.sqlite"  # where `autograder grade submitted --out grades` has it, too


def hidden(exercise: str) -> float:
    """Points that all tests of an exercise give the notebook in this folder, for nbgrader.

    The notebook's file is graded, behind the wall: nothing that its cells have done to this
    process counts. What they can do is to replace this very function; see docs/nbgrader.md.

    Raises:
        GraderFault: it could not be graded.
        UsageError: this is no nbgrader course, or the notebook is not here.
    """
    here = Path.cwd()
    _, assignment = find_course(exercise)
    if not (here / f"{assignment.module}.ipynb").is_file():
        raise UsageError(
            f"Expected {assignment.module}.ipynb in {here}. Give the notebook its name back."
        )
    with contextlib.redirect_stderr(sys.stdout):
        result = marks_of(here, assignment.id)
    return next(e.earned for e in result.assignments[0].exercises if e.name == exercise)


def marks_of(folder: Path, assignment_id: str, student: str = "") -> SubmissionResult:
    """Grade what a folder of an nbgrader course holds for one assignment; cached by content.

    Args:
        folder: `submitted/<student>/<assignment>`, say.
        assignment_id: of the course that the nbgrader course was made from.
        student: whose it is; "" where it does not matter.

    Raises:
        GraderFault: it could not be graded.
        UsageError: the folder is in no nbgrader course, or the course does not have the assignment.
    """
    home = class_folder(folder.resolve())
    if home is None:
        raise UsageError(
            f"{folder} is in no nbgrader course that `autograder export nbgrader` has made: "
            "autograder.json is missing. Export again, and copy it."
        )
    batch = _batch(linked_course(home), home, assignment_id)
    id_ = f"nbgrader-{student or folder.name}"
    source = Source(id=id_, origin=folder.name, parts=(Part(folder),))
    (graded,) = batch.run([source])
    if graded.result.fault:
        raise GraderFault(f"{folder}: {graded.result.fault}. Run the same command again.")
    return graded.result


@functools.cache
def _batch(root: Path, home: Path, assignment_id: str) -> Batch:
    """A batch of one that stays open until this process ends: its engine takes seconds to start."""
    course = load_course(root)
    assignment: Assignment = course.assignment(assignment_id)
    path = home / STORE
    path.parent.mkdir(parents=True, exist_ok=True)
    store = Store(f"sqlite:///{path}")
    level = available().strongest
    if level is Level.PROCESS:
        raise UsageError(
            "Only the isolation level `process` works here, which holds no attacker. Run "
            "`autograder doctor` for the remedy."
        )
    secret = os.environ.get(SECRET) or store.secret()
    batch = Batch(Settings(course, (assignment,), level, 1, secret), store, Context())
    atexit.register(store.close)
    atexit.register(batch.__exit__)
    return batch
