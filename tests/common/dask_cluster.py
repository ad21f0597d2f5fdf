"""A Dask cluster of real processes on this machine, each as far from the others as machines are."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from processes import below

DASK = (sys.executable, "-m", "dask")
WAIT_SECONDS = 120.0  # for whatever is waited for; a busy machine starts slowly


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Started:
    """A scheduler, or a worker with its nanny."""

    name: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """What it has said."""
        return (self.folder / "log").read_text(errors="replace")

    def wait_for(self, text: str) -> None:
        """Wait until it has said so; one that ends instead fails the test."""
        until(lambda: text in self.log or self.process.poll() is not None)
        assert text in self.log, self.log

    @property
    def temporary(self) -> list[str]:
        """What lies in its temporary folder, but for Dask's own."""
        found = (self.folder / "tmp").iterdir()
        return [path.name for path in found if path.name != "dask-scratch-space"]

    @property
    def worker_pids(self) -> list[int]:
        """The process that does the work, below its nanny."""
        return [p.pid for p in below(self.process.pid) if "spawn_main" in p.line]

    @property
    def graders(self) -> list[str]:
        """Our own processes below it."""
        return [p.line for p in below(self.process.pid) if "autograder" in p.line]


@dataclass
class Cluster:
    """A scheduler and its workers.

    Attributes:
        folder: for all of it; each process has a home, a temporary and a working folder of its own.
        environment: of every process, beside what it needs.
    """

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    started: list[Started] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The scheduler's."""
        return f"tcp://127.0.0.1:{self.port}"

    def scheduler(self) -> Started:
        """Start it, and wait until it listens."""
        options = ["--host", "127.0.0.1", "--port", str(self.port)]
        made = self.start("scheduler", ["scheduler", *options, *NO_PAGES])
        made.wait_for("Scheduler at")
        return made

    def worker(
        self, name: str, *more: str, preload: str = "", wrap: Sequence[str] = (), **env: str
    ) -> Started:
        """Start a worker with a nanny, and wait until it has joined.

        Args:
            name: its name.
            more: further arguments.
            preload: source of a module that it runs first.
            wrap: a command that runs it.
            env: of its environment.
        """
        options = ["--host", "127.0.0.1", "--name", name, "--nthreads", "1", *NO_MEMORY, *NO_PAGES]
        if preload:
            place = self.folder / f"preload_{name}.py"
            place.write_text(preload)
            options += ["--preload", str(place)]
        made = self.start(name, ["worker", self.address, *options, *more], wrap, env)
        made.wait_for("Registered to")
        return made

    def start(
        self,
        name: str,
        arguments: Sequence[str],
        wrap: Sequence[str] = (),
        env: dict[str, str] | None = None,
    ) -> Started:
        """Start `dask` with some arguments."""
        place = self.folder / name
        for folder in ("home", "tmp", "work"):
            (place / folder).mkdir(parents=True)
        own = {"HOME": str(place / "home"), "TMPDIR": str(place / "tmp")}
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("AUTOGRADER", "PYTHON"))}
        with (place / "log").open("wb") as log:
            process = subprocess.Popen(
                [*wrap, *DASK, *arguments],
                cwd=place / "work",
                env=kept | own | self.environment | (env or {}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        made = Started(name, place, process)
        self.started.append(made)
        return made

    def close(self) -> None:
        """End all: workers, then the scheduler, which was started first."""
        for group in (self.started[1:], self.started[:1]):
            for one in group:
                one.process.terminate()
            for one in group:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    one.process.wait(20)
        for one in self.started:
            for pid in [p.pid for p in below(one.process.pid)]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            one.process.kill()
            one.process.wait()


NO_PAGES = ("--dashboard-address", "127.0.0.1:0")
NO_MEMORY = ("--memory-limit", "0")


@contextlib.contextmanager
def cluster_in(folder: Path, *workers: str, **environment: str) -> Iterator[Cluster]:
    """A scheduler and workers of these names, ended at the end."""
    made = Cluster(folder, environment)
    try:
        made.scheduler()
        for name in workers:
            made.worker(name)
        yield made
    finally:
        made.close()


def until(happened: object, seconds: float = WAIT_SECONDS) -> None:
    """Wait until a function gives something true."""
    assert callable(happened)
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
