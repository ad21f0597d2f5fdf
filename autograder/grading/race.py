"""One exercise at one size: a submission and the reference on the same inputs, call by call.

Three workers, each behind a wall of its own: the submission's, the reference's, and one that does
nothing but carry the same values, so that what carrying takes can be taken off both. A worker that
is not asked is stopped: it can neither work ahead nor take time from the others. Every call has
inputs of its own, drawn from the instructor's secret, and every result is compared.
"""

from __future__ import annotations

import contextlib
import math
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course import Exercise, Speed
from autograder.errors import GraderFault, StudentError, TimeOut, WorkerError
from autograder.feedback.compare import as_numpy, difference, is_array
from autograder.grading.suite import Suite, case_rng
from autograder.sandbox import messages
from autograder.sandbox.connection import Connection, WorkerLimits
from autograder.sandbox.isolation import Device
from autograder.sandbox.messages import Request
from autograder.sandbox.wire import Ref
from autograder.timing import beside
from autograder.timing.cases import Case
from autograder.timing.ratio import Ratio, ratio, settled, share
from autograder.timing.stopwatch import Stopwatch

WARM_UP = 2  # rounds that are checked, and not counted
LEAST_ROUNDS, ENOUGH_ROUNDS, MOST_ROUNDS = 3, 7, 45
SIZE_SECONDS = 10.0  # after which no further round is begun
ROUND_SECONDS = 0.01  # of the reference's: calls that are shorter are repeated within a round
MOST_CALLS = 8
HOPELESS = 3.0  # times `zero_at`: a call is not waited for any longer
CLEARLY = 1.5  # times `zero_at`: the fewest rounds are enough to say so
LEAST_SECONDS = 2.0  # that a call is waited for
FIRST_GPU_SECONDS = 60.0  # for the first call of a worker on a GPU, which loads the driver

_SUFFIX = {"cpu": "", "cuda": "_cuda"}


class Lost(Exception):
    """The submission's speed earns nothing: a call was wrong, raised or ended the process."""


@dataclass(frozen=True)
class Outcome:
    """What was measured of one size.

    Attributes:
        share: of the size's points.
        ratio: None where the submission was stopped.
        wire: what carrying takes, as a share of the reference's time.
        favour: the interval held two marks, and the better one was given.
    """

    share: float
    ratio: Ratio | None = None
    wire: float = 0.0
    favour: bool = False


@dataclass(frozen=True)
class Lane:
    """One of the three: its worker and what it is asked to run."""

    connection: Connection
    watch: Stopwatch
    function: str

    def request(self, module: str, name: str, arguments: tuple[Any, ...]) -> bytes:
        """The call as bytes."""
        target = Ref(0, (self.function,))
        return Request(messages.RUN, target, (module, name, *arguments)).encode()


