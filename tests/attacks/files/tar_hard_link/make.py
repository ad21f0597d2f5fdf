"""A hard link in a tar."""

from __future__ import annotations

import tarfile
from pathlib import Path


def make(place: Path) -> None:
    """Holds a hard link to a file of the system."""
    info = tarfile.TarInfo("a01_target/target.py")
    info.type, info.linkname = tarfile.LNKTYPE, "/etc/passwd"
    with tarfile.open(place.with_name(place.name + ".tar.gz"), "w:gz") as archive:
        archive.addfile(info)
