"""Who grades a job: an engine on this machine, or whatever else gives the same answers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol

from autograder.batch.machine import Machine
from autograder.course import Assignment, Course
from autograder.errors import GraderFault
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job, JobResult
from autograder.sandbox.isolation import Level
from autograder.timing.devices import missing, offered


class Executor(Protocol):
    """Grades jobs for many threads; a job's answer depends on nothing but the job."""

    @property
    def slots(self) -> int:
        """How many jobs are graded at a time, at least 1; may change at any moment."""

    @property
    def threads(self) -> int:
        """How many threads may wait for an answer at a time."""

    def untimed(self, device: str) -> str:
        """Why nobody can measure speed on a device, as a sentence; "" where somebody can."""

    def grade(self, job: Job) -> JobResult:
        """Grade one submission.

        Raises:
            GraderFault: the grader is at fault; a LastingFault is not worth another try.
            AutograderError: nothing can be graded any more.
        """

    def stop(self) -> None:
        """Drop what waits and end what runs, at once; whoever waits gets a GraderFault."""


class LocalExecutor:
    """An engine on this machine, started when first needed. Use as a context manager.

    Args:
        course: where solutions and tests are.
        assignments: what will be graded.
        level: isolation.
        secret: seeds the hidden tests.
        jobs: how many at a time.
    """

    def __init__(
        self,
        course: Course,
        assignments: Sequence[Assignment],
        level: Level,
        secret: str,
        jobs: int,
    ) -> None:
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._machine = Machine(self._stopping)
        self._engine: Engine | None = None
        self._what = (course, tuple(assignments), level, secret)
        self._jobs = jobs

    def __enter__(self) -> LocalExecutor:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def slots(self) -> int:
        """As many as it was told."""
        return self._jobs

    @property
    def threads(self) -> int:
        """One per slot."""
        return self._jobs

    def untimed(self, device: str) -> str:
        """A device that is not here; timed jobs wait until the machine is theirs."""
        return missing(device) or ""

    def grade(self, job: Job) -> JobResult:
        """Grade one submission.

        Raises:
            GraderFault: a process of ours ended, did not answer, or was stopped.
            AutograderError: the engine cannot be started.
        """
        with self._machine.alone() if job.alone else self._machine.shared():
            return self._ready().grade(job)

    def stop(self) -> None:
        """End all processes, at once."""
        self._stopping.set()
        with self._lock:
            if self._engine is not None:
                self._engine.__exit__(None, None, None)
            self._engine = None

    def _ready(self) -> Engine:
        with self._lock:
            if self._stopping.is_set():
                raise GraderFault("stopped")
            if self._engine is None:
                devices = offered(self._what[1])
                engine = Engine(*self._what, stop=self._stopping, devices=devices)
                self._engine = engine.__enter__()
            return self._engine
