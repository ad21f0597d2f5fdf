"""Archives in archives."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Hides the file in an archive in an archive in an archive."""
    data = honest(9001)
    name = "a01_target/target.py"
    for depth in range(4):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, data)
        data, name = buffer.getvalue(), f"{depth}.zip"
    place.with_name(place.name + ".zip").write_bytes(data)
