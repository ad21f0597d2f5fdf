"""Half a zip."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Ends before its table of contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a01_target/target.py", honest(9006))
    half = buffer.getvalue()[: len(buffer.getvalue()) // 2]
    place.with_name(place.name + ".zip").write_bytes(half)
