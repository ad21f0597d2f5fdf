"""Whatever an instructor has -> the submissions in it, without reading their contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.course import Course
from autograder.errors import SubmissionError, UsageError
from autograder.submission.archives import MAX_CLASS_FILES, is_archive, list_archive
from autograder.submission.collected import is_collected, joined, student_folder
from autograder.submission.git import is_clone
from autograder.submission.listing import is_skipped, refusal
from autograder.submission.lms import PlatformName, newest, parse_name
from autograder.submission.locate import may_be_graded, mentions
from autograder.submission.model import Part, Source
from autograder.submission.names import SOURCE_SUFFIXES, clean, stem_of, suffix_of, unique_ids
from autograder.submission.places import ArchivePlace, Child, DiskPlace, Place

# Files that lie beside submissions and are none.
_BESIDE = {".csv", ".tsv", ".txt", ".md", ".rst", ".json", ".toml", ".yml", ".yaml", ".html"}
_BESIDE |= {".log", ".ini", ".cfg", ".xml", ".xlsx", ".sqlite", ".db", ".sh", ".lock"}
_NOT_SUBMISSIONS = {"thumbs.db", "desktop.ini", "makefile", "license"}
_MAX_WRAPPERS = 5


def discover(paths: Sequence[Path], course: Course) -> list[Source]:
    """List the submissions in what was given, sorted by origin.

    Each path is a folder of submissions, one submission, or an archive of either. In a folder
    of submissions everything is one: sub-folders, archives, single .py and .ipynb files; files
    that share a learning platform's name for a student belong together.

    Raises:
        UsageError: a path does not exist, or holds no submissions.
    """
    found: dict[tuple[Part, ...], Source] = {}
    for path in paths:
        for source in _discover_one(path, _Finder(course)):
            found.setdefault(source.parts, source)
    sources = joined(found.values())
    ordered = sorted(sources, key=lambda source: (source.origin, source.parts[0].path))
    keys = [(s.id, f"{s.origin}\0{n}") for n, s in _numbered(ordered)]
    ids = unique_ids(keys)
    return [replace(source, id=id_) for source, id_ in zip(ordered, ids, strict=True)]


def _numbered(sources: Iterable[Source]) -> Iterable[tuple[int, Source]]:
    """Each source with how many before it have the same origin."""
    seen: dict[str, int] = {}
    for source in sources:
        yield seen.setdefault(source.origin, 0), source
        seen[source.origin] += 1


def _discover_one(path: Path, finder: _Finder) -> list[Source]:
    if path.is_dir():
        folder = path.resolve()
        if is_collected(folder) or student_folder(folder):
            return finder.in_collected(folder)
        return finder.in_folder(folder)
    path = path.absolute()
    if not path.is_symlink() and not path.exists():
        raise UsageError(f"{clean(str(path))} does not exist: expected a folder or an archive.")
    if is_archive(path.name) and path.is_file() and not path.is_symlink():
        try:
            place = ArchivePlace(path, list_archive(path, MAX_CLASS_FILES))
        except SubmissionError as error:
            source = finder.single(DiskPlace(path.parent), Child(path.name, folder=False))
            return [replace(source, problem=str(error))]
        return finder.in_archive(place, path.name)
    return [finder.single(DiskPlace(path.parent), Child(path.name, folder=False))]


class _Finder:
    """Tells submissions from classes, for one course."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.stems = [a.module for a in course.assignments]
        names = [n for a in course.assignments for n in (a.file, a.module + ".ipynb")]
        self.any_stem = re.compile("|".join(map(re.escape, self.stems)), re.IGNORECASE)
        self.flat = names
        self.placed = [
            f"{folder}{a.id}/{a.module}{suffix}"
            for a in course.assignments
            for folder in ("assignments/", "")
            for suffix in SOURCE_SUFFIXES
        ]

    def in_folder(self, path: Path) -> list[Source]:
        """Submissions in a folder on disk.

        Raises:
            UsageError: there are none.
        """
        place: Place = DiskPlace(path)
        prefix = ""
        children = self._wanted(place)
        if self._is_submission(place, children) or is_clone(path):
            return [self._whole(place, path.name)]
        if len(children) == 1 and children[0].folder:
            inner = place.enter(children[0].name)
            if self._opens(inner) and self._holds_a_class(inner):
                place, prefix = inner, children[0].name + "/"
                children = self._wanted(place)
        sources = self._class(place, children, prefix)
        if not sources:
            raise UsageError(
                f"No submissions in {clean(str(path))}: expected folders, archives, .py or .ipynb "
                "files, one per student."
            )
        return sources

    def in_collected(self, path: Path) -> list[Source]:
        """What nbgrader has collected: a folder per student, whatever the folders in it are called.

        Raises:
            UsageError: there is none.
        """
        owner = student_folder(path)
        if owner is not None:
            return [replace(self._whole(DiskPlace(path), owner.name), stamped=True)]
        place = DiskPlace(path)
        folders = [child for child in self._wanted(place) if child.folder]
        if not folders:
            shown = clean(str(path))
            raise UsageError(f"No submissions in {shown}: expected a folder for each student.")
        return [
            Source(
                id=child.name,
                origin=clean(child.name, 250),
                parts=(place.part(child.name),),
                claims=(clean(child.name),),
                stamped=True,
            )
            for child in folders
        ]

    def in_archive(self, place: ArchivePlace, name: str) -> list[Source]:
        """Submissions in an archive: a class where at least two things in it look like one."""
        outer, prefix = place, ""
        wrappers: list[str] = []
        for _ in range(_MAX_WRAPPERS):
            children = self._wanted(place)
            if self._is_submission(place, children):
                break
            if self._looks_like_class(place):
                return self._class(place, children, prefix)
            if len(children) != 1 or not children[0].folder:
                break
            wrappers.append(children[0].name)
            prefix += children[0].name + "/"
            place = place.enter(children[0].name)
        source = self._whole(outer, name, wrappers)
        return [replace(source, problem=place.listing.crowded())]

    def single(self, place: Place, child: Child, prefix: str = "") -> Source:
        """One folder, archive or file as a submission of its own."""
        if platform := parse_name(child.name):
            return self._platform(place, platform, [child], prefix)
        problem = refusal(child.name, child.refused) if child.refused else None
        return Source(
            id=child.name if child.folder else stem_of(child.name),
            origin=clean(prefix + child.name, 250),
            parts=(place.part(child.name),),
            claims=self._claims(child.name if child.folder else stem_of(child.name)),
            problem=problem,
        )

    def _whole(self, place: Place, name: str, inner: Sequence[str] = ()) -> Source:
        stem = stem_of(name) if is_archive(name) else name
        platform = parse_name(name)
        claims = platform.claims if platform else self._claims(stem)
        claims += tuple(claim for wrapper in inner for claim in self._claims(wrapper))
        id_ = platform.student if platform else stem
        return Source(id_, clean(name, 250), (place.whole(),), tuple(dict.fromkeys(claims)))

    def _class(self, place: Place, children: list[Child], prefix: str) -> list[Source]:
        sources = []
        grouped: dict[str, list[Child]] = {}
        platforms: dict[str, PlatformName] = {}
        for child in children:
            if platform := parse_name(child.name):
                grouped.setdefault(platform.student, []).append(child)
                platforms[platform.student] = platform
            elif child.folder or suffix_of(child.name) not in _BESIDE:
                sources.append(self.single(place, child, prefix))
        for student, members in grouped.items():
            sources.append(self._platform(place, platforms[student], members, prefix))
        return sources

    def _platform(
        self, place: Place, platform: PlatformName, children: list[Child], prefix: str
    ) -> Source:
        """All that a learning platform holds of one student."""
        names = {c.name: parsed.file for c in children if (parsed := parse_name(c.name))}
        kept = {file: file for file in names.values()}
        if platform.numbered:
            kept = newest(kept, self.flat)
        refused = [c for c in children if c.refused]
        parts, notes = [], []
        for name, file in sorted(names.items()):
            if file in kept:
                parts.append(place.part(name, kept[file]))
                if kept[file] != file:
                    notes.append(f"{clean(file)} is the newest version and was taken.")
        return Source(
            id=platform.student,
            origin=clean(prefix + children[0].name, 250),
            parts=tuple(parts),
            claims=platform.claims,
            notes=tuple(notes),
            problem=refusal(refused[0].name, refused[0].refused) if refused else None,
        )

    def _claims(self, name: str) -> tuple[str, ...]:
        """A name, and what is left of it without the assignments' names."""
        bare = name
        for word in (w for a in self.course.assignments for w in (a.id, a.module)):
            bare = re.sub(rf"(?i)(?<![a-z0-9]){re.escape(word)}(?![a-z])", "", bare)
        bare = bare.strip(" -_.")
        return tuple(dict.fromkeys(clean(claim) for claim in (name, bare) if claim))

    def _opens(self, place: Place) -> bool:
        try:
            place.children()
        except UsageError:
            return False
        return True

    def _wanted(self, place: Place) -> list[Child]:
        return [
            child
            for child in place.children()
            if not is_skipped(child.name) and child.name.lower() not in _NOT_SUBMISSIONS
        ]

    def _is_submission(self, place: Place, children: list[Child]) -> bool:
        """Whether the files of one student lie here, rather than one folder per student."""
        if any(place.has(path) for path in self.placed):
            return True
        here = {child.name for child in children if not child.folder}
        if not any(name in here for name in self.flat):
            return False
        # Archives beside the file are the student's data; folders with work in them are others'.
        others = [c for c in children if not is_archive(c.name)]
        return sum(self._is_like(place, child) for child in others) < 2

    def _holds_a_class(self, place: Place) -> bool:
        """Whether a lone folder is a class, not one student who handed in a whole course."""
        return not self._is_submission(place, self._wanted(place)) and self._looks_like_class(place)

    def _looks_like_class(self, place: Place) -> bool:
        """Whether at least two things here look like a submission each."""
        like = 0
        for child in self._wanted(place):
            like += self._is_like(place, child)
            if like >= 2:
                return True
        return like == 1 and any(parse_name(child.name) for child in self._wanted(place))

    def _is_like(self, place: Place, child: Child) -> bool:
        if parse_name(child.name) or (not child.folder and is_archive(child.name)):
            return True
        if not child.folder:
            odd = child.name not in self.flat and may_be_graded(child.name)
            return odd and any(self._is_prefixed(child.name, stem) for stem in self.stems)
        paths = (*self.flat, *self.placed)
        if any(place.has(f"{child.name}/{path}") for path in paths):
            return True
        return any(self._names_work(path, child.name) for path in place.sources(child.name))

    def _names_work(self, path: str, child: str) -> bool:
        folder, _, name = path.rpartition("/")
        if is_archive(name):
            return folder.rpartition("/")[2] == child
        near = self.any_stem.search(name)  # cheap, and nearly always says no
        return bool(near) and may_be_graded(name) and any(mentions(name, s) for s in self.stems)

    def _is_prefixed(self, name: str, stem: str) -> bool:
        """Whether a name is an assignment's with a student's before it."""
        return mentions(name, stem) and not name.lower().startswith(stem.lower())
