"""Starts the process that times, hears it out, and never leaves it behind."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import IO

import msgspec

from autograder.errors import GraderFault, UsageError
from autograder.timing.messages import Event, Failed, Finished, Request, Telling
from autograder.timing.records import Bench

# Libraries of linear algebra read these when they are loaded.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_SILENCE = 120.0  # seconds for imports, and beside what the cap allows


def run_bench(request: Request, tell: Callable[[str], None]) -> Bench:
    """Time what is asked for, in a process of its own.

    Args:
        request: what, and on which device.
        tell: hears what is under the clock.

    Raises:
        UsageError: the device is not there, or cases or references cannot be run.
        GraderFault: the process has ended or hangs.
    """
    environment = os.environ | {name: str(request.threads) for name in _THREADS}
    asked = msgspec.json.encode(request).decode()
    command = [sys.executable, "-P", "-m", "autograder.timing.child", asked]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            env=environment,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            # A size may take several times its cap: three repeats at least, however slow.
            patience = _SILENCE + 20 * request.seconds
            for event in _events(process.stdout, patience):
                if isinstance(event, Telling):
                    tell(event.text)
                elif isinstance(event, Failed):
                    raise (UsageError if event.usage else GraderFault)(event.text)
                else:
                    return event.bench
            raise GraderFault(_ended(process, said))
        finally:
            process.kill()


def _events(pipe: IO[bytes], patience: float) -> Iterator[Event]:
    """Events as they come, until the pipe is closed.

    Raises:
        GraderFault: none came for too long.
    """
    buffer = b""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            if not selector.select(patience):
                raise GraderFault(f"the process that times has said nothing for {patience:.0f} s")
            data = os.read(pipe.fileno(), 1 << 16)
            if not data:
                return
            *lines, buffer = (buffer + data).split(b"\n")
            for line in lines:
                yield msgspec.json.decode(line, type=Telling | Failed | Finished)


def _ended(process: subprocess.Popen[bytes], said: IO[bytes]) -> str:
    """How a process ended that closed its channel without a last word."""
    try:
        code = process.wait(10)
    except subprocess.TimeoutExpired:
        return "the process that times has closed its channel"
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()[-1:]
    text = "".join(f": {line}" for line in lines)
    return f"the process that times has ended with {code}{text}"
