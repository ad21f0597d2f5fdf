"""An encoding."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Is saved as UTF-16."""
    (place / "a01_target").mkdir(parents=True)
    source = honest(9013).decode().encode("utf-16")
    (place / "a01_target" / "target.py").write_bytes(source)
