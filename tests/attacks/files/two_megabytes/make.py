"""A long file."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Is two megabytes long."""
    (place / "a01_target").mkdir(parents=True)
    source = honest(9020) + b"# x\n" * 2**19
    (place / "a01_target" / "target.py").write_bytes(source)
