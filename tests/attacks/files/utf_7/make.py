"""An encoding that hides code."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Says an encoding in which a comment is code."""
    (place / "a01_target").mkdir(parents=True)
    source = b"# coding: utf-7\n# +AAo-raise SystemExit\n" + honest(9016)
    (place / "a01_target" / "target.py").write_bytes(source)
