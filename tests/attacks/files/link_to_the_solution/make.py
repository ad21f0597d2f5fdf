"""A link on the disk."""

from __future__ import annotations

from pathlib import Path

from corpus import COURSE


def make(place: Path) -> None:
    """Is a link to the reference solution."""
    (place / "a01_target").mkdir(parents=True)
    (place / "a01_target" / "target.py").symlink_to(COURSE / "solutions/a01_target/target.py")
