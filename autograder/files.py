"""Files that are whole at every instant."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_TEMPORARY = ".{}.tmp"


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old file or the new one, never half of one.

    Raises:
        OSError: it cannot be written; names the file.
    """
    temporary = path.with_name(_TEMPORARY.format(secrets.token_hex(8)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(data)
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None


def sweep(folder: Path) -> None:
    """Remove what a killed `write_atomic` has left in a folder that nobody writes now."""
    for path in folder.glob(_TEMPORARY.format("[0-9a-f]" * 16)):
        path.unlink(missing_ok=True)
