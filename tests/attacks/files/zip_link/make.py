"""A link in an archive."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path


def make(place: Path) -> None:
    """Holds a link to a file of the system."""
    with zipfile.ZipFile(place.with_name(place.name + ".zip"), "w") as archive:
        info = zipfile.ZipInfo("a01_target/target.py")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
