"""The ways in which students hand in. The same input gives the same bytes.

Each function writes one hand-in below `folder` and returns the id that the grader will give it.
Canvas alone packs all of its students into one archive: `write_canvas`.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.course import Assignment
from autograder.submission.names import safe_id
from cohort.people import Person

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class HandIn:
    """What one person hands in.

    Attributes:
        source: the assignment's file; None: it is not among what was handed in.
        stub: the file as it was given out, handed in before the real one.
        when: seconds since the epoch.
        late: whether that is after the due time.
    """

    person: Person
    assignment: Assignment
    source: bytes | None
    stub: bytes
    when: int
    late: bool

    @property
    def files(self) -> Files:
        """Path in an assignment's folder -> contents."""
        notes = f"{self.person.name}, {self.assignment.title}\n".encode()
        return {"notes.txt": notes} | ({self.assignment.file: self.source} if self.source else {})

    @property
    def repository(self) -> Files:
        """The same in a copy of all that the student was given."""
        course = self.assignment.root
        files = {f"assignments/{self.assignment.id}/{name}": d for name, d in self.files.items()}
        given = [self.assignment.student_dir / "README.md"]
        given += sorted(self.assignment.test_dir.glob("test_public*.py"))
        files |= {p.relative_to(course).as_posix(): p.read_bytes() for p in given if p.exists()}
        return files | {"README.md": b"# Convolutional neural networks\n"}


def write_folder(hand_in: HandIn, folder: Path) -> str:
    """A folder, okafort/a01_convolution/convolution.py."""
    name = hand_in.person.username
    _write(folder / name / hand_in.assignment.id, hand_in.files, hand_in.when)
    return safe_id(name)


def write_repository(hand_in: HandIn, folder: Path) -> str:
    """The whole repository, 2345678/assignments/a01_convolution/convolution.py."""
    _write(folder / hand_in.person.id, hand_in.repository, hand_in.when)
    return safe_id(hand_in.person.id)


def write_flat(hand_in: HandIn, folder: Path) -> str:
    """A folder without folders, Okafor Tunde/convolution.py."""
    name = f"{hand_in.person.last} {hand_in.person.first}"
    _write(folder / name, hand_in.files, hand_in.when)
    return safe_id(name)


def write_zip(hand_in: HandIn, folder: Path) -> str:
    """2345678.zip, with a folder in it, as a file manager packs it."""
    name = hand_in.person.id
    inside = {f"{hand_in.assignment.id}/{path}": d for path, d in hand_in.files.items()}
    _write(folder, {f"{name}.zip": _zip(inside, hand_in.when)}, hand_in.when)
    return safe_id(name)


def write_tar(hand_in: HandIn, folder: Path) -> str:
    """okafort.tar.gz, with the whole repository in it."""
    name = hand_in.person.username
    inside = {f"cnn-course/{path}": d for path, d in hand_in.repository.items()}
    _write(folder, {f"{name}.tar.gz": _tar(inside, hand_in.when)}, hand_in.when)
    return safe_id(name)


def write_git(hand_in: HandIn, folder: Path) -> str:
    """a01_convolution-okafort/, a clone with two commits."""
    name = f"{hand_in.assignment.id}-{hand_in.person.username}"
    clone = folder / name
    start = {p: d for p, d in hand_in.repository.items() if not p.endswith("notes.txt")}
    work = f"assignments/{hand_in.assignment.id}/{hand_in.assignment.file}"
    _write(clone, {**start, work: hand_in.stub}, hand_in.when)
    _git(clone, "init", "--quiet", "--template=", "--initial-branch=main")
    _commit(clone, "Start", hand_in, hand_in.when - 86_400)
    (clone / work).unlink()
    _write(clone, hand_in.repository, hand_in.when)
    _commit(clone, f"Hand in {hand_in.assignment.title.lower()}", hand_in, hand_in.when)
    _git(clone, "read-tree", "HEAD")  # an index without this machine's inodes and times
    return safe_id(name)


