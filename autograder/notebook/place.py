"""Where a notebook's course is: around it, or installed with the engine."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import autograder
from autograder.course import Assignment, Course, find_root, load_course
from autograder.errors import UsageError

COURSE = "AUTOGRADER_COURSE"
LINK = "autograder.json"  # beside nbgrader_config.py: {"course": "<path of the course>"}


def find_course(exercise: str, start: Path | None = None) -> tuple[Course, Assignment]:
    """The course that has an exercise, and the assignment that it belongs to.

    Looked for where AUTOGRADER_COURSE says, around the notebook, beside nbgrader's configuration,
    and inside the installed engine.

    Raises:
        CourseError: a manifest is wrong.
        UsageError: no course is here, or none has the exercise.
    """
    seen = []
    for root in _roots(start or Path.cwd()):
        course = load_course(root)
        for assignment in course.assignments:
            if any(e.name == exercise for e in assignment.exercises):
                return course, assignment
        seen.append(str(root))
    if not seen:
        raise UsageError(
            f"No course was found around {Path.cwd()}. Run the notebook's first cell, or set "
            f"{COURSE} to the course's folder."
        )
    raise UsageError(f"There is no exercise {exercise!r} in {', '.join(seen)}. Check the spelling.")


def class_folder(start: Path) -> Path | None:
    """The nearest folder upwards that is an nbgrader course made by `autograder export`."""
    for folder in (start, *start.parents):
        if (folder / LINK).is_file():
            return folder
    return None


def linked_course(folder: Path) -> Path:
    """The course that an nbgrader course was made from.

    Raises:
        UsageError: the link cannot be read, or leads nowhere.
    """
    wrong = f'{folder / LINK} should hold {{"course": "<the course\'s folder>"}}'
    try:
        path = Path(json.loads((folder / LINK).read_bytes())["course"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{wrong}, but: {error}. Correct it by hand.") from None
    root = (folder / path).resolve()
    if not (root / "solutions").is_dir():
        raise UsageError(f"{wrong}, but {root} has no solutions/. Correct it by hand.")
    return root


def _roots(start: Path) -> list[Path]:
    named, found = os.environ.get(COURSE), []
    if named:
        if not Path(named).is_dir():
            raise UsageError(f"{COURSE} is {named}, which is no folder. Correct it, or unset it.")
        return [Path(named).resolve()]
    folder = class_folder(start.resolve())
    if folder is not None:
        with contextlib.suppress(UsageError):  # in a student's copy it may lie elsewhere
            found.append(linked_course(folder))
    with contextlib.suppress(UsageError):
        found.append(find_root(start))
    inside = Path(autograder.__file__).parent / "_course"
    if inside.is_dir():
        found.append(inside)
    return [root for root in dict.fromkeys(found) if _has_manifests(root)]


def _has_manifests(root: Path) -> bool:
    return any(root.glob("solutions/*/assignment.toml")) or any(
        root.glob("assignments/*/assignment.toml")
    )
