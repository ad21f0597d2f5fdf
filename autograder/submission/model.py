"""What discovery finds and what reading gives."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """Where some of a submission's files are.

    Attributes:
        path: a file, folder or archive on disk.
        inside: a member of that archive, or a folder in it; "" for all of it.
        name: file name that the student gave, without what a learning platform put around it.
    """

    path: Path
    inside: str = ""
    name: str = ""


@dataclass(frozen=True)
class Source:
    """A submission that was found but not read.

    Attributes:
        id: file-name safe, unique in a run, the same for the same input.
        origin: what was handed in, relative to the given path ("okafor_t.zip").
        parts: where its files are.
        claims: names, addresses and numbers that may tell whose it is, best first.
        notes: sentences for the student.
        problem: why it cannot be read, where discovery already knows.
        stamped: whether nbgrader has collected it, so that its timestamp.txt says when.
    """

    id: str
    origin: str
    parts: tuple[Part, ...] = ()
    claims: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str | None = None
    stamped: bool = False


@dataclass(frozen=True)
class Submission:
    """A submission, normalised, in memory. No byte of it has been executed.

    Attributes:
        id: file-name safe, unique in a run, the same for the same input.
        origin: what was handed in, relative to the given path ("okafor_t.zip").
        files: assignment id -> file name -> Python source, UTF-8 without a byte-order mark. The
            assignment's own file has the name that the manifest gives; the rest are its helpers.
        claims: names, addresses and numbers that may tell whose it is, best first.
        submitted_at: UTC; the newest time of the graded files, or of their newest commit.
        times: assignment id -> the same of its files alone, where known.
        notes: sentences for the student: a renamed file was taken, a cell was left out.
        file_problems: assignment id -> why its file cannot be read; the others are not affected.
        problem: why nothing of it can be read; `files` is empty then.
    """

    id: str
    origin: str
    files: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    submitted_at: datetime | None = None
    times: Mapping[str, datetime] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    file_problems: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None

    def submitted(self, assignments: Iterable[str]) -> datetime | None:
        """When it was handed in, as far as these assignments go."""
        times = [self.times[id_] for id_ in assignments if id_ in self.times]
        return max(times) if times else self.submitted_at

    @property
    def digest(self) -> str:
        """SHA-256 over assignment ids, file names and bytes: what a mark depends on."""
        total = hashlib.sha256()
        for assignment, files in sorted(self.files.items()):
            for name, data in sorted(files.items()):
                for piece in (assignment.encode(), name.encode(), data):
                    total.update(len(piece).to_bytes(8, "big") + piece)
        return total.hexdigest()
