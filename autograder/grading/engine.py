"""Starts the processes that grade, and hands them jobs. One engine serves many threads."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Sequence

import msgspec

from autograder.course import Assignment, Course
from autograder.errors import CourseError, GraderFault, IsolationError
from autograder.grading import streams
from autograder.grading.jobs import FROM_MSGPACK, JOB_SECONDS, Job, JobResult
from autograder.grading.suite import SECRET
from autograder.sandbox import devices as devices_of
from autograder.sandbox import forkserver
from autograder.sandbox.isolation import Device, Level
from autograder.sandbox.launch import ENVIRONMENT, Server, start_zygote


class Engine:
    """A grading server and the zygotes that it needs. Use as a context manager.

    Args:
        course: where solutions and tests are.
        assignments: what will be graded.
        level: isolation of the submissions.
        secret: seeds the hidden tests.
        proved: refuse to start where a reference fails its own tests.
        stop: once set, starting is given up.
        devices: what a job may ask for; `autograder.sandbox.devices.find()` gives the machine's.
        scripts: where a submission answers a test as the reference does, byte for byte, the test
            passes without being run (see `scripts.py`).
    """

    def __init__(
        self,
        course: Course,
        assignments: Sequence[Assignment],
        level: Level,
        secret: str,
        proved: bool = True,
        stop: threading.Event | None = None,
        devices: Sequence[Device] = (),
        scripts: bool = True,
    ) -> None:
        self._devices, self._turns = tuple(devices), devices_of.Turns(devices)
        self._course, self._assignments = course, tuple(assignments)
        self._level, self._secret = level, secret
        words = {"proved": proved, "scripts": scripts}
        self._words = ",".join(word for word, wanted in words.items() if wanted)
        self._lock = threading.Lock()
        self._closed = False
        self._stop = stop or threading.Event()
        self._zygotes: dict[tuple[str, ...], Server] = {}
        self._server: Server | None = None

    def __enter__(self) -> Engine:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def grade(self, job: Job) -> JobResult:
        """Grade one submission.

        Raises:
            GraderFault: a process of ours ended or did not answer, or a device is not offered.
        """
        names = tuple(self._turns.take(device) for device in job.devices)
        job = msgspec.structs.replace(job, devices=names)
        server = self._ready()
        mine, theirs = socket.socketpair()
        with mine:
            try:
                forkserver.request(server.control, b"job", [theirs.fileno()])
            except OSError as error:
                raise GraderFault(f"the grading server is gone: {error}") from None
            finally:
                theirs.close()
            mine.settimeout(JOB_SECONDS)
            try:
                streams.send(mine, msgspec.msgpack.encode(job))
            except OSError:
                raise GraderFault("a runner ended before it got its job") from None
            return FROM_MSGPACK.decode(streams.receive(mine))

    def close(self) -> None:
        """End all processes, at once, whatever they are doing."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        for server in (self._server, *self._zygotes.values()):
            if server is not None:
                server.close()
        self._server, self._zygotes = None, {}

    @property
    def pids(self) -> dict[str, int]:
        """The server's and each zygote's process id."""
        named = {",".join(packages): z.pid for packages, z in self._zygotes.items()}
        return named | ({"server": self._server.pid} if self._server else {})

    def _ready(self) -> Server:
        """The server; all processes are started anew where one has died."""
        with self._lock:
            if self._closed:
                raise GraderFault("the grader has been stopped")
            servers = [self._server, *self._zygotes.values()]
            if any(s is None or not s.alive for s in servers):
                self._end()
                self._restart()
            assert self._server is not None
            return self._server

    def _restart(self) -> None:
        """Start what has started before: where that fails, neither course nor machine is at fault.

        Raises:
            GraderFault: it failed.
        """
        try:
            self._start()
        except (CourseError, IsolationError) as error:
            raise GraderFault(f"what had died could not be started again: {error}") from None

    def _start(self) -> None:
        try:
            self._start_all()
        except BaseException:
            self._end()  # a zygote may have started before the next process failed
            raise

    def _start_all(self) -> None:
        fds: dict[str, int] = {}
        for assignment in self._assignments:
            packages = assignment.imports
            if packages not in self._zygotes:
                self._zygotes[packages] = start_zygote(
                    self._level, packages, self._stop, self._devices
                )
            fds[assignment.id] = self._zygotes[packages].control.fileno()
        environment = ENVIRONMENT | {SECRET: self._secret, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        environment |= {k: os.environ[k] for k in ("PATH", "HOME") if k in os.environ}
        try:
            self._server = Server(
                "autograder.grading.server",
                [
                    str(self._course.root),
                    json.dumps(fds),
                    self._words,
                    devices_of.to_json(self._devices),
                ],
                environment,
                tuple(set(fds.values())),
                self._stop,
            )
        except GraderFault as error:
            raise CourseError(f"the tests cannot be used: {error}") from None
