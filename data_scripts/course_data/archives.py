"""Chosen files of a package, and nothing else of it.

Nothing is ever unpacked as a whole. A member is found by its exact name, must be an ordinary file
of exactly the expected size and checksum, and is written under a name that we chose: what an
archive says about paths, links, owners or modes has no effect.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from course_data.checksum import sha256_of
from course_data.errors import ArchiveError, ChecksumError, ClientError
from course_data.screen import Screen

_CHUNK = 1 << 20
_BROKEN = (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)

Advance = Callable[[int], None]
Entry = tuple[str, bool, Callable[[], IO[bytes] | None]]  # name, ordinary file?, how to open it


@dataclass(frozen=True)
class Member:
    """A file in a package.

    Attributes:
        name: its path in the package.
        size: bytes, after gunzip.
        sha256: of the content, after gunzip: packages may compress it anew.
        gzipped: whether the package holds it compressed.
    """

    name: str
    size: int
    sha256: str
    gzipped: bool = False

    def is_whole(self, path: Path) -> bool:
        """Whether a file has the expected content."""
        found = path.is_file() and path.stat().st_size == self.size
        return found and sha256_of(path) == self.sha256


def take(archive: Path, members: Mapping[str, Member], folder: Path, screen: Screen) -> None:
    """Write members of an archive (.tgz, .deb, .whl) into a folder.

    Args:
        archive: of which kind it is, is seen from its name.
        members: name to write -> what it is in the archive.
        folder: where to write; a file is there whole or not at all.
        screen: where the progress is shown.

    Raises:
        ArchiveError: the archive is damaged, lacks a member, or holds a link in its place.
        ChecksumError: a member's content is not the expected one.
    """
    wanted = {member.name: name for name, member in members.items()}
    total = sum(member.size for member in members.values())
    with screen.bar(f"Unpacking {archive.name}", total) as advance, _reading(archive):
        for found, is_file, opened in _entries(archive):
            name = wanted.pop(found, None)
            if name is None:
                continue
            stream = opened() if is_file else None
            if stream is None:
                raise ArchiveError(f"{found} in {archive.name} is not an ordinary file.")
            _write(stream, members[name], folder / name, advance)
            if not wanted:
                break
    if wanted:
        raise ArchiveError(f"{archive.name} has no {', '.join(wanted)}.")


def copy(source: Path, member: Member, target: Path, screen: Screen) -> None:
    """Copy a member of an installed package; the same checks."""
    with screen.bar(f"Copying {source.name}", member.size) as advance, _reading(source):
        _write(source.open("rb"), member, target, advance)


def _write(stream: IO[bytes], member: Member, target: Path, advance: Advance) -> None:
    """Copy at most the expected size, then compare; a stream without end is no danger."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    digest, left = hashlib.sha256(), member.size + 1
    with closing(stream) as raw, part.open("wb") as file:
        content: Any = gzip.GzipFile(fileobj=raw) if member.gzipped else raw
        while left and (data := content.read(min(_CHUNK, left))):
            left -= len(data)
            digest.update(data)
            file.write(data)
            advance(len(data))
    if left != 1 or digest.hexdigest() != member.sha256:
        part.unlink()
        size = member.size + 1 - left
        raise ChecksumError(
            f"{member.name}: expected {member.size} bytes with sha256 {member.sha256}, "
            f"found {'more' if not left else size} with {digest.hexdigest()}."
        )
    os.replace(part, target)


@contextmanager
def _reading(archive: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise ArchiveError(f"{archive} cannot be read: {error}.") from error


def _entries(archive: Path) -> Iterator[Entry]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for info in wheel.infolist():
                is_file = not info.is_dir() and info.external_attr >> 28 != 0xA  # a link
                yield info.filename, is_file, partial(wheel.open, info)
    elif archive.suffix == ".deb":
        with _deb_tar(archive) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            yield from _tar_entries(tar)
    else:
        with tarfile.open(archive, "r|gz") as tar:
            yield from _tar_entries(tar)


def _tar_entries(tar: tarfile.TarFile) -> Iterator[Entry]:
    for info in tar:
        yield info.name.removeprefix("./"), info.isreg(), partial(tar.extractfile, info)


@contextmanager
def _deb_tar(archive: Path) -> Iterator[IO[bytes]]:
    """The tar archive within a Debian package."""
    program = shutil.which("dpkg-deb")
    if program is None:
        raise ClientError("dpkg-deb is not installed. Install dpkg.")
    command = [program, "--fsys-tarfile", str(archive)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            yield process.stdout
        finally:
            process.kill()
