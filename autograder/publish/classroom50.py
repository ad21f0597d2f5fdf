"""The folder that Classroom 50 grades an assignment from."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import autograder
from autograder.course import Assignment, Course
from autograder.errors import UsageError
from autograder.files import write_atomic
from autograder.publish.pack import engine_tree, public_tree, secret_tree, tar_gz

SCRIPT = "autograder.py"
COURSE = "grader"


def export_classroom50(
    course: Course,
    assignment: Assignment,
    out: Path,
    say: Callable[[str], None],
    hidden: bool = False,
) -> int:
    """Write `autograder.py` and the grader that it runs; 0.

    Args:
        course: where tests, and solutions, are.
        assignment: the one to grade.
        out: a new or empty folder, or an earlier export, which is replaced.
        say: takes a line for the user.
        hidden: with hidden tests and solutions, which whoever finds the bundle can read.

    Raises:
        UsageError: `out` holds something else, or what is to be packed is not here.
    """
    _refuse_others(out)
    tree = secret_tree(course, [assignment]) if hidden else public_tree(course, [assignment])
    tree |= engine_tree()
    filled = {
        "@ASSIGNMENT@": assignment.id,
        "@TESTS@": "hidden" if hidden else "public",
        "@SECRET@": hashlib.sha256(tar_gz(tree)).hexdigest() if hidden else "",
    }
    script = (files(autograder) / "publish" / "templates" / "classroom50" / SCRIPT).read_text()
    for mark, text in filled.items():
        script = script.replace(mark, text)
    if (out / COURSE).exists():
        shutil.rmtree(out / COURSE)
    for name, data in sorted(tree.items()):
        write_atomic(out / COURSE / name, data)
    write_atomic(out / SCRIPT, script.encode())  # last: with it the folder is whole
    _explain(assignment, out, hidden, say)
    return 0


def _refuse_others(out: Path) -> None:
    """Raise where the folder holds what is not ours."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; a folder was expected. Name another one.")
    others = {path.name for path in out.iterdir()} - {SCRIPT, COURSE} if out.is_dir() else set()
    if others:
        raise UsageError(f"{out} holds {min(others)!r}, which is not ours. Name an empty folder.")


def _explain(assignment: Assignment, out: Path, hidden: bool, say: Callable[[str], None]) -> None:
    say(f"Written: {out} ({assignment.id}, {'all' if hidden else 'public'} tests)")
    say("Put it into your classroom50 repository, as CLASSROOM/autograders/ASSIGNMENT/.")
    say(f"Points there are hundredths: {assignment.points * 100:g} in all.")
    if hidden:
        say(
            "Classroom 50 serves this folder on a web page: whoever knows its address can read "
            "the solutions in it. Without --hidden it holds nothing secret."
        )
