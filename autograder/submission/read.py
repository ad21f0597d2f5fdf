"""A source that discovery found -> a submission in memory.

Only the wanted members are inflated, each up to a limit that counts real bytes; nothing is
unpacked to disk and nothing is executed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from autograder.course import Assignment, Course
from autograder.errors import SubmissionError
from autograder.submission import git
from autograder.submission.archives import (
    MAX_CLASS_FILES,
    MAX_MEMBER,
    is_archive,
    list_archive,
    list_bytes,
)
from autograder.submission.collected import read_stamp
from autograder.submission.listing import Listing, Member, list_folder, read_regular
from autograder.submission.locate import Located, is_helper, locate
from autograder.submission.model import Part, Source, Submission
from autograder.submission.names import FOREIGN_ARCHIVES, clean, stem_of, suffix_of
from autograder.submission.sources import MAX_SOURCE, load, read_source
from autograder.submission.syntax import bound_names, imported_modules, parse

MAX_HELPERS = 20
MAX_INNER_ARCHIVES = 4


def read(source: Source, course: Course) -> Submission:
    """Read one submission.

    Never raises for what a student may have handed in: `problem` and `file_problems` say what
    is wrong instead.
    """
    if source.problem:
        return _unreadable(source, source.problem)
    reading = _Reading(course)
    try:
        listing, located = _open(source, course)
        for assignment in course.assignments:
            if assignment.id in located.files:
                reading.take(assignment, located.files[assignment.id], listing)
    except SubmissionError as error:
        return _unreadable(source, str(error))
    except OSError as error:
        return _unreadable(source, f"It cannot be opened: {error.strerror or error}.")
    times, time_notes = _times(source, reading)
    notes = (*source.notes, *listing.notes(), *located.notes, *reading.notes, *time_notes)
    committed, claims, git_notes = _from_git(source, reading.graded)
    return Submission(
        id=source.id,
        origin=source.origin,
        files=reading.files,
        claims=tuple(dict.fromkeys((*source.claims, *claims))),
        submitted_at=committed or (max(times.values()) if times else None),
        times={} if committed else times,
        notes=tuple(dict.fromkeys((*notes, *git_notes))),
        file_problems=reading.problems,
    )


def _unreadable(source: Source, problem: str) -> Submission:
    return Submission(
        id=source.id,
        origin=source.origin,
        claims=source.claims,
        notes=source.notes,
        problem=problem,
    )


@dataclass
class _Reading:
    """Collects what is read."""

    course: Course
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    members: dict[str, list[Member]] = field(default_factory=dict)

    @property
    def graded(self) -> list[Member]:
        """All files that count."""
        return [member for members in self.members.values() for member in members]

    def take(self, assignment: Assignment, member: Member, listing: Listing) -> None:
        """Read an assignment's file and the modules beside it that it imports."""
        taken = self.members[assignment.id] = [member]
        try:
            source, notes = read_source(member)
        except SubmissionError as error:
            self.problems[assignment.id] = str(error)
            return
        self.notes += notes
        self._missing_cells(assignment, member, source)
        files = self.files[assignment.id] = {assignment.file: source}
        waiting = [source]
        while waiting and len(files) <= MAX_HELPERS:
            tree = parse(waiting.pop())
            for module in sorted(imported_modules(tree)) if tree else ():
                name = f"{module}.py"
                path = f"{member.folder}/{name}" if member.folder else name
                beside = listing.members.get(path)
                if name in files or beside is None or beside is member:
                    continue
                helper = self._helper(assignment, beside, sum(map(len, files.values())))
                if helper is not None and len(files) <= MAX_HELPERS:
                    files[name] = helper
                    waiting.append(helper)
                    taken.append(beside)

    def _missing_cells(self, assignment: Assignment, member: Member, source: bytes) -> None:
        """Say which exercises a notebook has no cell for."""
        tree = parse(source) if suffix_of(member.name) == ".ipynb" else None
        if tree is None:
            return
        there = bound_names(tree)
        gone = [e.name for e in assignment.exercises if e.name not in there]
        if gone and len(gone) < len(assignment.exercises):
            text = f"{clean(member.name)} does not define {', '.join(gone)}: was a cell deleted?"
            self.notes.append(text)

    def _helper(self, assignment: Assignment, member: Member, used: int) -> bytes | None:
        name = clean(member.name)
        if not is_helper(member.name, assignment, self.course):
            self.notes.append(
                f"{name} does not come along with {assignment.file}: the name is that of a "
                "library, a test or another assignment's file."
            )
            return None
        try:
            source, notes = read_source(member)
        except SubmissionError as error:
            self.notes.append(f"{error} It does not come along with {assignment.file}.")
            return None
        self.notes += notes
        if used + len(source) > 2 * MAX_SOURCE:
            self.notes.append(f"{name} does not come along: the helpers are too large in all.")
            return None
        return source


