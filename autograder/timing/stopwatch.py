"""A worker under the clock: it runs while it is asked, and is stopped whenever it is not.

Time is taken outside, by the process that asks, from before the inputs are sent until all of the
result is back. So no clock of the worker's counts, inputs are not known before the time runs, and
what a result is made of has been computed when it ends.

A call takes the larger of two times: by the wall, which counts sleeping and waiting; and of the
processor, summed over all threads, so that several at once gain nothing.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time

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
            worked, start = self._processor(), time.perf_counter()
            answer = self._connection.ask(request, what, seconds)
            return answer, max(time.perf_counter() - start, self._processor() - worked)
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


def _processor_clock(pid: int) -> int:
    """Linux's number of the clock that counts a process's time on the processor."""
    return (~pid << 3) | 2
