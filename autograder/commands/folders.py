"""The folders that commands write, held by one command at a time."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import UsageError


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
