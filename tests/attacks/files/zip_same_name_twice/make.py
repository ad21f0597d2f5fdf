"""A name twice."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Holds two files of the same name; unpacked, the second stays."""
    with zipfile.ZipFile(place.with_name(place.name + ".zip"), "w") as archive:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr("a01_target/target.py", "raise SystemExit")
            archive.writestr("a01_target/target.py", honest(9009))
