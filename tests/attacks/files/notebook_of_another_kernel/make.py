"""A notebook."""

from __future__ import annotations

import json
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Is written for another language."""
    cells = honest(0).decode().split("\n\n\n")
    book = {"nbformat": 4, "cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    book["metadata"] = {"kernelspec": {"name": "ir", "language": "R"}}
    (place / "a01_target").mkdir(parents=True)
    (place / "a01_target" / "target.ipynb").write_text(json.dumps(book), encoding="utf-8")
