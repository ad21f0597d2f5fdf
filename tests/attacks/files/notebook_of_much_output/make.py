"""A notebook."""

from __future__ import annotations

import json
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Holds twenty megabytes of output."""
    cells = honest(0).decode().split("\n\n\n")
    book = {"nbformat": 4, "cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    book["cells"][0]["outputs"] = [{"output_type": "stream", "text": "x" * 20 * 2**20}]
    (place / "a01_target").mkdir(parents=True)
    (place / "a01_target" / "target.ipynb").write_text(json.dumps(book), encoding="utf-8")
