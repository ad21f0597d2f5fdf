"""What a file, folder or archive holds, without opening the files in it."""

from __future__ import annotations

import io
import os
import stat
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.submission.names import ARCHIVE_SUFFIXES, SOURCE_SUFFIXES, clean, safe_path

MAX_FILES = 50_000
MAX_LISTED = 10
MAX_NAMED_DEPTH = 4
LINK = "a link"

# Never entered: they hold copies, caches and libraries, not the student's work.
SKIPPED_FOLDERS = frozenset(
    {"__MACOSX", "__pycache__", "node_modules", "site-packages", "venv", "env", "tests"}
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file that may matter.

    Attributes:
        path: clean posix path, relative to the submission.
        modified: seconds since the epoch, where known.
        load: reads at most so many bytes; raises SubmissionError.
        refused: why it is not opened: "a link", "a device".
    """

    path: str
    modified: float | None
    load: Callable[[int], bytes]
    refused: str = ""

    @property
    def name(self) -> str:
        """Last component of the path."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """All but the last component; "" at the top."""
        return self.path.rpartition("/")[0]


@dataclass
class Listing:
    """Sources, notebooks and archives that were found, and how much there was in all."""

    members: dict[str, Member] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)  # raw names near the top; folders end in "/"
    seen: int = 0
    outside: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    limit: int = MAX_FILES

    def add(self, name: str, refused: str, modified: float | None, load: Loader) -> None:
        """Take note of a file; the last of equal names wins, as when unpacking.

        Raises:
            SubmissionError: there are too many.
        """
        self.count(name)
        if refused == LINK and len(self.links) < MAX_LISTED:
            self.links.append(clean(name))
        if not name.lower().endswith((*SOURCE_SUFFIXES, *ARCHIVE_SUFFIXES)):
            return
        path = safe_path(name)
        if path is None:
            self.outside.append(clean(name))
        elif not is_skipped(path):
            self.members[path] = Member(path, modified, load, refused)

    def count(self, name: str = "") -> None:
        """Count one more file or folder.

        Raises:
            SubmissionError: there are too many.
        """
        self.seen += 1
        if name and name.count("/") <= MAX_NAMED_DEPTH:
            self.others.append(name)
        if problem := self.crowded(self.limit):
            raise SubmissionError(problem)

    def crowded(self, limit: int = MAX_FILES) -> str | None:
        """What to tell a student who handed in more than `limit` files; None for fewer."""
        if self.seen <= limit:
            return None
        return f"It holds more than {limit:,} files. Hand in only the files that you edited."

    def below(self, folder: str) -> Listing:
        """The part of the listing inside `folder`, with paths relative to it; "" is all."""
        if not folder:
            return self
        inner = Listing()
        for path in self.paths_below(folder):
            inner.put(path[len(folder) + 1 :], self.members[path])
        files = (path for path in _below(self.other_paths, folder) if not path.endswith("/"))
        inner.seen += sum(path == folder or path.startswith(folder + "/") for path in files)
        return inner

    def paths_below(self, folder: str) -> Iterator[str]:
        """Sorted paths of the members inside `folder`, with it."""
        return _below(self.order, folder + "/" if folder else "")

    def put(self, path: str, member: Member) -> None:
        """Take over another listing's member under a path of our own.

        Raises:
            SubmissionError: there are too many.
        """
        self.count()
        self.members[path] = replace(member, path=path)

    @cached_property
    def order(self) -> list[str]:
        """Sorted paths; the listing must be complete."""
        return sorted(self.members)

    @cached_property
    def other_paths(self) -> list[str]:
        """Sorted clean paths of the files near the top that are no members; folders end in "/"."""
        found = set()
        for name in self.others:
            path = safe_path(name)
            if path is not None and path not in self.members:
                found.add(path + "/" if name.endswith(("/", "\\")) else path)
        return sorted(found)

    def notes(self) -> list[str]:
        """Sentences about what was left out."""
        notes = []
        if self.outside:
            shown = ", ".join(self.outside[:MAX_LISTED])
            notes.append(f"Left out, because the path leads outside the hand-in: {shown}.")
        if self.links:
            shown = ", ".join(self.links[:MAX_LISTED])
            notes.append(f"Links are not followed: {shown}. Hand in the files themselves.")
        return notes


Loader = Callable[[int], bytes]


def _below(ordered: list[str], prefix: str) -> Iterator[str]:
    for at in range(bisect_left(ordered, prefix), len(ordered)):
        if not ordered[at].startswith(prefix):
            return
        yield ordered[at]


def is_skipped(path: str) -> bool:
    """Whether a path lies in a hidden or generated folder, or is a hidden file."""
    return any(part in SKIPPED_FOLDERS or part.startswith(".") for part in path.split("/"))


def kind_of(mode: int) -> str:
    """What a file mode says: "" for a regular file, else a noun for a sentence."""
    if stat.S_ISLNK(mode):
        return LINK
    return "" if stat.S_ISREG(mode) else "a device, pipe or socket"


def refuse(limit: int, *, name: str, kind: str) -> bytes:
    """Loader of a member that must not be opened.

    Raises:
        SubmissionError: always.
    """
    raise SubmissionError(refusal(name, kind))


def refusal(name: str, kind: str) -> str:
    """The sentence about a file that must not be opened, because it is `kind`."""
    return f"{clean(name)} is {kind}. Hand in the file itself."


def read_regular(path: str | Path, limit: int, start: int = 0) -> bytes:
    """At most `limit` bytes of a regular file. Never follows a link, never waits on a pipe.

    Raises:
        SubmissionError: it is not a regular file, or cannot be opened.
    """
    name = clean(Path(path).name)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if kind := kind_of(os.lstat(path).st_mode):
            raise SubmissionError(refusal(name, kind))
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise SubmissionError(f"{name} is not a regular file.")
            file.seek(start)
            return _read_all(file, limit)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise SubmissionError(f"{name} cannot be opened: {reason}.") from None


def _read_all(file: io.RawIOBase | io.FileIO, limit: int) -> bytes:
    pieces: list[bytes] = []
    while limit > 0 and (piece := file.read(min(limit, 1 << 20))):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


class PathFile(io.RawIOBase):
    """A file that is opened anew at each read, so that no handle outlives the read.

    An archive's index can then be kept while other processes are forked.

    Args:
        path: a regular file.
        largest: most bytes of one read; an index that asks for more is refused.
    """

    def __init__(self, path: Path, largest: int = 1 << 24) -> None:
        self.path, self.largest, self.position = path, largest, 0
        self.size = os.lstat(path).st_size

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes from the start."""
        return self.position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; a place before the start is an OSError, as with real files."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise OSError("seek before the start")
        self.position = base + offset
        return self.position

    def read(self, size: int | None = -1) -> bytes:
        """Read up to `size` bytes.

        Raises:
            SubmissionError: more than `largest` would come.
        """
        rest = max(0, self.size - self.position)
        wanted = rest if size is None or size < 0 else min(size, rest)
        if wanted > self.largest:
            raise SubmissionError("Its table of contents is too large.")
        data = read_regular(self.path, wanted, self.position) if wanted else b""
        self.position += len(data)
        return data

    def readinto(self, buffer: object) -> int:
        """Read into a writable buffer."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)


def list_folder(root: Path) -> Listing:
    """What a folder on disk holds; links are never followed.

    Raises:
        SubmissionError: too many files.
    """
    listing = Listing()
    waiting = [("", str(root))]
    while waiting:
        inside, path = waiting.pop()
        try:
            with os.scandir(path) as entries:
                found = sorted(entries, key=lambda e: e.name)
        except OSError as error:
            if not inside:
                raise SubmissionError(f"It cannot be opened: {error.strerror}.") from None
            listing.count()  # unreadable or too deep: nothing in it can be graded
            continue
        for entry in found:
            name = inside + entry.name
            if not entry.is_dir(follow_symlinks=False):
                _add_entry(listing, name, entry)
            elif not is_skipped(entry.name):
                listing.count()
                waiting.append((name + "/", entry.path))
    return listing


def _add_entry(listing: Listing, name: str, entry: os.DirEntry[str]) -> None:
    wanted = name.lower().endswith((*SOURCE_SUFFIXES, *ARCHIVE_SUFFIXES))
    if not wanted and not entry.is_symlink():
        listing.count()
        return
    about = entry.stat(follow_symlinks=False)
    kind = kind_of(about.st_mode)
    load = partial(refuse, name=name, kind=kind) if kind else partial(read_regular, entry.path)
    listing.add(name, kind, about.st_mtime, load)
