"""Names of files that mean something to whoever shows them."""

from __future__ import annotations

from pathlib import Path

from corpus import honest

NAMES = (
    *("=1+1 target.py", "::error::target.py", "[red]target[red].py", "\u202etarget.py"),
    *("<img src=x onerror=document.title='owned'>target.py", "![x](http:x) `target.py"),
)


def make(place: Path) -> None:
    """Names files so that each may be the assignment's, which is told."""
    folder = place / "a01_target"
    folder.mkdir(parents=True)
    (folder / "\x1b[31m target (1).py").write_bytes(honest(9100))
    for name in NAMES:
        (folder / f"{name[:-3]} (0).py").write_text("raise SystemExit")
