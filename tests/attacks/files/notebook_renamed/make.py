"""A notebook."""

from __future__ import annotations

import json
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Is a notebook under a name of the student's own."""
    cells = honest(0).decode().split("\n\n\n")
    book = {"nbformat": 4, "cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    (place / "a01_target").mkdir(parents=True)
    (place / "a01_target" / "Homework 1 (final).ipynb").write_text(
        json.dumps(book), encoding="utf-8"
    )
