"""A password."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Says that it is encrypted."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a01_target/target.py", honest(9007))
    data = bytearray(buffer.getvalue())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    place.with_name(place.name + ".zip").write_bytes(data)
