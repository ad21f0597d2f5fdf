"""Line endings."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Separates its functions with form feeds."""
    (place / "a01_target").mkdir(parents=True)
    source = honest(9019).replace(b"\n\n\n", b"\n\x0c\n\n")
    (place / "a01_target" / "target.py").write_bytes(source)
