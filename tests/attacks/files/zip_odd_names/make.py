"""Names that are hard to show."""

from __future__ import annotations

import zipfile
from pathlib import Path

from corpus import honest

ODD = (
    *("new\nline", "bell\x07", "red\x1b[31m", "\u202egnp.target", "x" * 300, "x/" * 100),
    *("\ufeff", "=cmd()", "::error::", "<script>", "con", "*", "a\\b", "nul", "\U0001f600", " "),
)


def make(place: Path) -> None:
    """Names files beside the right one so that they confuse whoever lists them."""
    with zipfile.ZipFile(place.with_name(place.name + ".zip"), "w") as archive:
        archive.writestr("a01_target/target.py", honest(9010))
        for name in ODD:
            archive.writestr(f"a01_target/{name}.py", "raise SystemExit")
