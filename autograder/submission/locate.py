"""Which of a submission's files is which assignment's, and what comes along with it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder.course import Assignment, Course
from autograder.errors import SubmissionError
from autograder.submission.listing import Listing, Member
from autograder.submission.lms import version_of
from autograder.submission.names import SOURCE_SUFFIXES, clean, stem_of, suffix_of
from autograder.submission.sources import read_source
from autograder.submission.syntax import defined_names, parse

MAX_GUESSED = 20
_INEXACT = 6  # ranks from here on are told to the student
_NEVER_A_MODULE = {"conftest", "setup", "sitecustomize", "usercustomize", "__init__", "__main__"}
# Modules that the grader needs to be what they are, in the process that runs the submission.
_LIBRARIES = {"numpy", "torch", "torchvision", "pytest", "autograder", "msgspec", "probes"}


@dataclass
class Located:
    """The file of each assignment that was found, and notes on how."""

    files: dict[str, Member] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def locate(listing: Listing, course: Course) -> Located:
    """Find each assignment's file: by its place, else its name, else what it defines."""
    found = Located()
    sources = [m for m in listing.members.values() if may_be_graded(m.name)]
    for assignment in course.assignments:
        ranked = sorted(_candidates(assignment, sources, course))
        if ranked:
            rank, path = ranked[0][0], ranked[0][-1]
            found.files[assignment.id] = listing.members[path]
            rivals = [r[-1] for r in ranked[1:] if r[0] < _INEXACT or r[1] < 0 or rank >= _INEXACT]
            found.notes += _explain(assignment, path, rank, rivals)
    if not found.files:
        _by_definitions(found, sources, course)
    return found


def may_be_graded(name: str) -> bool:
    """Whether a name can be that of a student's source; tests and set-up files are none."""
    stem = stem_of(name).lower()
    tests = stem.startswith("test_") or stem.endswith("_test")
    return suffix_of(name) in SOURCE_SUFFIXES and not tests and stem not in _NEVER_A_MODULE


def mentions(name: str, stem: str) -> bool:
    """Whether a file name contains an assignment's as a word of its own, ignoring case."""
    pattern = rf"(?<![a-z]){re.escape(stem.lower())}(?![a-z])"
    return re.search(pattern, stem_of(name).lower()) is not None


_Ranked = tuple[int, int, int, str]


def _candidates(
    assignment: Assignment, sources: Iterable[Member], course: Course
) -> Iterable[_Ranked]:
    """(rank, newest version first, depth, path) of each file that may be the assignment's."""
    foreign = {a.id for a in course.assignments} - {assignment.id}
    stems = [a.module for a in course.assignments]
    for member in sources:
        folders = member.path.split("/")[:-1]
        if foreign & set(folders[-1:]):
            continue
        rank = _exact_rank(assignment, folders, member.name)
        if rank is None:
            named = [stem for stem in stems if mentions(member.name, stem)]
            if named != [assignment.module]:
                continue
            rank = _INEXACT + 1
        yield rank, -version_of(member.name)[1], len(folders), member.path


def _exact_rank(assignment: Assignment, folders: list[str], name: str) -> int | None:
    """0 to 2 for the file itself, 3 to 5 for a notebook of its name, by place; 6 by case."""
    notebook = assignment.module + ".ipynb"
    if name in (assignment.file, notebook):
        place = 2
        if folders[-1:] == [assignment.id]:
            place = 0 if folders[-2:-1] == ["assignments"] else 1
        return place + 3 * (name == notebook)
    return _INEXACT if name.lower() in (assignment.file.lower(), notebook.lower()) else None


def _explain(assignment: Assignment, path: str, rank: int, rivals: list[str]) -> list[str]:
    shown, notes = clean(path), []
    if rank >= _INEXACT:
        notes.append(
            f"{shown} was taken for {assignment.file}. Next time use exactly that file name."
        )
    if rivals:
        others = ", ".join(clean(rival) for rival in rivals[:5])
        notes.append(
            f"{shown} was graded for {assignment.id}; also found and not graded: {others}."
        )
    return notes


def _by_definitions(found: Located, sources: list[Member], course: Course) -> None:
    """Take oddly named files for the one assignment whose exercises they define."""
    if len(sources) == 1 and len(course.assignments) == 1:
        assignment = course.assignments[0]
        found.files[assignment.id] = sources[0]
        found.notes += _explain(assignment, sources[0].path, _INEXACT, [])
        return
    if len(sources) > MAX_GUESSED:
        return
    claimed: dict[str, list[Member]] = {}
    for member in sources:
        owners = [a for a in course.assignments if _defined(member) & {e.name for e in a.exercises}]
        if len(owners) == 1:
            claimed.setdefault(owners[0].id, []).append(member)
    for assignment in course.assignments:
        members = claimed.get(assignment.id, [])
        if len(members) == 1:
            found.files[assignment.id] = members[0]
            found.notes += _explain(assignment, members[0].path, _INEXACT, [])


def _defined(member: Member) -> set[str]:
    try:
        tree = parse(read_source(member)[0])
    except SubmissionError:
        return set()
    return defined_names(tree) if tree else set()


def is_helper(name: str, assignment: Assignment, course: Course) -> bool:
    """Whether a module beside an assignment's file may come along.

    Not those that would hide a library, and not other assignments' files.
    """
    module = name.removesuffix(".py")
    files = {a.file.lower() for a in course.assignments}
    hides = module in sys.stdlib_module_names or module in _LIBRARIES
    good = name.endswith(".py") and module.isidentifier() and may_be_graded(name)
    return good and not hides and module not in assignment.imports and name.lower() not in files
