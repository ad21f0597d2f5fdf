"""A path that leads outside."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Holds a file outside of the archive alone."""
    with zipfile.ZipFile(place.with_name(place.name + ".zip"), "w") as archive:
        archive.writestr("../a01_target/target.py", honest(9004))
