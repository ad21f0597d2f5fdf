"""Zip and tar archives, listed and read in memory; nothing is unpacked to disk.

Sizes that an archive declares are not believed: every limit counts bytes that were really
inflated. A zip inflates only the members that are asked for. A tar has to be inflated from its
start to list it, so its sources are kept in memory in the same pass.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, cast

from autograder.errors import SubmissionError
from autograder.submission.listing import (
    MAX_FILES,
    Listing,
    PathFile,
    kind_of,
    read_regular,
    refuse,
)
from autograder.submission.names import (
    ARCHIVE_SUFFIXES,
    FOREIGN_ARCHIVES,
    SOURCE_SUFFIXES,
    clean,
    suffix_of,
)

MAX_CLASS_FILES = 100_000
MAX_INFLATED = 512 << 20  # of a whole tar
MAX_KEPT = 128 << 20  # sources and inner archives of a tar, in memory
MAX_MEMBER = 32 << 20
MAX_HEADER = 1 << 20  # a tar's long names and extended headers

# What the standard library raises for archives that are damaged or made to confuse it.
DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, zlib.error, lzma.LZMAError),
    *(OSError, EOFError, ValueError, OverflowError, LookupError, RuntimeError, MemoryError),
    *(NotImplementedError, struct.error),
)


def is_archive(name: str) -> bool:
    """Whether a file name promises an archive that can be read here."""
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def list_archive(path: Path, limit: int = MAX_FILES) -> Listing:
    """List an archive on disk.

    The last few listings are kept, so that reading a class archive one submission at a time
    does not list it anew for each.

    Raises:
        SubmissionError: it is damaged, encrypted, too large or of another kind.
    """
    read_regular(path, 0)
    about = path.stat()
    return _list_kept(path, about.st_mtime_ns, about.st_size, limit)


@lru_cache(maxsize=2)
def _list_kept(path: Path, _modified: int, _size: int, limit: int) -> Listing:
    return list_open(cast(IO[bytes], PathFile(path)), path.name, limit)


def list_bytes(data: bytes, name: str) -> Listing:
    """List an archive in memory.

    Raises:
        SubmissionError: as `list_archive`.
    """
    return list_open(io.BytesIO(data), name)


def list_open(file: IO[bytes], name: str, limit: int = MAX_FILES) -> Listing:
    """List an archive by what its first bytes say it is, not by its name.

    Raises:
        SubmissionError: as `list_archive`.
    """
    name = clean(name.rpartition("/")[2])
    listing = Listing(limit=limit)
    try:
        head = file.read(512)
        file.seek(0)
        if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
            _list_zip(file, listing)
        elif opener := _decompressor(head):
            _list_tar(opener(file), listing)
        elif head[257:262] == b"ustar" or (suffix_of(name) == ".tar" and len(head) == 512):
            _list_tar(file, listing)
        else:
            raise SubmissionError(_not_an_archive(head, name))
    except SubmissionError as error:
        text = str(error)
        raise SubmissionError(text if name in text else f"{name}: {text}") from None
    except DAMAGED:
        raise SubmissionError(
            f"{name} is damaged or is not a zip or tar archive. Make it anew and hand it in again."
        ) from None
    if not listing.seen:
        raise SubmissionError(f"{name} is empty. Hand in an archive that holds your files.")
    return listing


def _not_an_archive(head: bytes, name: str) -> str:
    if not head:
        return f"{name} is empty. Hand in an archive that holds your files."
    foreign = head.startswith((b"Rar!", b"7z\xbc\xaf")) or suffix_of(name) in FOREIGN_ARCHIVES
    kind = "is an archive of a kind that is not read here" if foreign else "is not an archive"
    return f"{name} {kind}. Hand in a .zip or .tar.gz, or the .py file itself."


def _list_zip(file: IO[bytes], listing: Listing) -> None:
    archive = zipfile.ZipFile(file)
    for info in archive.infolist():
        if info.is_dir():
            listing.count(_zip_name(info))
            continue
        name, mode = _zip_name(info), info.external_attr >> 16
        kind = kind_of(mode) if mode >> 12 and info.create_system == 3 else ""
        if kind:
            load = partial(refuse, name=name.rpartition("/")[2], kind=kind)
        else:
            load = partial(_read_zip_member, archive, info, name)
        listing.add(name, kind, zip_time(info), load)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The member's name; many writers store UTF-8 without the flag that says so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _read_zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, limit: int
) -> bytes:
    shown = clean(name.rpartition("/")[2])
    if info.flag_bits & 0x1:
        raise SubmissionError(f"{shown} is encrypted. Hand in an archive without a password.")
    # Other methods inflate without a bound on what one step returns.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SubmissionError(
            f"{shown} is packed by a method that is not read here. Hand in an ordinary .zip."
        )
    try:
        with archive.open(info) as member:
            return member.read(limit)
    except DAMAGED:
        raise SubmissionError(
            f"{shown} is damaged inside the archive. Make the archive anew."
        ) from None


def zip_time(info: zipfile.ZipInfo) -> float | None:
    """Seconds since the epoch: from the extended timestamp, else the local wall-clock time.

    A plain zip has no time zone; it is taken to be the zone of the machine that grades. The
    first instant that a zip can say, 1980, stands for "unknown".
    """
    extra, at = info.extra, 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == 0x5455 and size >= 5 and at + 9 <= len(extra) and extra[at + 4] & 1:
            return float(struct.unpack_from("<i", extra, at + 5)[0])
        at += 4 + size
    try:
        if info.date_time[:3] == (1980, 1, 1):
            return None
        return datetime(*info.date_time).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _decompressor(head: bytes) -> Callable[[IO[bytes]], IO[bytes]] | None:
    if head[:2] == b"\x1f\x8b":
        return lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file))
    if head[:3] == b"BZh":
        return lambda file: cast(IO[bytes], bz2.BZ2File(file))
    if head[:6] == b"\xfd7zXZ\x00":
        return lambda file: cast(IO[bytes], lzma.LZMAFile(file))
    return None


class _Forward(io.RawIOBase):
    """Reads ahead only, and counts: what a tar's reader is given instead of the file."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.position = file, 0

    def tell(self) -> int:
        return self.position

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= MAX_MEMBER:
            raise SubmissionError("A header in it is too large.")
        pieces = []
        while size and (piece := self.file.read(size)):
            self.position += len(piece)
            size -= len(piece)
            pieces.append(piece)
        if self.position > MAX_INFLATED:
            raise SubmissionError(
                f"It unpacks to more than {MAX_INFLATED >> 20} MB. "
                "Hand in only the files that you edited, without data."
            )
        return b"".join(pieces)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or offset < self.position:
            raise tarfile.ReadError("a tar that leads backwards")
        while self.position < offset and self.read(min(1 << 20, offset - self.position)):
            pass
        return self.position


