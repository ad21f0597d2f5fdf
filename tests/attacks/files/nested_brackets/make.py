"""A deep expression."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Nests an expression deeper than Python reads."""
    (place / "a01_target").mkdir(parents=True)
    source = honest(9022) + b"x = " + b"(" * 10**5 + b")" * 10**5 + b"\n"
    (place / "a01_target" / "target.py").write_bytes(source)
