"""No text."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Holds NUL bytes."""
    (place / "a01_target").mkdir(parents=True)
    source = honest(9017) + b"\0" * 100
    (place / "a01_target" / "target.py").write_bytes(source)