class _TarInfo(tarfile.TarInfo):
    """A header that cannot ask for more memory than a header needs."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        special = {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.SOLARIS_XHDTYPE}
        special |= {tarfile.XHDTYPE, tarfile.XGLTYPE}
        if self.type in special and self.size > MAX_HEADER:
            raise SubmissionError("A header in it is too large.")
        return super()._proc_member(tar)  # type: ignore[misc,no-any-return]


def _list_tar(file: IO[bytes], listing: Listing) -> None:
    forward = cast(IO[bytes], _Forward(file))
    kept = 0
    with tarfile.open(fileobj=forward, mode="r:", tarinfo=_TarInfo) as archive:
        while (info := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined]  # else it remembers every header
            if info.isdir():
                listing.count(info.name + "/")
                continue
            data = _tar_data(archive, info)
            kept += len(data or b"")
            if kept > MAX_KEPT:
                raise SubmissionError(
                    f"It holds more than {MAX_KEPT >> 20} MB of sources and archives. Hand in only "
                    "the files that you edited; unpack an archive of a whole class first."
                )
            _add_tar_member(listing, info, data)


def _tar_data(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes | None:
    """The member's bytes, where they may matter and are not too many."""
    wanted = info.name.lower().endswith((*SOURCE_SUFFIXES, *ARCHIVE_SUFFIXES))
    if not (wanted and info.isreg()) or info.issparse() or info.size > MAX_MEMBER:
        return None
    assert archive.fileobj is not None
    archive.fileobj.seek(info.offset_data)
    data = archive.fileobj.read(info.size)
    if len(data) < info.size:
        raise tarfile.ReadError("the tar ends inside a member")
    return data


def _add_tar_member(listing: Listing, info: tarfile.TarInfo, data: bytes | None) -> None:
    shown = clean(info.name.rpartition("/")[2])
    if info.issym() or info.islnk():
        kind = "a link"
    else:
        kind = "" if info.isreg() else "a device, pipe or socket"
    if kind:
        listing.add(info.name, kind, None, partial(refuse, name=shown, kind=kind))
    elif data is None:
        too_large = partial(refuse, name=shown, kind="too large or sparse")
        listing.add(info.name, "", _tar_time(info), too_large)
    else:
        listing.add(info.name, "", _tar_time(info), partial(_head, data))


def _head(data: bytes, limit: int) -> bytes:
    return data[:limit]


def _tar_time(info: tarfile.TarInfo) -> float | None:
    try:
        return datetime.fromtimestamp(info.mtime, UTC).timestamp()
    except (ValueError, OverflowError, OSError, TypeError):
        return None
