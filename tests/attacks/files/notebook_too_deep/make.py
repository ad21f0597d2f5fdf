"""A notebook."""

from __future__ import annotations

from pathlib import Path


def make(place: Path) -> None:
    """Is a notebook of a hundred thousand brackets."""
    (place / "a01_target").mkdir(parents=True)
    (place / "a01_target" / "target.ipynb").write_text("[" * 10**5 + "]" * 10**5)
