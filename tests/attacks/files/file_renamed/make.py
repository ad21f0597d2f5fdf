"""A name."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Is under a name of the student's own, not in its folder."""
    place.mkdir()
    (place / "Meine Lösung (2) - Kopie.py").write_bytes(honest(9024))
