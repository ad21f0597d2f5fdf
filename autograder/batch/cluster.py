"""Grade on the workers of a Dask cluster: submissions there as bytes, results back as bytes.

Whoever can talk to a cluster's scheduler can run code on its workers: that is Dask's own trust, and
the reason for a private network or TLS. Between the command and the workers, which are our own
processes, Dask uses pickle. What comes of a submission is bytes of msgpack in it, decoded here by
msgspec into `JobResult`, and refused where it is anything else.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any

import msgspec
from msgspec.structs import replace

from autograder.batch.site import NEW, PREPARING, READY, REFUSED, Order, Software, software
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
        state: "new", "preparing", "ready", "refused" or "closed".
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
        self._refused: dict[str, Report] = {}
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

    def untimed(self, device: str) -> str:
        """See `Executor`; a worker looks for the device itself."""
        return "" if self._alone else NONE_ALONE

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
    def _settled(self) -> bool:
        """Whether all is as it should be: somebody works, and nobody is about to."""
        states = {r.state for r in self._reports.values()}
        return READY in states and not states & {NEW, PREPARING}

    @property
    def _alone(self) -> bool:
        return any(r.alone and r.slots for r in self._reports.values())

    def _prepare(self) -> None:
        """Prepare all workers that are there, and tell which ones are refused.

        Raises:
            ClusterError: none is ready.
        """
        deadline, pause = time.monotonic() + PREPARE_SECONDS, 0.2
        while self._look() and time.monotonic() < deadline:
            if not any(r.state in (NEW, PREPARING) for r in self._reports.values()):
                break
            time.sleep(pause)
            pause = min(2 * pause, 2.0)
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
        while not self._stopping.wait(POLL_SECONDS if self._settled else 1.0):
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
            answers = self._run(worker_plugin.report, self._name)
            self._refused = {a: r for a, r in self._refused.items() if a in answers}
            reports = {a: _read(a, answer) for a, answer in answers.items()}
            now = {a: self._refused.get(a, r) for a, r in reports.items() if r is not None}
            new = [a for a, r in now.items() if r.state == NEW]
            now |= self._greet(new, now) if new else {}
        except Exception:  # whoever waits for an answer is told why
            return False
        before, self._reports = self._reports, now
        for line in _news(before, now):
            self._say(line)
        return True

    def _greet(self, addresses: list[str], reports: dict[str, Report]) -> dict[str, Report]:
        """Give workers the order, but for those that differ; the reports of these."""
        from autograder.batch import worker_plugin

        ours, refused = software(), {}
        for address, answer in self._run(worker_plugin.describe, workers=addresses).items():
            reason = _difference(ours, answer)
            if reason:
                report = replace(reports[address], state=REFUSED, reason=reason)
                refused[address] = report
        fit = [address for address in addresses if address not in refused]
        if fit:
            self._run(worker_plugin.prepare, self._name, self._order, workers=fit)
        self._refused |= refused
        return refused

    def _run(self, function: Callable[..., Any], *args: Any, **options: Any) -> dict[str, Any]:
        """Call a function on workers: address -> what it gave or raised there."""
        found: dict[str, Any] = self._client.run(function, *args, on_error="return", **options)
        return found

    def _close(self) -> None:
        """Let the workers forget the run, and let go of the cluster."""
        from autograder.batch import worker_plugin

        def end() -> None:
            with suppress(Exception):  # without a scheduler, they notice that nobody asks
                if self._client.status == "running":
                    self._run(worker_plugin.forget, self._name)
            with suppress(Exception):
                self._client.close(timeout=5)

        ending = threading.Thread(target=end, name="ending", daemon=True)
        ending.start()
        ending.join(CLOSE_SECONDS)  # a cluster that hangs does not hold the command


def connect(address: str) -> Any:
    """A client of the scheduler at an address.

    Raises:
        UsageError: distributed is not installed, or neither address nor settings can be used.
        ClusterError: nobody answers there, or not to us.
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
        asyncio.run(_knock(address))  # first: a client that finds nobody takes long to end
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


async def _knock(address: str) -> None:
    """See whether somebody listens there, and lets us in."""
    from distributed import Security
    from distributed import connect as open_comm

    arguments = Security().get_connection_args("client")
    comm = await open_comm(address, timeout=CONNECT_SECONDS, **arguments)
    await comm.close()


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def _read(address: str, answer: object) -> Report | None:
    """What a worker answered; None where it died meanwhile."""
    if isinstance(answer, OSError):
        return None
    try:
        return msgspec.convert(answer, Report)
    except msgspec.ValidationError:
        return Report(name=address, state=REFUSED, reason=_no_grader(answer))


def _difference(ours: Software, answer: object) -> str:
    """Why a worker that described itself so is of no use; empty where it is."""
    try:
        return ours.differences(msgspec.convert(answer, Software))
    except msgspec.ValidationError:
        return _no_grader(answer)


def _no_grader(answer: object) -> str:
    """Why a worker does not answer as one of ours."""
    text = " ".join(str(answer).split())
    if "ModuleNotFoundError" in text:
        return f"It has no grader, or not all of it: {text:.200}. Install there what is here."
    return f"It does not answer as expected: {text:.200}. Install there what is here."


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
