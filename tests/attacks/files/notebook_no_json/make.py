"""A notebook."""

from __future__ import annotations

from pathlib import Path


def make(place: Path) -> None:
    """Is a notebook that is cut off."""
    (place / "a01_target").mkdir(parents=True)
    (place / "a01_target" / "target.ipynb").write_text('{"cells": [{"cell_type": "code", "source"')