def write_py(hand_in: HandIn, folder: Path) -> str:
    """A single file, okafort_convolution.py."""
    name = f"{hand_in.person.username}_{hand_in.assignment.module}"
    _write(folder, {f"{name}.py": hand_in.source or b""}, hand_in.when)
    return safe_id(name)


def write_notebook(hand_in: HandIn, folder: Path) -> str:
    """A single notebook, okafort.ipynb."""
    name = hand_in.person.username
    book = _notebook((hand_in.source or b"").decode("utf-8", "replace"), hand_in.assignment.title)
    _write(folder, {f"{name}.ipynb": book}, hand_in.when)
    return safe_id(name)


WRITERS: dict[str, Callable[[HandIn, Path], str]] = {
    "folder": write_folder,
    "zip": write_zip,
    "git": write_git,
    "notebook": write_notebook,
    "repository": write_repository,
    "tar": write_tar,
    "py": write_py,
    "flat": write_flat,
}
CANVAS = "lms"
FORMATS = (*list(WRITERS)[:3], CANVAS, *list(WRITERS)[3:])
ONE_FILE = ("py", "notebook", CANVAS)  # these are the assignment's file, so it cannot be missing


def write_canvas(hand_ins: Iterable[HandIn], path: Path, chance: random.Random) -> list[str]:
    """A Canvas bulk download; some students have handed in twice, and the later one counts."""
    members: dict[str, bytes] = {}
    ids: list[str] = []
    latest = 0
    for hand_in in hand_ins:
        person, file = hand_in.person, hand_in.assignment.file
        who = "".join(c for c in (person.last + person.first).lower() if c.isalnum())
        number, upload = chance.randint(10_000, 99_999), chance.randint(100_000, 900_000)
        late = "LATE_" if hand_in.late else ""
        again = chance.random() < 0.5
        if again:
            members[f"{who}_{number}_{upload}_{file}"] = hand_in.stub
            upload, file = upload + 7, f"{hand_in.assignment.module}-1.py"
        members[f"{who}_{late}{number}_{upload}_{file}"] = hand_in.source or b""
        ids.append(safe_id(f"{who}_{number}"))
        latest = max(latest, hand_in.when)
    if members:
        _write(path.parent, {path.name: _zip(members, latest)}, latest)
    return ids


def _write(folder: Path, files: Files, when: int) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (when, when))


def _zip(files: Files, when: int) -> bytes:
    at = datetime.fromtimestamp(when, UTC)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, at.timetuple()[:6])
            info.external_attr, info.create_system = 0o100644 << 16, 3
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _tar(files: Files, when: int) -> bytes:
    buffer = io.BytesIO()
    # gzip's header has a time and a name of its own
    with (
        gzip.GzipFile("", "wb", fileobj=buffer, mtime=when) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for name, data in sorted(files.items()):
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), when
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def _commit(clone: Path, message: str, hand_in: HandIn, when: int) -> None:
    person = {"NAME": hand_in.person.name, "EMAIL": hand_in.person.email, "DATE": f"{when} +0000"}
    who = {f"GIT_{role}_{key}": v for role in ("AUTHOR", "COMMITTER") for key, v in person.items()}
    _git(clone, "add", "--all")
    _git(clone, "commit", "--quiet", "--message", message, environment=who)


def _git(clone: Path, *args: str, environment: Mapping[str, str] | None = None) -> None:
    """Run git without this user's settings."""
    quiet = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(clone)}
    plain = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(
        ["git", *args], cwd=clone, env=plain | quiet | dict(environment or {}), check=True
    )


def _notebook(source: str, title: str) -> bytes:
    """One code cell for each part of the file that two blank lines set apart."""
    code = ["%matplotlib inline", *re.split(r"\n\n\n+", source.strip("\n"))]
    cells = [_cell("markdown", f"# {title}"), *(_cell("code", text) for text in code)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = {
        "cells": [cell | {"id": f"cell-{n}"} for n, cell in enumerate(cells)],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode()


def _cell(kind: str, text: str) -> dict[str, object]:
    cell: dict[str, object] = {"cell_type": kind, "metadata": {}, "source": text}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
