"""Writing files so that a reader sees the old one or the new one, never half of one."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from autograder.errors import GraderFault


def write_atomic(path: Path, text: str) -> None:
    """Write UTF-8 text to `path` by way of a temporary file beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def feedback_path(submission_id: str, suffix: str) -> Path:
    """Where a submission's page goes, relative to the output folder.

    Raises:
        GraderFault: the id is not safe as a file name.
    """
    if not re.fullmatch(r"(?!\.)[\w.@+-]{1,200}", submission_id):
        raise GraderFault(
            f"Expected a submission id that is safe as a file name, got {submission_id!r}. "
            "Normalise the id before grading."
        )
    return Path("feedback") / f"{submission_id}{suffix}"
