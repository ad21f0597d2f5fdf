"""Source that is no Python."""

from __future__ import annotations

from pathlib import Path

SOURCE = 'x = <script>document.title="owned"</script>\x0c ::error::owned\n'


def make(place: Path) -> None:
    """Write a page where Python should be."""
    (place / "a01_target").mkdir(parents=True)
    (place / "a01_target" / "target.py").write_text(SOURCE, encoding="utf-8")
