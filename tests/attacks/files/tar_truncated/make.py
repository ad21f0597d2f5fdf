"""Half a tar."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Ends in the middle of the compressed data."""
    data, buffer = honest(9005), io.BytesIO()
    info = tarfile.TarInfo("a01_target/target.py")
    info.size = len(data)
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        archive.addfile(info, io.BytesIO(data))
    half = buffer.getvalue()[: len(buffer.getvalue()) // 2]
    place.with_name(place.name + ".tar.gz").write_bytes(half)
