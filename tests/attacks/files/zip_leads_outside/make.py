"""Paths that lead outside."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Names files outside of the archive beside the right one."""
    with zipfile.ZipFile(place.with_name(place.name + ".zip"), "w") as archive:
        archive.writestr("a01_target/target.py", honest(9003))
        for name in ("../../target.py", "/tmp/target.py", "C:\\target.py", "..\\target.py"):
            archive.writestr(name, "raise SystemExit")
