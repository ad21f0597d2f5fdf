"""Result documents, one file each, as commands write and read them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.errors import UsageError
from autograder.files import write_atomic
from autograder.results import SubmissionResult, from_json, to_json


def write_document(result: SubmissionResult, grades: Path) -> None:
    """Keep a result where other commands look for it."""
    write_atomic(grades / "results" / f"{result.id}.json", to_json(result))


def documents(grades: Path) -> list[Path]:
    """The result documents of a run, sorted.

    Args:
        grades: output folder of `autograder grade`, or of `autograder check --results`.

    Raises:
        UsageError: there are none.
    """
    paths = sorted((grades / "results").glob("*.json"))
    if not paths:
        raise UsageError(
            f"No results/*.json in {grades}. Expected the output of `autograder grade`."
        )
    return paths


def read_document(path: Path) -> SubmissionResult:
    """One result document.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return from_json(path.read_bytes())
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(
            f"{path} is no result document: {error}. Grade again to replace it."
        ) from None
