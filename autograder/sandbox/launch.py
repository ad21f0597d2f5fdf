"""Starting and ending zygotes."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence

from autograder.errors import GraderFault, IsolationError
from autograder.sandbox import devices as devices_of
from autograder.sandbox import forkserver
from autograder.sandbox.isolation import Device, Level

START_SECONDS = 120.0  # importing torch without bytecode takes long on a slow disk

# One thread per worker: the same sums in the same order, and workers side by side. No GPU: a
# process that has started CUDA cannot fork others that use it.
ENVIRONMENT = {
    "CUDA_VISIBLE_DEVICES": "",
    "HOME": "/",
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "USER": "student",
    **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS", "NUMEXPR")},
}


class Server:
    """A process of ours that forks on request.

    Args:
        module: started with `python -m`.
        args: after the control and hello descriptors.
        environment: the whole of it.
        pass_fds: further descriptors that it inherits.
        stop: once set, it is not waited for any longer.

    Attributes:
        control: the client's end of its control socket.
        hello: what it said when it was ready.

    Raises:
        GraderFault: it did not start; says why.
    """

    def __init__(
        self,
        module: str,
        args: list[str],
        environment: Mapping[str, str],
        pass_fds: tuple[int, ...] = (),
        stop: threading.Event | None = None,
    ) -> None:
        self.control, theirs = forkserver.control_pair()
        read, write = os.pipe()
        fds = (theirs.fileno(), write)
        command = [sys.executable, "-s", "-P", "-m", module, *map(str, fds), *args]
        self._process = subprocess.Popen(
            command,
            env=dict(environment),
            pass_fds=(*fds, *pass_fds),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C in the terminal is the command's to handle
        )
        theirs.close()
        os.close(write)
        try:
            self.hello = _hello(read, stop)
        except GraderFault:
            self.close()
            raise
        finally:
            os.close(read)

    @property
    def pid(self) -> int:
        """Of the server itself."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it; what it has forked ends with its own sockets."""
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        if self.alive:
            self._process.kill()
            self._process.wait()


def start_zygote(
    level: Level,
    packages: tuple[str, ...],
    stop: threading.Event | None = None,
    devices: Sequence[Device] = (),
) -> Server:
    """A zygote that has imported `packages`, unless `stop` is set before.

    Args:
        level: isolation of its workers.
        packages: names of modules.
        stop: once set, it is not waited for any longer.
        devices: what its workers may ask for.

    Raises:
        IsolationError: the level cannot be had, a package cannot be imported inside it, or a
            device is not there.
    """
    try:
        arguments = [level, ",".join(packages), devices_of.to_json(devices)]
        paths = dict.fromkeys(path for device in devices for path in device.library_path)
        libraries = {"LD_LIBRARY_PATH": ":".join(paths)} if paths else {}
        environment = ENVIRONMENT | libraries
        return Server("autograder.sandbox.zygote", arguments, environment, stop=stop)
    except GraderFault as error:
        raise IsolationError(
            f"Isolation level {level} did not start: {error} Run `autograder doctor`."
        ) from None


def _hello(read: int, stop: threading.Event | None) -> dict[str, object]:
    deadline = time.monotonic() + START_SECONDS
    while not select.select([read], [], [], 0.1)[0]:
        if stop is not None and stop.is_set():
            raise GraderFault("stopped.")
        if time.monotonic() > deadline:
            raise GraderFault(f"no answer after {START_SECONDS:g} s.")
    data = b""
    while chunk := os.read(read, 65536):
        data += chunk
    said = dict(json.loads(data)) if data else {"error": "it ended at once."}
    if "error" in said:
        raise GraderFault(str(said["error"]))
    return said
