"""A folder that an export writes, and refreshes later without touching what is not its own.

A record in the folder lists what the export has written, with a digest of each file. A file is
the export's own where its digest is there; one that was changed since belongs to whoever did that.
While an export is being written, both the old and the new digest of a file are in the record, so
that one that was interrupted is taken up again.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import msgspec

from autograder.errors import UsageError
from autograder.files import sweep, write_atomic

RECORD = PurePosixPath(".autograder-export.json")
GIT = ".git"

Files = dict[PurePosixPath, bytes]
Digests = dict[str, tuple[str, ...]]  # path -> digests that it may have as the export's own


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the record holds."""

    export: str
    files: Digests


@dataclass(frozen=True)
class Refreshed:
    """What was done, as paths in the folder.

    Attributes:
        written: new, or other than before.
        removed: made earlier, and not any more.
        kept: changed by somebody since, and left so; there is no newer version than the last.
        outdated: changed by somebody since, and left so; there is a newer version of it. The next
            refresh counts it as kept.
    """

    written: list[PurePosixPath] = field(default_factory=list)
    removed: list[PurePosixPath] = field(default_factory=list)
    kept: list[PurePosixPath] = field(default_factory=list)
    outdated: list[PurePosixPath] = field(default_factory=list)


def refresh(out: Path, files: Files, export: str) -> Refreshed:
    """Write files into a new or empty folder, or into one that holds an earlier export.

    Nothing is touched unless all can be. A folder that holds no more than `.git` is empty.

    Args:
        out: the folder.
        files: all that it must hold.
        export: which kind of export this is; another kind's folder is refused.

    Raises:
        UsageError: something else is there, or the record cannot be used.
        OSError: the folder cannot be read or written.
    """
    before = _record(out, export)
    for path in [*files, *map(PurePosixPath, before)]:
        _check_way(out, path)
    done = _sort(out, files, before)
    after: Digests = {path.as_posix(): (_digest(data),) for path, data in files.items()}
    both: Digests = {
        name: tuple(dict.fromkeys((*before.get(name, ()), *after.get(name, ()))))
        for name in {**before, **after}
    }
    _write_record(out, export, both)
    for path in done.written:
        write_atomic(_place(out, path), files[path])
    for path in done.removed:
        _remove(out, path)
    _write_record(out, export, after)
    for folder in {_place(out, path).parent for path in files}:
        sweep(folder)  # what an interrupted export has left
    return done


def _sort(out: Path, files: Files, before: Digests) -> Refreshed:
    """What is to be done with each path, looking only."""
    done = Refreshed()
    for path in sorted({*files, *map(PurePosixPath, before)}):
        place, known = _place(out, path), before.get(path.as_posix(), ())
        present = os.path.lexists(place)
        found = _digest(place.read_bytes()) if place.is_file() and not place.is_symlink() else ""
        wanted = _digest(files[path]) if path in files else None
        if wanted is None:
            if present and found in known:
                done.removed.append(path)
            elif present:
                done.kept.append(path)
        elif not present or found in known:
            if found != wanted:
                done.written.append(path)
        elif found != wanted:
            (done.kept if wanted in known else done.outdated).append(path)
    return done


def _record(out: Path, export: str) -> Digests:
    """The digests of an earlier export; none in a new or empty folder."""
    if not os.path.lexists(out):
        return {}
    if not out.is_dir():
        raise UsageError(f"{out} is a file; a new or empty folder was expected. Name another one.")
    path = _place(out, RECORD)
    if not os.path.lexists(path):
        there = sorted(entry.name for entry in out.iterdir() if entry.name != GIT)
        if there:
            raise UsageError(
                f"{out} is not empty: it holds {_listed(there)}. Expected a new or empty folder, "
                "or an earlier export. Nothing was touched. Name another folder, or empty this one."
            )
        return {}
    try:
        record = msgspec.json.decode(path.read_bytes(), type=Record)
        good = record.export == export and all(map(_is_inside, record.files))
    except (msgspec.DecodeError, UnicodeDecodeError):
        good = False
    if not good:
        raise UsageError(
            f"{path} is not the record of an earlier export of this kind ({export}), so nobody "
            "knows which files are its own. Nothing was touched. Name another folder, or bring "
            "the record back (git checkout)."
        )
    return record.files


def _is_inside(name: str) -> bool:
    """Whether a record's name can be one of ours: a plain path below the folder, not git's."""
    path = PurePosixPath(name)
    parts = path.parts
    plain = path.as_posix() == name and not path.is_absolute() and not set(name) & set("\\:\0")
    return plain and bool(parts) and ".." not in parts and parts[0].lower() != GIT


def _check_way(out: Path, path: PurePosixPath) -> None:
    """Refuse to write through a link, or where a file takes the place of a folder.

    Raises:
        UsageError: it is so.
    """
    for parent in path.parents:
        place = _place(out, parent)
        if parent.parts and (place.is_symlink() or (place.exists() and not place.is_dir())):
            raise UsageError(
                f"{place} is no folder of its own, so {path} cannot be written below it. Nothing "
                "was touched. Move it away."
            )
    if _place(out, path).is_dir():
        raise UsageError(
            f"{_place(out, path)} is a folder; a file was expected. Nothing was touched. "
            "Move it away."
        )


def _remove(out: Path, path: PurePosixPath) -> None:
    """Remove a file, and the folders that are empty then."""
    _place(out, path).unlink(missing_ok=True)
    for parent in path.parents:
        place = _place(out, parent)
        if not parent.parts or any(place.iterdir()):
            return
        place.rmdir()


def _write_record(out: Path, export: str, files: Digests) -> None:
    names = dict(sorted(files.items()))
    data = msgspec.json.format(msgspec.json.encode(Record(export, names)), indent=1)
    path = _place(out, RECORD)
    if not path.is_file() or path.read_bytes() != data + b"\n":
        write_atomic(path, data + b"\n")


def _place(out: Path, path: PurePosixPath) -> Path:
    return out.joinpath(*path.parts)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _listed(names: list[str]) -> str:
    shown = ", ".join(repr(name) for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
