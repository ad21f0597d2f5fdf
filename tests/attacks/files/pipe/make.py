"""A named pipe."""

from __future__ import annotations

import os
from pathlib import Path


def make(place: Path) -> None:
    """Is a pipe, which blocks whoever reads it."""
    (place / "a01_target").mkdir(parents=True)
    os.mkfifo(place / "a01_target" / "target.py")
