"""A link on the disk."""

from __future__ import annotations

from pathlib import Path

from corpus import COURSE


def make(place: Path) -> None:
    """Is a folder that is a link to the solutions."""
    place.mkdir()
    (place / "a01_target").symlink_to(COURSE / "solutions/a01_target")
