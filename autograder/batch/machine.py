"""Who may work on this machine: many jobs at once, or one that is timed and nothing else.

Within a process, a job that is timed waits until the others have ended, and none begins meanwhile.
Between processes, one lock keeps two that time from overlapping.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.errors import GraderFault

LOCK_SECONDS = 900.0  # that another grading is waited for
_LOOK = 0.1  # seconds between two looks at whether to stop

# A folder that is there for all users, and the same for all: a lock on it leaves nothing behind.
_SHARED = Path("/tmp")


class Machine:
    """Shared by the threads of one process.

    Args:
        stop: once set, waiting is given up.
        shared: the folder whose lock tells processes apart; None: the machine's own.
    """

    def __init__(self, stop: threading.Event, shared: Path | None = None) -> None:
        self._stop = stop
        self._folder = shared or (_SHARED if _SHARED.is_dir() else Path(tempfile.gettempdir()))
        self._changed = threading.Condition()
        self._running = 0
        self._waiting = 0  # to be alone: those come first, one after the other
        self._alone = False

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        """Work beside others.

        Raises:
            GraderFault: stopped while waiting.
        """
        with self._changed:
            self._wait(lambda: not self._alone and not self._waiting)
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Work while nobody else does.

        Raises:
            GraderFault: stopped while waiting, or another process would not let go.
        """
        with self._changed:
            self._waiting += 1
            try:
                self._wait(lambda: not self._alone and not self._running)
                self._alone = True
            finally:
                self._waiting -= 1
                self._changed.notify_all()
        try:
            with self._locked():
                yield
        finally:
            with self._changed:
                self._alone = False
                self._changed.notify_all()

    def _wait(self, ready: Callable[[], bool]) -> None:
        while not self._changed.wait_for(ready, _LOOK):
            self._look()

    def _look(self) -> None:
        if self._stop.is_set():
            raise GraderFault("stopped")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        end = time.monotonic() + LOCK_SECONDS
        lock = os.open(self._folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            while not _taken(lock):
                self._look()
                if time.monotonic() > end:
                    raise GraderFault(
                        f"another grading has been timing submissions for {LOCK_SECONDS:g} s "
                        f"(it holds a lock on {self._folder})"
                    )
                time.sleep(_LOOK)
            yield
        finally:
            os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
