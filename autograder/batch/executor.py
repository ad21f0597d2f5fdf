"""Who grades a job: an engine on this machine, or whatever else gives the same answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from autograder.course import Assignment, Course
from autograder.errors import GraderFault
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job, JobResult
from autograder.sandbox.isolation import Level


class Executor(Protocol):
    """Grades jobs for many threads; a job's answer depends on nothing but the job."""

    @property
    def slots(self) -> int:
        """How many jobs are graded at a time, at least 1; may change at any moment."""

    @property
    def threads(self) -> int:
        """How many threads may wait for an answer at a time."""

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
        self._turns = Turns()
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

    def grade(self, job: Job) -> JobResult:
        """Grade one submission.

        Raises:
            GraderFault: a process of ours ended, did not answer, or was stopped.
            AutograderError: the engine cannot be started.
        """
        with self._turns.alone() if job.alone else self._turns.together():
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
                engine = Engine(*self._what, stop=self._stopping)
                self._engine = engine.__enter__()
            return self._engine


class Turns:
    """Many together, or one alone; whoever wants to be alone is not overtaken."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._together = 0
        self._alone = threading.Lock()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Among others."""
        with self._alone, self._changed:
            self._together += 1
        try:
            yield
        finally:
            with self._changed:
                self._together -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Once those who have begun are through."""
        with self._alone:
            with self._changed:
                self._changed.wait_for(lambda: not self._together)
            yield
