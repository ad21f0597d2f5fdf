"""A notebook."""

from __future__ import annotations

import json
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Has magics and shell commands between its code."""
    cells = honest(0).decode().split("\n\n\n")
    cells.insert(0, "%matplotlib inline\n!rm -rf ~\nimport math")
    cells.append("%%bash\nkill -9 -1")
    book = {"nbformat": 4, "cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    (place / "a01_target").mkdir(parents=True)
    (place / "a01_target" / "target.ipynb").write_text(json.dumps(book), encoding="utf-8")
