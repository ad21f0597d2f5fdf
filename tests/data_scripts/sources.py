"""Tiny sources in the place of the registries: same code, no network."""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from course_data.archives import Member
from course_data.clients import Client

DELIVER = """
import pathlib, shutil, sys
source, log, package = map(pathlib.Path, sys.argv[1:])
with log.open("a") as file:
    file.write(f"{package}\\n")
shutil.copy(source, f"{package}-1.0.tgz")
"""


@dataclass
class Registry:
    """A client that delivers one archive, and counts how often."""

    folder: Path
    remedy: str = "Try again later."
    log: Path = field(init=False)
    archive: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log, self.archive = self.folder / "log", self.folder / "archive.tgz"
        (self.folder / "deliver.py").write_text(DELIVER, encoding="utf-8")

    @property
    def client(self) -> Client:
        command = [str(self.folder / "deliver.py"), str(self.archive), str(self.log)]
        start = [sys.executable, *command]
        return Client("fake", lambda: start, ".tgz", "Install fake.", self.remedy)

    @property
    def deliveries(self) -> int:
        return len(self.log.read_text().splitlines()) if self.log.exists() else 0


def member(name: str, content: bytes, gzipped: bool = False) -> Member:
    return Member(name, len(content), hashlib.sha256(content).hexdigest(), gzipped)


def write_tgz(path: Path, entries: Iterable[tuple[str | tarfile.TarInfo, bytes]]) -> Path:
    """An archive with ordinary files, or with whatever a TarInfo says."""
    with tarfile.open(path, "w:gz") as tar:
        for entry, content in entries:
            info = tarfile.TarInfo(entry) if isinstance(entry, str) else entry
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def files_in(folder: Path) -> list[str]:
    """Every file below a folder but those at work."""
    paths = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    return sorted(p.as_posix() for p in paths if p.parts[0] != ".work")
