"""An encoding."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Begins with a byte-order mark."""
    (place / "a01_target").mkdir(parents=True)
    source = b"\xef\xbb\xbf" + honest(9014)
    (place / "a01_target" / "target.py").write_bytes(source)
