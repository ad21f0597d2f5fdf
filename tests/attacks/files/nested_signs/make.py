"""A deep expression."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Nests an expression so that the parser runs out of stack."""
    (place / "a01_target").mkdir(parents=True)
    source = honest(9023) + b"x = " + b"-" * 10**5 + b"1\n"
    (place / "a01_target" / "target.py").write_bytes(source)
