"""Upper and lower case."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Adds a file whose name differs by case alone."""
    with zipfile.ZipFile(place.with_name(place.name + ".zip"), "w") as archive:
        for name in ("TARGET.PY", "Target.py"):
            archive.writestr(f"a01_target/{name}", "raise SystemExit")
        archive.writestr("a01_target/target.py", honest(9012))
