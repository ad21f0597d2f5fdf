"""The processes that a test has started, and those that they have left behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

GONE_SECONDS = 20.0  # a busy machine may take that long to end processes


@dataclass(frozen=True)
class Process:
    """A process as /proc shows it."""

    pid: int
    parent: int
    line: str


def processes() -> dict[int, Process]:
    """All processes."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            found[int(folder.name)] = Process(int(folder.name), parent, line)
    return found


def below(root: int) -> list[Process]:
    """Processes that one has started, nearest first."""
    everything, found, waiting = processes(), [], [root]
    while waiting:
        parent = waiting.pop(0)
        children = [p for p in everything.values() if p.parent == parent]
        found += children
        waiting += [p.pid for p in children]
    return found


@contextlib.contextmanager
def watched() -> Iterator[Callable[[], list[str]]]:
    """Gives a function that waits for what was started to end, and tells what has not.

    Orphans become this process's children, so that none can get away.
    """
    subreaper = 36  # PR_SET_CHILD_SUBREAPER
    libc = ctypes.CDLL(None)
    assert libc.prctl(subreaper, 1, 0, 0, 0) == 0
    before = {process.pid for process in below(os.getpid())}

    def left() -> list[str]:
        deadline = time.monotonic() + GONE_SECONDS
        while True:
            found = [p for p in below(os.getpid()) if p.pid not in before]
            if not found or time.monotonic() > deadline:
                return [p.line for p in found]
            for process in found:
                with suppress(ChildProcessError):
                    os.waitpid(process.pid, os.WNOHANG)
            time.sleep(0.1)

    yield left
    libc.prctl(subreaper, 0, 0, 0, 0)
