"""A long file."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Has a hundred thousand lines."""
    (place / "a01_target").mkdir(parents=True)
    source = honest(9021) + b"x = 0\n" * 10**5
    (place / "a01_target" / "target.py").write_bytes(source)
