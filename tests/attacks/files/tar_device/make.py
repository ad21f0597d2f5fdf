"""A device in a tar."""

from __future__ import annotations

import tarfile
from pathlib import Path


def make(place: Path) -> None:
    """Holds a device that never ends."""
    info = tarfile.TarInfo("a01_target/target.py")
    info.type, info.devmajor, info.devminor = tarfile.CHRTYPE, 1, 5
    with tarfile.open(place.with_name(place.name + ".tar.gz"), "w:gz") as archive:
        archive.addfile(info)
