"""Folders on disk and in archives, seen alike by discovery."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from autograder.errors import UsageError
from autograder.submission.listing import Listing, kind_of
from autograder.submission.model import Part
from autograder.submission.names import clean


@dataclass(frozen=True)
class Child:
    """Something directly inside a place; `refused` says why it must not be opened."""

    name: str
    folder: bool
    refused: str = ""


class Place(Protocol):
    """A folder."""

    def children(self) -> list[Child]:
        """What is directly inside, sorted by name."""

    def has(self, path: str) -> bool:
        """Whether there is a file at this relative path."""

    def part(self, name: str, given: str = "") -> Part:
        """Where the child `name` is; `given` is the student's own name for it."""

    def enter(self, name: str) -> Place:
        """The folder `name` inside."""

    def whole(self) -> Part:
        """All of it."""

    def sources(self, folder: str) -> Iterable[str]:
        """Paths of sources and archives inside `folder`, where listing them costs nothing."""


class DiskPlace:
    """A folder on disk. Looking into one that cannot be opened is a UsageError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def children(self) -> list[Child]:
        """See `Place`."""
        try:
            with os.scandir(self.path) as entries:
                found = [_disk_child(entry) for entry in entries]
        except OSError as error:
            shown = clean(str(self.path))
            raise UsageError(f"{shown} cannot be opened: {error.strerror}.") from None
        return sorted(found, key=lambda child: child.name)

    def has(self, path: str) -> bool:
        """See `Place`. A link counts: it is refused when it is read."""
        return os.path.lexists(self.path / path)

    def part(self, name: str, given: str = "") -> Part:
        """See `Place`."""
        return Part(self.path / name, name=given)

    def enter(self, name: str) -> DiskPlace:
        """See `Place`."""
        return DiskPlace(self.path / name)

    def whole(self) -> Part:
        """See `Place`."""
        return Part(self.path)

    def sources(self, folder: str) -> Iterable[str]:
        """Nothing: on disk this would mean to walk the whole class."""
        return ()


def _disk_child(entry: os.DirEntry[str]) -> Child:
    if entry.is_dir(follow_symlinks=False):
        return Child(entry.name, folder=True)
    if entry.is_file(follow_symlinks=False):
        return Child(entry.name, folder=False)
    return Child(entry.name, False, kind_of(entry.stat(follow_symlinks=False).st_mode))


class ArchivePlace:
    """A folder in an archive."""

    def __init__(self, path: Path, listing: Listing, inside: str = "") -> None:
        self.path, self.listing, self.inside = path, listing, inside
        self.prefix = inside + "/" if inside else ""

    @cached_property
    def _children(self) -> list[Child]:
        found: dict[str, bool] = {}
        for path in (*self.listing.members, *self.listing.other_paths):
            if path.startswith(self.prefix):
                name, slash, _ = path[len(self.prefix) :].partition("/")
                found[name] = found.get(name, False) or bool(slash)
        found.pop("", None)
        return [Child(name, folder) for name, folder in sorted(found.items())]

    def children(self) -> list[Child]:
        """See `Place`."""
        return self._children

    def has(self, path: str) -> bool:
        """See `Place`."""
        return self.prefix + path in self.listing.members

    def part(self, name: str, given: str = "") -> Part:
        """See `Place`."""
        return Part(self.path, self.prefix + name, given)

    def enter(self, name: str) -> ArchivePlace:
        """See `Place`."""
        return ArchivePlace(self.path, self.listing, self.prefix + name)

    def whole(self) -> Part:
        """The whole archive, so that it is listed under the limits of one submission."""
        return Part(self.path)

    def sources(self, folder: str) -> Iterable[str]:
        """See `Place`."""
        return self.listing.paths_below(self.prefix + folder)
