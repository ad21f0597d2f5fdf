"""One run on a worker's machine: the course in a private folder, and the engine that uses it.

What a worker needs arrives as bytes, is checked, and is gone when the run is over: at `close`, when
the worker's process dies, or when nobody has asked for it in a while. Nothing here knows what
brought the bytes.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from autograder.batch.digests import assignment_digest, code_digest
from autograder.course import Course, load_course
from autograder.errors import AutograderError, GraderFault
from autograder.grading.engine import Engine
from autograder.grading.jobs import JOB, JobResult
from autograder.grading.versions import versions
from autograder.results import Record
from autograder.sandbox.isolation import Level, available
from autograder.timing.devices import offered

LEASE_SECONDS = 900.0  # longer than the five minutes after which a silent worker is given up
PREFIX = "autograder-run-"

# How a worker is doing: before it is told of the run, and after.
NEW, PREPARING, READY, REFUSED, CLOSED = "new", "preparing", "ready", "refused", "closed"

# Waits for this process to let go of the pipe, however that comes about, and then cleans up.
_BROOM = "import shutil, sys; sys.stdin.buffer.read(); shutil.rmtree(sys.argv[1], True)"
_BROOM_SECONDS = 30.0
_CLOSE_SECONDS = 60.0  # processes end in a few; what hangs must not hold its worker


class Order(Record, frozen=True, kw_only=True):
    """What a worker gets for a run, once it is known to run the same code as the command.

    Attributes:
        archive: tar.gz of solutions, tests and data.
        assignments: ids of what will be graded.
        level: isolation.
        secret: seeds the hidden tests.
        tests: assignment id -> digest of its tests and reference.
    """

    archive: bytes
    assignments: tuple[str, ...]
    level: Level
    secret: str
    tests: dict[str, str]

    def __repr__(self) -> str:
        return f"Order({', '.join(self.assignments)})"  # the rest is secret


def order_for(
    course: Course, names: tuple[str, ...], archive: bytes, level: Level, secret: str
) -> Order:
    """The order for a course that lies here."""
    tests = {name: assignment_digest(course.assignment(name)) for name in names}
    return Order(
        archive=archive,
        assignments=names,
        level=level,
        secret=secret,
        tests=tests,
    )


class Software(Record, frozen=True, kw_only=True):
    """What must be the same on a worker as here, before it gets an order.

    Attributes:
        versions: of Python and of what a mark depends on.
        code: digest of the grader's own.
    """

    versions: dict[str, str]
    code: str

    def differences(self, there: Software) -> str:
        """Sentences on what is other there; empty where nothing is."""
        reasons = []
        for name in sorted(self.versions.keys() | there.versions.keys()):
            wanted, found = self.versions.get(name, "none"), there.versions.get(name, "none")
            if wanted != found:
                reasons.append(f"It has {name} {found}, and {wanted} is expected.")
        if self.code != there.code:
            text = "Its code of the grader is another one: install there what is here."
            reasons.append(text)
        return " ".join(reasons)


def software() -> Software:
    """What is here."""
    return Software(versions=versions(), code=code_digest())


ORDER = msgspec.msgpack.Decoder(Order)


class Site:
    """A run's place on a worker's machine.

    Args:
        order: msgpack of an `Order`.
        ready: called once jobs can be graded.
        expired: called when nobody has asked for this run in a while; it is closed then.

    Attributes:
        state: "preparing", then "ready" or "refused"; in the end "closed".
        reason: why it is refused.
    """

    def __init__(
        self, order: bytes, ready: Callable[[], None], expired: Callable[[], None]
    ) -> None:
        self._order, self._when_ready, self._when_expired = order, ready, expired
        self._engine: Engine | None = None
        self._stop = threading.Event()
        self._asked = time.monotonic()
        self._keeper = threading.Thread(target=self._keep, name="autograder-site", daemon=True)
        self.state, self.reason = PREPARING, ""

    def start(self) -> None:
        """Prepare it; does not wait for that."""
        self._keeper.start()

    def renew(self) -> None:
        """Somebody still wants this run."""
        self._asked = time.monotonic()

    def grade(self, job: bytes) -> bytes:
        """Grade: msgpack of a `Job` -> msgpack of a `JobResult`, which holds any fault."""
        try:
            if self._engine is None:
                raise GraderFault(f"this worker is not ready: {self.reason or self.state}")
            result = self._engine.grade(JOB.decode(job))
        except GraderFault as error:
            result = JobResult(assignments=(), timing={}, fault=str(error))
        return msgspec.msgpack.encode(result)

    def close(self) -> None:
        """End all processes and remove all files, at once."""
        self.state = CLOSED
        self._stop.set()
        self._keeper.join(_CLOSE_SECONDS)

    def _keep(self) -> None:
        """Prepare, wait, and leave nothing behind; a thread of its own."""
        with ExitStack() as stack:
            try:
                self._engine = self._prepared(stack)
            except Exception as error:  # whatever it is: this worker alone goes without
                deliberate = isinstance(error, AutograderError)
                self.reason = str(error) if deliberate else f"{type(error).__name__}: {error}"
                self.state = CLOSED if self._stop.is_set() else REFUSED
                return
            if self._stop.is_set():
                return
            self.state = READY
            self._when_ready()
            while not self._stop.wait(min(LEASE_SECONDS, 5.0)):
                if time.monotonic() - self._asked > LEASE_SECONDS:
                    break
            self.state = CLOSED
        if not self._stop.is_set():
            self._when_expired()

    def _prepared(self, stack: ExitStack) -> Engine:
        order = ORDER.decode(self._order)
        self._order = b""  # it may be large
        _refuse(_low_wall(order.level))
        folder = stack.enter_context(_private_folder())
        with tarfile.open(fileobj=io.BytesIO(order.archive)) as archive:
            archive.extractall(folder, filter="data")
        course = load_course(folder)
        _refuse(_other_tests(order, course))
        chosen = [course.assignment(name) for name in order.assignments]
        devices = offered(chosen)
        engine = Engine(course, chosen, order.level, order.secret, stop=self._stop, devices=devices)
        return stack.enter_context(engine)


def _refuse(reasons: Iterator[str]) -> None:
    found = list(reasons)
    if found:
        raise AutograderError(" ".join(found))


def _low_wall(level: Level) -> Iterator[str]:
    entry = available().of(level)
    if not entry.works:
        yield f"Isolation level {level} does not work there: {entry.reason} {entry.remedy}"


def _other_tests(order: Order, course: Course) -> Iterator[str]:
    for name, wanted in order.tests.items():
        if assignment_digest(course.assignment(name)) != wanted:
            yield f"The tests of {name} are not the same there as here."


@contextmanager
def _private_folder() -> Iterator[Path]:
    """A folder that only this user can enter, and that outlives neither this block nor process."""
    folder = tempfile.mkdtemp(prefix=PREFIX)  # mode 0700
    broom = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _BROOM, folder],
        stdin=subprocess.PIPE,
        cwd="/",
        start_new_session=True,  # a Ctrl-C in the terminal must not end it first
    )
    try:
        yield Path(folder)
    finally:
        try:
            broom.communicate(timeout=_BROOM_SECONDS)
        except subprocess.TimeoutExpired:
            broom.kill()
        shutil.rmtree(folder, ignore_errors=True)  # where somebody has ended the broom
