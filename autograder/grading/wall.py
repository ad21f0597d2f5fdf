"""The submission behind the wall: what the grader uses."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Mapping, Sequence

from autograder.errors import Crashed, OutOfMemory, StudentError, TimeOut, WireError, WorkerError
from autograder.grading.suite import Suite
from autograder.sandbox import messages
from autograder.sandbox.connection import Connection, Reader, WorkerLimits
from autograder.sandbox.isolation import Device
from autograder.sandbox.messages import Answer, Request
from autograder.sandbox.wire import Ref, holds_ref

MAX_TIMEOUTS = 2  # per exercise: then its remaining tests are not waited for
MAX_ENDS = 8  # per exercise: processes that it may bring to an end


class WallBackends:
    """One submission's workers: one at a time, a new one whenever the last has ended.

    Args:
        control: control socket of the zygote with the assignment's libraries.
        suite: the assignment.
        files: the submission's files for it.
        devices: what its workers get beside processor and memory.

    Attributes:
        opened: nodes of these devices that a worker which has been ended held open.
    """

    def __init__(
        self,
        control: socket.socket,
        suite: Suite,
        files: Mapping[str, bytes],
        devices: Sequence[Device] = (),
    ) -> None:
        self._control, self._suite, self._files = control, suite, files
        self._devices, self.opened = devices, frozenset[str]()
        self._connection: Connection | None = None
        self._used = False  # whether the worker holds objects of an earlier test
        self._timeouts: Counter[str] = Counter()
        self._ends: Counter[str] = Counter()
        self._waited = self._answering = 0.0

    def open(self) -> Connection:
        """The current worker, or a new one that has imported the submission.

        Raises:
            StudentError: importing it raised.
            WorkerError: importing it ended the process.
        """
        if self._connection is None or self._connection.closed:
            self._leave()
            self._seconds(0.0)
            limits = self._suite.assignment.limits
            allowed = WorkerLimits(memory_mb=limits.memory_mb, output_kb=limits.output_kb)
            self._connection = Connection(self._control, allowed, self._devices)
            self._used = False
            try:
                self._connection.load(
                    self._files,
                    self._suite.assignment.module,
                    self._suite.probes_source,
                    self._seconds(limits.import_seconds),
                    self._suite.assignment.forbid,
                )
            except StudentError:
                self._connection.close()
                raise
        return self._connection

    def backend(self, suite: Suite, exercise: str) -> WallBackend:
        """A backend with fresh handles, for one test of `exercise`.

        Raises:
            TimeOut: the exercise has run out of time too often, or importing does now.
            WorkerError: no worker could import the submission.
        """
        if self._timeouts[exercise] >= MAX_TIMEOUTS:
            raise TimeOut(f"Not run: {MAX_TIMEOUTS} tests of {exercise} ran out of time before.")
        if self._ends[exercise] >= MAX_ENDS:
            raise Crashed(f"Not run: {MAX_ENDS} tests of {exercise} ended the process before.")
        try:
            if self._used and not self._forget():
                self._leave()
            self.open()
        except TimeOut:
            self._timeouts[exercise] += 1
            raise
        return WallBackend(self, exercise)

    def _forget(self) -> bool:
        """Have the worker drop the objects of earlier tests; whether it did.

        One that resists is the doing of those tests, not of the next one.
        """
        if self._connection is None or self._connection.closed:
            return False
        try:
            seconds = self._seconds(self._suite.assignment.limits.call_seconds)
            self._connection.ask(Request(messages.CLEAR, Ref(0)).encode(), "a new test", seconds)
        except (StudentError, WorkerError):
            return False
        self._used = False
        return True

    def ask(
        self, request: bytes, what: str, exercise: str, read: Reader = messages.decode_answer
    ) -> Answer:
        """One request of a test; see `Connection.ask`."""
        if self._connection is None or self._connection.closed:
            raise WorkerError("the process ended earlier in this test")
        try:
            seconds = self._seconds(self._suite.assignment.limits.call_seconds)
            answer = self._connection.ask(request, what, seconds, read)
        except TimeOut:
            self._timeouts[exercise] += 1
            raise
        except (Crashed, OutOfMemory, WireError):
            self._ends[exercise] += 1
            raise
        self._used = self._used or holds_ref(answer.value)
        return answer

    def _seconds(self, wanted: float) -> float:
        """At most `wanted`, and no more than the submission has left.

        Raises:
            TimeOut: it has nothing left.
        """
        total = self._suite.assignment.limits.total_seconds
        left = total - self.waited
        if left <= 0:
            raise TimeOut(f"Not run: the submission has used its {total:g} s, all calls together.")
        return min(wanted, left)

    def folder(self, suite: Suite) -> str:
        """Nowhere in this process."""
        return ""

    def output(self) -> str:
        """What the submission printed since the last call."""
        return self._connection.take_output() if self._connection else ""

    @property
    def waited(self) -> float:
        """Seconds that the submission has cost, reading its answers included."""
        return self._waited + (self._connection.waited if self._connection else 0.0)

    @property
    def answering(self) -> float:
        """Seconds between questions to the submission and its answers."""
        return self._answering + (self._connection.answering if self._connection else 0.0)

    def close(self) -> None:
        """End the worker."""
        self._leave()

    def _leave(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._waited += self._connection.waited
            self.opened |= frozenset(self._connection.opened)
            self._answering += self._connection.answering
            self._connection = None


class WallBackend:
    """One test's way to the worker."""

    def __init__(self, backends: WallBackends, exercise: str) -> None:
        self._backends, self._exercise = backends, exercise

    def ask(self, request: bytes, what: str, read: Reader = messages.decode_answer) -> Answer:
        """Request bytes -> answer, made of bytes by `read`."""
        return self._backends.ask(request, what, self._exercise, read)
