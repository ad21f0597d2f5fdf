"""Grade on the workers of a Dask cluster: submissions there as bytes, results back as bytes.

Whoever can talk to a cluster's scheduler can run code on its workers: that is Dask's own trust, and
the reason for a private network or TLS. Between the command and the workers, which are our own
processes, Dask uses pickle. What comes of a submission is bytes of msgpack in it, decoded here by
msgspec into `JobResult`, and refused where it is anything else.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any

import msgspec

from autograder.batch.site import PREPARING, READY, REFUSED, Order
from autograder.errors import ClusterError, GraderFault, LastingFault, UsageError
from autograder.grading.jobs import FROM_MSGPACK, Job, JobResult
from autograder.results import Record

CONNECT_SECONDS = 10.0
PREPARE_SECONDS = 300.0  # for unpacking, importing torch and proving the tests
LOST_SECONDS = 120.0  # without a worker that is ready; one that restarts needs a fraction
CLOSE_SECONDS = 60.0
POLL_SECONDS = 5.0

GOES_ON = "What is done is kept; the same command goes on from here."
NONE_ALONE = (
    "No worker says that it has its machine to itself, as speed marks need. "
    'Start one with: dask worker ADDRESS --resources "alone=1"'
)

Say = Callable[[str], None]


class Report(Record, frozen=True, kw_only=True):
    """How a worker is doing.

    Attributes:
        name: as its owner calls it; else its address.
        state: "preparing", "ready", "refused" or "closed".
        reason: why it is refused.
        slots: how many jobs at a time.
        alone: it has its machine to itself.
    """

    name: str
    state: str
    reason: str = ""
    slots: int = 0
    alone: bool = False


class DaskExecutor:
    """Grades on a cluster. Use as a context manager; workers may come and go meanwhile.

    Args:
        address: of the scheduler, such as "tcp://10.0.0.1:8786".
        order: what each worker gets.
        say: takes a line for the user, from any thread.
        most: how many jobs at a time at most; 0: as many as the workers take.

    Raises:
        UsageError: distributed is not installed, or the address is none. On entering.
        ClusterError: the scheduler cannot be reached, or no worker can grade. On entering.
    """

    def __init__(self, address: str, order: Order, say: Say, most: int = 0) -> None:
        self._address, self._say, self._most = address, say, most
        self._order = msgspec.msgpack.encode(order)
        self._name = f"grade-{secrets.token_hex(8)}"
        self._reports: dict[str, Report] = {}
        self._waiting: dict[Any, bool] = {}  # what is asked for -> whether it wants to be alone
        self._lock = threading.Lock()
        self._suspects = threading.Lock()
        self._stopping = threading.Event()
        self._problem = ""
        self._client: Any = None

    def __enter__(self) -> DaskExecutor:
        self._client = connect(self._address)
        try:
            self._prepare()
        except BaseException:
            self._close()
            raise
        threading.Thread(target=self._watch, name="cluster", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._close()

    @property
    def slots(self) -> int:
        """The threads of all workers that are ready, up to what was asked for."""
        found = sum(r.slots for r in self._reports.values())
        return max(1, min(found, self._most or found))

    @property
    def threads(self) -> int:
        """One per job at a time; more than there are slots, so that each has its next at hand."""
        return self._most or 4096

    def grade(self, job: Job) -> JobResult:
        """Grade one submission on some worker; on another one where that is lost.

        Raises:
            LastingFault: workers die whenever they grade it, or none is fit for it.
            GraderFault: as the worker says.
            ClusterError: the connection or all workers are lost.
        """
        from distributed import KilledWorker

        data = msgspec.msgpack.encode(job)
        try:
            answer = self._ask(data, job.alone)
        except KilledWorker:
            answer = self._ask_again(data, job.alone)
        try:
            result = FROM_MSGPACK.decode(answer)
        except (msgspec.MsgspecError, UnicodeDecodeError, TypeError) as error:
            raise GraderFault(f"what a worker sent is no result: {error}") from None
        if result.fault is not None and not result.assignments:
            raise GraderFault(result.fault)
        return result

    def stop(self) -> None:
        """Cancel what waits; what runs is ended with the run."""
        self._stopping.set()
        self._cancel(list(self._waiting))

    def _ask_again(self, data: bytes, alone: bool) -> bytes:
        """One suspect at a time: those who were merely beside the guilty one come through."""
        from distributed import KilledWorker

        with self._suspects:
            try:
                return self._ask(data, alone)
            except KilledWorker as error:
                text = (
                    f"the workers that graded it died, the last one at {error.last_worker.address}"
                )
                raise LastingFault(text) from None

    def _ask(self, data: bytes, alone: bool) -> bytes:
        from autograder.batch import worker_plugin

        if alone and not self._alone:
            raise LastingFault(NONE_ALONE)
        wanted = {self._name: 1} | ({worker_plugin.ALONE: 1} if alone else {})
        key = f"autograder-{secrets.token_hex(16)}"  # says nothing of who handed it in
        try:
            self._go_on()
            future = self._client.submit(
                worker_plugin.grade, self._name, data, key=key, pure=False, resources=wanted
            )
            self._waiting[future] = alone
            try:
                self._go_on()  # it may have been stopped a moment ago
                return future.result()  # type: ignore[no-any-return]
            finally:
                del self._waiting[future]
        except (CancelledError, OSError, RuntimeError):
            self._go_on()
            if alone and not self._alone:
                raise LastingFault(NONE_ALONE) from None
            self._fail(f"The connection to the cluster at {self._address} is lost.")
            self._go_on()
            raise

    def _go_on(self) -> None:
        if self._stopping.is_set():
            raise GraderFault("stopped")
        if self._problem:
            raise ClusterError(self._problem)

    def _fail(self, problem: str) -> None:
        """Nothing can be graded any more."""
        with self._lock:
            self._problem = self._problem or f"{problem} {GOES_ON}"
        self._cancel(list(self._waiting))

    def _cancel(self, futures: list[Any]) -> None:
        with suppress(Exception):  # where the scheduler is gone, they are cancelled already
            self._client.cancel(futures)

    @property
    def _alone(self) -> bool:
        return any(r.alone and r.slots for r in self._reports.values())

    def _prepare(self) -> None:
        """Prepare all workers that are there, and tell which ones are refused.

        Raises:
            ClusterError: none is ready.
        """
        from autograder.batch import worker_plugin

        with suppress(Exception):  # of the first worker that cannot; each one's is reported below
            self._client.register_plugin(worker_plugin.Prepare(self._name, self._order))
        deadline = time.monotonic() + PREPARE_SECONDS
        while self._look() and time.monotonic() < deadline:
            if not any(r.state == PREPARING for r in self._reports.values()):
                break
            time.sleep(0.2)
        if any(r.state == READY for r in self._reports.values()):
            return
        if not self._reports:
            raise ClusterError(
                f"The cluster at {self._address} has no workers. "
                f"Start one with: dask worker {self._address}"
            )
        raise ClusterError(
            f"No worker of the cluster at {self._address} can grade. "
            f"{_counted(self._reports)} Put one right, then run the same command again."
        )

    def _watch(self) -> None:
        """See who comes and who goes, and keep the run alive; a thread of its own."""
        seen = seen_alone = time.monotonic()
        while not self._stopping.wait(POLL_SECONDS):
            self._look()
            now = time.monotonic()
            seen = now if any(r.slots for r in self._reports.values()) else seen
            seen_alone = now if self._alone else seen_alone
            if now - seen > LOST_SECONDS:
                return self._fail(f"The cluster at {self._address} has no worker left.")
            if now - seen_alone > LOST_SECONDS:
                self._cancel([future for future, alone in self._waiting.copy().items() if alone])

    def _look(self) -> bool:
        """Ask all workers how they are, and tell what is new; whether that could be asked."""
        from autograder.batch import worker_plugin

        try:
            answers = self._client.run(worker_plugin.report, self._name, on_error="return")
        except Exception:  # whoever waits for an answer is told why
            return False
        before, now = self._reports, {}
        for address, answer in answers.items():
            report = _read(address, answer)
            if report is not None:
                now[address] = report
        self._reports = now
        for line in _news(before, now):
            self._say(line)
        return True

    def _close(self) -> None:
        """Let the workers forget the run, and let go of the cluster."""

        def end() -> None:
            with suppress(Exception):  # a refused worker has nothing to forget, and says so
                if self._client.status == "running":
                    self._client.unregister_worker_plugin(self._name)
            with suppress(Exception):
                self._client.close(timeout=5)

        ending = threading.Thread(target=end, name="ending", daemon=True)
        ending.start()
        ending.join(CLOSE_SECONDS)  # a cluster that hangs does not hold the command


def connect(address: str) -> Any:
    """A client of the scheduler at an address.

    Raises:
        UsageError: distributed is not installed, or the address is none.
        ClusterError: nobody answers there.
    """
    try:
        import distributed
    except ImportError:
        raise UsageError(
            "--dask needs the package distributed, here and on every worker. "
            'Install it with: pip install "cnn-course[cluster]"'
        ) from None
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said in a sentence
    try:
        return distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except OSError as error:
        raise ClusterError(
            f"Nobody answers at {address}: {_first_line(error)}. Expected the address of a Dask "
            "scheduler, such as tcp://10.0.0.1:8786. Is it running, and reachable from here?"
        ) from None
    except (ValueError, TypeError, RuntimeError) as error:
        raise UsageError(
            f"--dask {address}: {_first_line(error)}. Expected tcp://HOST:PORT, or tls://HOST:PORT "
            "with Dask's own settings for TLS."
        ) from None


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def _read(address: str, answer: object) -> Report | None:
    """What a worker answered; None where it died over it, or has not yet heard of the run."""
    if isinstance(answer, ModuleNotFoundError):
        reason = f"It has no grader: {answer}. Install there what is installed here."
        return Report(name=address, state=REFUSED, reason=reason)
    if answer is None or isinstance(answer, OSError):
        return None
    try:
        return msgspec.convert(answer, Report)
    except msgspec.ValidationError:
        reason = f"It does not answer as expected ({answer!s:.200}). Is its grader another one?"
        return Report(name=address, state=REFUSED, reason=reason)


def _news(before: dict[str, Report], now: dict[str, Report]) -> list[str]:
    """Lines on the workers that have come, gone, or been refused."""
    lines = []
    for address, report in now.items():
        was = before.get(address)
        who = report.name if report.name == address else f"{report.name} ({address})"
        if was is not None and was.state == report.state:
            continue
        if report.state == REFUSED:
            lines.append(f"Worker {who} is refused. {report.reason}")
        elif report.state == READY:
            alone = ", alone on its machine" if report.alone else ""
            lines.append(f"Worker {who} is ready: {report.slots} at a time{alone}")
    for address, report in before.items():
        if address not in now and report.state == READY:
            lines.append(f"Worker {report.name} is gone; others do its work.")
    return lines


def _counted(reports: dict[str, Report]) -> str:
    """How many are in which state."""
    refused = [r for r in reports.values() if r.state == REFUSED]
    late = len(reports) - len(refused)
    told = f"{len(refused)} refused" + (f", {late} not ready in time" if late else "")
    first = f"; {refused[0].name}: {refused[0].reason}" if refused else "."
    return f"Of {len(reports)}: {told}{first}"
