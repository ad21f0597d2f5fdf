"""Line endings."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Ends its lines as Windows does."""
    (place / "a01_target").mkdir(parents=True)
    source = honest(9018).replace(b"\n", b"\r\n")
    (place / "a01_target" / "target.py").write_bytes(source)
