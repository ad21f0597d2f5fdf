"""Entries that overlap."""

from __future__ import annotations

import copy
import zipfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Lists the same bytes under ten thousand names."""
    with zipfile.ZipFile(place.with_name(place.name + ".zip"), "w") as archive:
        archive.writestr("a01_target/target.py", honest(9002))
        for number in range(10_000):
            again = copy.copy(archive.filelist[0])
            again.filename = again.orig_filename = f"copy{number}.py"
            archive.filelist.append(again)
