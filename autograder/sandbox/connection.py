"""The grader's end of one worker: asks with a deadline, watches memory, collects output."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import select
import signal
import socket
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import (
    Crashed,
    GraderFault,
    OutOfMemory,
    StudentError,
    TimeOut,
    WireError,
    WorkerError,
)
from autograder.sandbox import devices as devices_of
from autograder.sandbox import forkserver, messages, wire
from autograder.sandbox.isolation import Device
from autograder.sandbox.messages import Answer, Request
from autograder.sandbox.wire import Ref

WATCH = 0.05  # seconds between two looks at a busy worker's memory
MAX_THREADS = 256
MAX_ANSWER = 64 * 2**20  # bytes of one answer
MAX_RECEIVED = 512 * 2**20  # bytes of all answers of one worker
# What a GPU's driver may take of main memory in a worker, on top of the limit: context, code.
DRIVER_MB = 1024
# It reserves all address space at once, and holds some dozens of descriptors.
_FOR_DRIVERS = {"memory_mb": None, "open_files": 256}
_GOODBYE = 2.0  # seconds that a keeper may take to say how its worker ended
_CHUNK = 2**16  # what a pipe holds
Reader = Callable[[bytes], Answer]
_NO_ROOM = tuple(f"[Errno {n}]" for n in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))


@dataclass(frozen=True)
class WorkerLimits:
    """What one worker may use. Megabytes are 2**20 bytes."""

    memory_mb: int = 1024  # resident, and mapped on top of what the zygote has mapped
    disk_mb: int = 64
    output_kb: int = 64


class Connection:
    """One worker.

    Args:
        control: control socket of a zygote.
        limits: what the worker may use.
        devices: those that it gets, of those that the zygote offers.

    Raises:
        GraderFault: the zygote is gone, or gives no worker.
    """

    def __init__(
        self, control: socket.socket, limits: WorkerLimits, devices: Sequence[Device] = ()
    ) -> None:
        self.limits = limits
        self._memory_mb = limits.memory_mb + (DRIVER_MB if devices else 0)
        self._nodes = devices_of.numbers(devices)
        self._opened: set[str] = set()
        self.waited = 0.0  # seconds that the worker has cost, reading its answers included
        self.answering = 0.0  # seconds between questions and their answers
        self._output = bytearray()
        self._dropped = 0
        self._received = 0
        self._buffer = bytearray()
        self._status: Path | None = None  # of the worker, in /proc
        self._wire, theirs = socket.socketpair()
        self._life, keeper = socket.socketpair()
        self._out, out = os.pipe()
        for fd in (self._wire.fileno(), self._life.fileno(), self._out):
            os.set_blocking(fd, False)
        self._poll = select.poll()
        self._poll.register(self._out, select.POLLIN)
        try:
            allowed = {"memory_mb": 2 * limits.memory_mb, "tmp_mb": limits.disk_mb}
            wanted = {"devices": [device.name for device in devices]}
            asked = allowed | wanted | (_FOR_DRIVERS if devices else {})
            fds = [theirs.fileno(), keeper.fileno(), out]
            forkserver.request(control, json.dumps(asked).encode(), fds)
        except OSError as error:
            self.close()
            raise GraderFault(f"the zygote is gone: {error}") from None
        finally:
            theirs.close()
            keeper.close()
            os.close(out)
        self.pid = self._said_pid()  # the worker's, as this process sees it
        self._status = Path("/proc", str(self.pid), "status")

    def load(
        self,
        files: Mapping[str, bytes],
        module: str,
        probes: str,
        seconds: float,
        forbid: Sequence[str] = (),
    ) -> None:
        """Send the submission and have it imported, without the library calls in `forbid`.

        Raises:
            StudentError: importing it raised.
            WorkerError: importing it ended the process, or took too long.
            GraderFault: there was no room for its files.
        """
        try:
            request = Request(messages.STORE, Ref(0), (dict(files),)).encode()
            self.ask(request, "storing the submission", seconds)
        except StudentError as error:
            if error.message.startswith(_NO_ROOM):  # to be believed: no code of theirs has run
                self.close()
                raise GraderFault(f"no room for a submission's files: {error.message}") from None
            raise
        request = Request(messages.LOAD, Ref(0), (module, probes, list(forbid))).encode()
        self.ask(request, f"importing {module}.py", seconds)

    def ask(
        self, request: bytes, what: str, seconds: float, read: Reader = messages.decode_answer
    ) -> Answer:
        """Request bytes -> answer, within `seconds` of wall-clock time; `read` makes it of bytes.

        Raises:
            StudentError: the submission raised.
            WorkerError: its process is gone; this connection is closed.
            GraderFault: the zygote is gone; likewise.
        """
        start = time.monotonic()
        try:
            if self._buffer:
                raise WireError(f"the process answered more than it was asked, before {what}")
            self._send(wire.frame(request), what, start + seconds, seconds)
            data = self._receive(what, start + seconds, seconds)
            self.answering += time.monotonic() - start
            self._received += len(data)
            if self._received > MAX_RECEIVED:
                raise WireError(
                    f"the process answered with more than {MAX_RECEIVED:,} bytes in all"
                )
            return read(data)
        except (WorkerError, GraderFault):
            self.close()
            raise
        except StudentError:
            raise
        except Exception as error:  # whatever an answer can make of its reader is its own doing
            self.close()
            raise WireError(f"an answer that cannot be read: {type(error).__name__}") from None
        finally:
            self.waited += time.monotonic() - start

    def take_output(self) -> str:
        """What the submission has printed since the last call."""
        self._drain()
        text = self._output.decode("utf-8", "replace")
        if self._dropped:
            text += f"\n... {self._dropped:,} more bytes were not kept"
        self._output.clear()
        self._dropped = 0
        return text

    def close(self) -> None:
        """End the worker."""
        if self._out >= 0:
            self._drain()
            self._look_at_devices()
            self._wire.close()
            self._life.close()  # the keeper kills the worker when this closes
            os.close(self._out)
            self._out = -1

    @property
    def closed(self) -> bool:
        """Whether the worker has been ended."""
        return self._out < 0

    @property
    def opened(self) -> tuple[str, ...]:
        """Nodes of its devices that the worker was seen to hold open, from outside."""
        return tuple(sorted(self._opened))

    def _look_at_devices(self) -> None:
        if not self._nodes or self._status is None:
            return
        with contextlib.suppress(OSError):  # it has ended
            for entry in os.scandir(self._status.with_name("fd")):
                with contextlib.suppress(OSError):
                    node = self._nodes.get(os.stat(entry.path).st_rdev)
                    self._opened |= {node} if node else set()

    def _said_pid(self) -> int:
        said = self._keeper_says(20.0)
        if "pid" not in said:
            self.close()
            problem = said.get("error", "the zygote did not answer")
            raise GraderFault(f"no worker could be started: {problem}")
        return int(str(said["pid"]))

    def _keeper_says(self, seconds: float) -> dict[str, object]:
        """What the keeper says within `seconds`: nothing, or {"gone": True} where it has ended."""
        if not select.select([self._life], [], [], seconds)[0]:
            return {}
        line = b""
        with contextlib.suppress(OSError):
            while not line.endswith(b"\n") and (byte := self._life.recv(1)):
                line += byte
        return dict(json.loads(line)) if line.endswith(b"\n") else {"gone": True}

    def _send(self, data: bytes, what: str, deadline: float, seconds: float) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[self._wire.send(view) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, what, deadline, seconds)
            except OSError:
                raise self._ended(what) from None

    def _receive(self, what: str, deadline: float, seconds: float) -> bytes:
        need = 4
        size = None
        while True:
            if size is None and len(self._buffer) >= 4:
                size = struct.unpack(">I", self._buffer[:4])[0]
                need = 4 + size
                if size > MAX_ANSWER:
                    raise WireError(f"an answer of {size:,} bytes is too large")
            if len(self._buffer) >= need and size is not None:
                answer = bytes(self._buffer[4:need])
                del self._buffer[:need]
                return answer
            try:
                chunk = self._wire.recv(2**20)
            except BlockingIOError:
                self._wait(select.POLLIN, what, deadline, seconds)
                continue
            except OSError:
                chunk = b""
            if not chunk:
                raise self._ended(what)
            self._buffer += chunk

    def _wait(self, event: int, what: str, deadline: float, seconds: float) -> None:
        """Until the wire is ready; meanwhile read output and watch memory."""
        self._poll.register(self._wire, event)
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeOut(
                    f"Stopped after {seconds:g} s in {what}: is there an endless loop, or is a "
                    "loop over every element too slow?"
                )
            events = dict(self._poll.poll(min(left, WATCH) * 1000))
            if self._out in events:
                self._drain()
            if self._wire.fileno() in events:
                return
            self._watch(what)

    def _watch(self, what: str) -> None:
        self._look_at_devices()
        assert self._status is not None
        try:
            lines = self._status.read_text(errors="replace").splitlines()
        except OSError:
            return  # it has just ended; the wire will say so
        status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
        kb = sum(int(status.get(key, "0").split()[0]) for key in ("RssAnon", "RssShmem"))
        if kb > self._memory_mb * 1024:
            raise OutOfMemory(
                f"Stopped in {what}: it used more than {self._memory_mb:,} MB of memory."
            )
        if int(status.get("Threads", "1")) > MAX_THREADS:
            raise Crashed(f"Stopped in {what}: it started more than {MAX_THREADS} threads.")

    def _drain(self) -> None:
        """Read output, but no more than a pipe or two: it may be written as fast as it is read."""
        with contextlib.suppress(OSError, KeyError):
            for _ in range(4):
                chunk = os.read(self._out, _CHUNK)
                room = max(0, self.limits.output_kb * 1024 - len(self._output))
                self._output += chunk[:room]
                self._dropped += max(0, len(chunk) - room)
                if not chunk:  # closed: it would be ready for ever
                    self._poll.unregister(self._out)
                if len(chunk) < _CHUNK:
                    return

    def _ended(self, what: str) -> WorkerError | GraderFault:
        said = self._keeper_says(_GOODBYE)
        if "gone" in said:
            return GraderFault(f"the zygote ended in {what}")
        if not said:
            return Crashed(
                f"The process closed its connection to the grader in {what}. "
                "A submission must leave open what it has not opened."
            )
        code = int(str(said.get("exit", 0)))
        if code == -signal.SIGKILL:
            return OutOfMemory(f"The system stopped {what}: most likely it ran out of memory.")
        if code < 0:
            known = -code in set(signal.Signals)
            name = signal.Signals(-code).name if known else f"signal {-code}"
            words = {"SIGSEGV": " (segmentation fault; endless recursion does this too)"}
            return Crashed(f"The process was ended by {name} in {what}{words.get(name, '')}.")
        return Crashed(
            f"The process ended itself with exit code {code} in {what}. "
            "A submission must return, not exit."
        )
