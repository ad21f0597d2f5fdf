"""Checksums of content, and the receipt that lies beside every data set."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.files import write_atomic

if TYPE_CHECKING:
    import numpy as np

_HEX_DIGITS = 64


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sha256_of_array(array: np.ndarray[Any, Any]) -> str:
    """The sha256 of an array's values in row-major order, little-endian."""
    data = array.astype(array.dtype.newbyteorder("<"), order="C", copy=False)
    return hashlib.sha256(data.tobytes()).hexdigest()


@dataclass(frozen=True)
class Receipt:
    """What was written, and how: a file that `sha256sum -c` reads.

    Attributes:
        path: where it lies; its paths are relative to that folder.
        recipe: one line that names all that decides the content. Another recipe, other files.
    """

    path: Path
    recipe: str

    def write(self, checksums: Iterable[tuple[str, str]]) -> None:
        """Record (path, sha256) of every file."""
        lines = [f"# {self.recipe}", *(f"{digest}  {name}" for name, digest in checksums)]
        write_atomic(self.path, ("\n".join(lines) + "\n").encode())

    def problem(self) -> str | None:
        """Why the files must be made: a sentence, or "" where none are there; None: all is well."""
        try:
            head, *lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ""
        except (UnicodeDecodeError, ValueError):
            return f"{self.path} is damaged."
        if head != f"# {self.recipe}":
            return f"{self.path} is of another version."
        entries = [line.partition("  ") for line in lines]
        if not entries or any(len(digest) != _HEX_DIGITS for digest, _, _ in entries):
            return f"{self.path} is damaged."
        for digest, _, name in entries:
            file = self.path.parent / name
            if not file.is_file():
                return f"{file} is missing."
            if sha256_of(file) != digest:
                return f"{file} is damaged: its checksum differs."
        return None
