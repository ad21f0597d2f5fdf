"""What the user sees: sentences, and progress bars where there is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

_UNITS = ("bytes", "kB", "MB", "GB")
_THOUSAND = 1000


class Screen:
    """Prints to `console`, standard output by default."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console()

    def say(self, text: str) -> None:
        """One sentence or paragraph, as it is."""
        self.console.print(text, markup=False, highlight=False, soft_wrap=True)

    @contextmanager
    def bar(
        self, label: str, total: int | None = None, unit: str = "bytes"
    ) -> Iterator[Callable[[int], None]]:
        """A bar while the block runs; call what it gives with how much was done since.

        Without a total it only shows that something is going on.
        """
        if not self.console.is_terminal:
            self.say(label)
            yield lambda done: None
            return
        columns: list[ProgressColumn] = [TextColumn("{task.description}"), BarColumn()]
        if total:
            columns += [DownloadColumn() if unit == "bytes" else MofNCompleteColumn()]
            columns += [TimeRemainingColumn()]
        with Progress(*columns, console=self.console) as progress:
            task = progress.add_task(label, total=total)
            yield lambda done: progress.update(task, advance=done)
            progress.update(task, total=total or 1, completed=total or 1)


def size_text(count: int) -> str:
    """A number of bytes for people, in powers of a thousand: 54.9 MB."""
    value, place = float(count), 0
    while value >= _THOUSAND and place < len(_UNITS) - 1:
        value, place = value / _THOUSAND, place + 1
    return f"{value:.1f} {_UNITS[place]}" if place else f"{count} bytes"
