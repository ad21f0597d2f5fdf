"""Names that are hard to show."""

from __future__ import annotations

import os
from pathlib import Path

from corpus import honest

ODD = (
    *(b"new\nline.py", b"bell\x07.py", b"red\x1b[31m.py", b"\xff\xfe.py", b"x" * 252 + b".py"),
    *("\u202egnp.py".encode(), b"=cmd().py", b"::error::.py", b"<script>.py", b"con.py", b"*.py"),
)


def make(place: Path) -> None:
    """Names files beside the right one so that they confuse whoever lists them."""
    folder = place / "a01_target"
    folder.mkdir(parents=True)
    (folder / "target.py").write_bytes(honest(9011))
    for name in ODD:
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(b"raise SystemExit")
