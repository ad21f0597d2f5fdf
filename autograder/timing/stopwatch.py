"""A worker under the clock: it runs while it is asked, and is stopped whenever it is not.

Time is taken outside, by the process that asks, from before the inputs are sent until all of the
result is back. So no clock of the worker's counts, inputs are not known before the time runs, and
what a result is made of has been computed when it ends.

A call takes the larger of two times:

* by the wall, which counts sleeping and waiting, less what the system says that the worker and this
  process stood in the queue for a processor: that is other programs' doing. Where a worker sleeps
  while this process is in the queue, a little too much is taken off; of work nothing is, because of
* the processor's, summed over all threads: several at once gain nothing, and whoever fills the
  queue with threads pays for them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

from autograder.sandbox.connection import Connection
from autograder.sandbox.messages import Answer


class Stopwatch:
    """One worker, stopped from now on.

    Args:
        connection: to a worker that has loaded its module.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._process = -1
        if sys.platform == "linux":
            # Holds this very process: a number could be another's once it has ended.
            with contextlib.suppress(OSError):
                self._process = os.pidfd_open(connection.pid)
        self._signal("SIGSTOP")

    def ask(self, request: bytes, what: str, seconds: float) -> tuple[Answer, float]:
        """Request bytes -> answer, and the seconds that it took.

        Raises:
            StudentError: the submission raised.
            WorkerError: its process is gone, or took longer than `seconds`.
        """
        self._signal("SIGCONT")
        try:
            queued, worked, start = self._queued(), self._processor(), time.perf_counter()
            answer = self._connection.ask(request, what, seconds)
            wall = time.perf_counter() - start
            worked, queued = self._processor() - worked, self._queued() - queued
            return answer, max(wall - queued, worked)
        finally:
            self._signal("SIGSTOP")

    def close(self) -> None:
        """End the worker."""
        self._connection.close()  # a process that is stopped can be killed
        if self._process >= 0:
            os.close(self._process)
            self._process = -1

    def _signal(self, name: str) -> None:
        if sys.platform == "linux" and self._process >= 0:
            with contextlib.suppress(OSError):  # it has ended; the wire says so
                signal.pidfd_send_signal(self._process, getattr(signal, name))

    def _processor(self) -> float:
        """Processor seconds of all of its threads; 0 where the system does not tell."""
        try:
            return time.clock_gettime(_processor_clock(self._connection.pid))
        except (OSError, AttributeError):
            return 0.0

    def _queued(self) -> float:
        """Seconds that the worker's first thread and this process were ready, and did not run."""
        return _queued(str(self._connection.pid)) + _queued("self")


def _queued(process: str) -> float:
    """From Linux's accounts of its scheduler; 0 where it keeps none."""
    try:
        return int(Path("/proc", process, "schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def _processor_clock(pid: int) -> int:
    """Linux's number of the clock that counts a process's time on the processor."""
    return (~pid << 3) | 2
