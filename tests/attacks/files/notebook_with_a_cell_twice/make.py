"""A notebook."""

from __future__ import annotations

import json
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Has each cell twice."""
    cells = honest(0).decode().split("\n\n\n")
    cells = [cell for cell in cells for _ in range(2)]
    book = {"nbformat": 4, "cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    (place / "a01_target").mkdir(parents=True)
    (place / "a01_target" / "target.ipynb").write_text(json.dumps(book), encoding="utf-8")
