"""What `autograder grade` has written."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path


def untimed(out: Path) -> dict[str, dict[str, object]]:
    """Result documents without the seconds that they took."""
    found = {p.stem: json.loads(p.read_bytes()) for p in out.glob("results/*.json")}
    return {id_: {k: v for k, v in doc.items() if k != "timing"} for id_, doc in found.items()}


def graded_at(out: Path) -> dict[str, tuple[str, str]]:
    """Submission -> the key of its result, and when that was computed."""
    query = """
        SELECT submissions.id, results.key, results.graded_at
        FROM submissions JOIN results ON results.key = submissions.key
    """
    if not (out / "store.sqlite").exists():
        return {}
    with closing(sqlite3.connect(out / "store.sqlite", timeout=30)) as store:
        try:
            return {id_: (key, when) for id_, key, when in store.execute(query)}
        except sqlite3.OperationalError as error:
            assert "no such table" in str(error), error
            return {}
