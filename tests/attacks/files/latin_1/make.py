"""An encoding."""

from __future__ import annotations

from pathlib import Path

from corpus import honest


def make(place: Path) -> None:
    """Says that it is Latin-1, and is."""
    (place / "a01_target").mkdir(parents=True)
    source = "# coding: latin-1\n# f\xfcnf\n".encode("latin-1") + honest(9015).replace(
        b"from __future__ import annotations\n", b""
    )
    (place / "a01_target" / "target.py").write_bytes(source)
