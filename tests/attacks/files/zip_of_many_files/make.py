"""Many files."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Holds a hundred thousand files."""
    with zipfile.ZipFile(place.with_name(place.name + ".zip"), "w") as archive:
        archive.writestr("a01_target/target.py", honest(9008))
        for number in range(100_000):
            archive.writestr(f"data/{number}", b"")