def _open(source: Source, course: Course) -> tuple[Listing, Located]:
    """List all parts, and locate; archives inside are opened where nothing is found without.

    Raises:
        SubmissionError: there is nothing to grade.
    """
    listing = Listing()
    for part in source.parts:
        opened, named = _open_part(part)
        named = part.path.name if source.stamped else named
        prefix = f"{stem_of(named)}/" if named and len(source.parts) > 1 else ""
        listing = opened if len(source.parts) == 1 else _merge(listing, opened, prefix)
    if not listing.seen:
        raise SubmissionError("The folder is empty. Hand in the file that you edited.")
    located = locate(listing, course)
    if not located.files and (inner := _open_inner(listing)):
        listing = inner
        located = locate(listing, course)
    if not located.files:
        raise SubmissionError(_nothing(listing, course))
    return listing, located


def _open_part(part: Part) -> tuple[Listing, str]:
    """What a part holds, and its name where it is an archive."""
    if part.path.is_dir() and not part.path.is_symlink():
        return list_folder(part.path), ""
    if not is_archive(part.path.name):
        return _single(part), ""
    if not part.inside:
        return list_archive(part.path), part.name or part.path.name
    outer = list_archive(part.path, MAX_CLASS_FILES)
    member = outer.members.get(part.inside)
    if member is None:
        return outer.below(part.inside), ""
    name = part.name or member.name
    if is_archive(name):
        return list_bytes(load(member, MAX_MEMBER), name), name
    listing = Listing()
    listing.put(name, member)
    return listing, ""


def _single(part: Part) -> Listing:
    about = part.path.lstat()
    name = part.name or part.path.name
    if suffix_of(name) in FOREIGN_ARCHIVES:
        raise SubmissionError(
            f"{clean(name)} is an archive of a kind that is not read here. Hand in a .zip or the "
            ".py file itself."
        )
    listing = Listing()
    listing.add(name, "", about.st_mtime, partial(read_regular, part.path))
    return listing


def _merge(into: Listing, other: Listing, prefix: str) -> Listing:
    for path, member in other.members.items():
        into.put(prefix + path, member)
    into.seen += other.seen - len(other.members)
    into.outside += other.outside
    into.links += other.links
    return into


def _open_inner(listing: Listing) -> Listing | None:
    """The archives inside a hand-in, opened; None where there are none. One level only."""
    archives = [m for m in listing.members.values() if is_archive(m.name)][:MAX_INNER_ARCHIVES]
    inner = Listing()
    for member in archives:
        prefix = f"{stem_of(member.path)}/" if len(archives) > 1 else ""
        inner = _merge(inner, list_bytes(load(member, MAX_MEMBER), member.name), prefix)
    return inner if archives else None


def _nothing(listing: Listing, course: Course) -> str:
    wanted = [a.file for a in course.assignments]
    expected = " or ".join(wanted) if len(wanted) <= 3 else f"{wanted[0]}, {wanted[1]}, ..."
    held = [clean(path) for path in sorted(listing.members)[:5]]
    came = f"It holds {', '.join(held)}." if held else "It holds no .py and no .ipynb file."
    return f"No file of an assignment was found: expected {expected}. {came}"


def _times(source: Source, reading: _Reading) -> tuple[dict[str, datetime], list[str]]:
    """When each assignment was handed in, and sentences for the student."""
    times, notes = {}, []
    for id_, members in reading.members.items():
        when, note = read_stamp(source, members[0].path) if source.stamped else (None, "")
        notes += [note] if note else []
        when = when or _newest(members)
        if when is not None:
            times[id_] = when
    return times, notes


def _newest(members: list[Member]) -> datetime | None:
    times = [m.modified for m in members if m.modified is not None]
    try:
        return datetime.fromtimestamp(max(times), UTC) if times else None
    except (ValueError, OverflowError, OSError):
        return None


def _from_git(
    source: Source, graded: list[Member]
) -> tuple[datetime | None, tuple[str, ...], tuple[str, ...]]:
    """When the graded files were committed, claims, and notes; nothing where it is no clone."""
    part = source.parts[0]
    if len(source.parts) > 1 or part.inside or not git.is_clone(part.path):
        return None, (), ()
    claims = git.folder_claims(part.path.name)
    commit = git.last_commit(part.path, [member.path for member in graded])
    if commit is None:
        note = "No commit of these files was found: the files' own times count."
        return None, claims, (note,)
    return commit.time, claims + commit.claims, ()