class Race:
    """One exercise at one size. Use as a context manager.

    Args:
        control: control socket of the zygote with the assignment's libraries.
        suite: the assignment, with its reference.
        case: how inputs are drawn.
        exercise: whose speed is marked.
        size: label of the size.
        files: the submission's.
        devices: what each of the three gets, where the exercise is timed on one.

    Attributes:
        opened: nodes of these devices that the submission's worker held open.

    Raises:
        GraderFault: the reference cannot be run.
        Lost: the submission cannot be imported.
    """

    def __init__(
        self,
        control: socket.socket,
        suite: Suite,
        case: Case,
        exercise: Exercise,
        size: str,
        files: Mapping[str, bytes],
        devices: Sequence[Device] = (),
    ) -> None:
        assert exercise.speed is not None
        self._devices = devices if exercise.speed.device != "cpu" else ()
        self._suite, self._exercise, self._size = suite, exercise, size
        self._speed: Speed = exercise.speed
        self._control, self._files = control, files
        self._case = case
        self._draws = 0
        self._first = FIRST_GPU_SECONDS if self._devices else 0.0
        self._patience = max(suite.assignment.limits.call_seconds, self._first)  # with ours
        self._seconds = self._patience  # with the submission
        self._exit = contextlib.ExitStack()

    def __enter__(self) -> Race:
        file, suffix = self._suite.assignment.file, _SUFFIX[self._speed.device]
        with self._exit:
            with _ours("the reference"):
                text = self._suite.reference_source
                self._theirs = self._lane({file: text}, f"timed{suffix}")
                self._wire = self._lane({file: b""}, f"kept{suffix}")
            try:
                with self._submissions():
                    self._mine = self._lane(self._files, f"timed{suffix}")
            except TimeOut as error:
                raise Lost(str(error)) from None
            self._open = self._exit.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def opened(self) -> frozenset[str]:
        """See the class; known once the race is over."""
        return frozenset(self._mine.connection.opened)

    def run(self) -> Outcome:
        """Measure, until the mark is clear or the time is up.

        Raises:
            Lost: the submission was wrong, raised or ended.
            GraderFault: the reference did, or a process of ours.
        """
        try:
            return self._run()
        except TimeOut:
            return Outcome(0.0)

    def _run(self) -> Outcome:
        end = time.monotonic() + SIZE_SECONDS
        calls = self._warm_up()
        full, zero = self._speed.full_marks_at, self._speed.zero_at
        rounds: list[tuple[float, float, float]] = []
        while True:
            rounds.append(self._round(calls, len(rounds)))
            late = time.monotonic() > end
            if len(rounds) < LEAST_ROUNDS:
                continue
            found = ratio(*zip(*rounds, strict=True))
            clear = settled(found, full, zero)
            enough = len(rounds) >= ENOUGH_ROUNDS or found.low > CLEARLY * zero
            if late or (clear and enough) or len(rounds) >= MOST_ROUNDS:
                break
        _, theirs, wire = np.median(np.array(rounds), axis=0)
        best = share(found.value if clear else found.low, full, zero)
        return Outcome(best, found, float(wire / theirs), favour=not clear)

    def _warm_up(self) -> int:
        """Calls that do not count; how many calls a round has."""
        for nth in range(WARM_UP):
            arguments = self._arguments()
            expected, theirs = self._ask_ours(self._theirs, arguments)
            if not nth:
                self._keep(expected)
                enough = max(LEAST_SECONDS, HOPELESS * self._speed.zero_at * theirs)
                self._seconds = max(min(self._seconds, enough), self._first)
            self._ask_ours(self._wire, arguments)
            mine = self._ask_submission(arguments, expected)
            if not nth and self._first:
                self._patience = self._seconds = self._suite.assignment.limits.call_seconds
        slow = max(theirs, mine / self._speed.zero_at)
        return min(max(math.ceil(ROUND_SECONDS / slow), 1), MOST_CALLS)

    def _round(self, calls: int, nth: int) -> tuple[float, float, float]:
        """Seconds a call: the submission's, the reference's, the wire's. Who is first changes."""
        mine = theirs = wire = 0.0
        for call in range(calls):
            arguments = self._arguments()
            if (nth + call) % 2:
                expected, seconds = self._ask_ours(self._theirs, arguments)
                mine += self._ask_submission(arguments, expected)
            else:
                value, taken = self._time_submission(arguments)
                expected, seconds = self._ask_ours(self._theirs, arguments)
                self._compare(value, expected)
                mine += taken
            theirs += seconds
            wire += self._ask_ours(self._wire, arguments)[1]
        return mine / calls, theirs / calls, wire / calls

    def _arguments(self) -> tuple[Any, ...]:
        """Inputs that no call had before: only who knows the secret can know them."""
        name = f"speed/{self._exercise.name}/{self._size}/{self._draws}"
        self._draws += 1
        rng = case_rng(self._suite.assignment.id, name, hidden=True)
        try:  # they cross the wall as bytes; a worker with a GPU moves them there
            return self._case.inputs(rng, "cpu", **self._case.sizes[self._size])
        except Exception as error:
            text = f"the inputs of {name} cannot be made: {type(error).__name__}: {error}"
            raise GraderFault(text) from error

    def _lane(self, files: Mapping[str, bytes], function: str) -> Lane:
        limits = self._suite.assignment.limits
        allowed = WorkerLimits(memory_mb=limits.memory_mb, output_kb=limits.output_kb)
        connection = Connection(self._control, allowed, self._devices)
        self._exit.callback(connection.close)
        source = Path(beside.__file__).read_text(encoding="utf-8")
        module, forbid = self._suite.assignment.module, self._suite.assignment.forbid
        connection.load(files, module, source, limits.import_seconds, forbid)
        watch = Stopwatch(connection)
        self._exit.callback(watch.close)
        return Lane(connection, watch, function)

    def _keep(self, value: Any) -> None:
        """Have the wire's worker answer with a result of this size."""
        target = Ref(0, (f"keep{_SUFFIX[self._speed.device]}",))
        with _ours("carrying a result"):
            request = Request(messages.RUN, target, (value,)).encode()
            self._wire.watch.ask(request, "keep", self._seconds)

    def _ask_ours(self, lane: Lane, arguments: tuple[Any, ...]) -> tuple[Any, float]:
        with _ours("the reference"):
            return self._time(lane, arguments, self._patience)

    def _ask_submission(self, arguments: tuple[Any, ...], expected: Any) -> float:
        value, seconds = self._time_submission(arguments)
        self._compare(value, expected)
        return seconds

    def _time_submission(self, arguments: tuple[Any, ...]) -> tuple[Any, float]:
        with self._submissions():
            return self._time(self._mine, arguments, self._seconds)

    def _time(self, lane: Lane, arguments: tuple[Any, ...], seconds: float) -> tuple[Any, float]:
        name = self._exercise.name
        request = lane.request(self._suite.assignment.module, name, arguments)
        answer, taken = lane.watch.ask(request, name, seconds)
        return answer.value, taken

    def _compare(self, value: Any, expected: Any) -> None:
        if isinstance(value, Ref):
            raise Lost("What came back when it was timed is no data.")
        within = self._case.tolerance
        found = difference(value, expected, within, within * _largest(expected))
        if found is not None:
            # which call it was hangs on the clock: what is said of it would not be the same again
            raise Lost(f"A result was not right when it was timed (size {self._size}).")

    @contextlib.contextmanager
    def _submissions(self) -> Iterator[None]:
        """What goes wrong here is the submission's."""
        try:
            yield
        except TimeOut:
            raise
        except StudentError as error:
            raise Lost(f"It raised {error.kind} when it was timed.") from None
        except WorkerError as error:
            raise Lost(str(error)) from None


@contextlib.contextmanager
def _ours(what: str) -> Iterator[None]:
    """What goes wrong here is the grader's, or the course's."""
    try:
        yield
    except (StudentError, WorkerError, TypeError, ValueError) as error:
        raise GraderFault(f"{what} cannot be timed: {error}") from None


def _largest(value: Any) -> float:
    """The largest magnitude in a result: what is tiny beside it may differ by as much."""
    if isinstance(value, list | tuple):
        return max(map(_largest, value), default=0.0)
    if isinstance(value, dict):
        return _largest(list(value.values()))
    if is_array(value):
        numbers = np.abs(as_numpy(value))
        finite = numbers[np.isfinite(numbers)]
        return float(finite.max()) if finite.size else 0.0
    return abs(value) if isinstance(value, int | float | complex) else 0.0
