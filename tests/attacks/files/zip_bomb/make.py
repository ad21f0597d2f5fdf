"""A small archive of much."""

from __future__ import annotations

import zipfile
from pathlib import Path


def make(place: Path) -> None:
    """One file of 1 GB of zeros, deflated."""
    path = place.with_name(place.name + ".zip")
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a01_target/target.py", "w", force_zip64=True) as file,
    ):
        for _ in range(64):
            file.write(bytes(2**24))
