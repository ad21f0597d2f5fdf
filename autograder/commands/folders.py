"""The folders that commands write, held by one command at a time, and what `grade` left in them."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.errors import UsageError
from autograder.results import SubmissionResult, from_json


@contextlib.contextmanager
def alone(out: Path, command: str, advice: str) -> Iterator[None]:
    """Make and hold an output folder, so that two commands never write it at once.

    Args:
        out: the folder.
        command: whose folder it is, for the message.
        advice: what to do where another one holds it.

    Raises:
        UsageError: it is a file, or another command holds it.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out} is a file; a folder was expected. Name another one.")
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"Another `autograder {command}` is writing {out}. {advice}") from None
        yield


def documents(grades: Path) -> list[Path]:
    """The result documents of a run, sorted.

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
