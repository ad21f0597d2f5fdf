"""The warm, walled-in process that workers are forked from.

Started fresh (never forked from the grader), with a clean environment, so that nothing secret was
ever in its memory. It enters its jail first and imports the libraries inside.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import stat
import sys
from collections.abc import Collection
from dataclasses import replace
from typing import Any, NoReturn

from autograder.errors import AutograderError, GraderFault
from autograder.sandbox import devices, forkserver, isolation

OURS = ("numpy", "msgspec")  # what the worker itself needs
LAZY = ("numpy.linalg", "numpy.random", "numpy.lib.stride_tricks", "typing", "inspect")
# what a first backward() imports; it takes a third of a second
_DESCRIPTORS = 4096  # more than a zygote ever has open
TORCH_LAZY = ("torch.fx.experimental.symbolic_shapes", "torch.nested._internal.nested_tensor")


def main(argv: list[str]) -> None:
    """Serve.

    Args:
        argv: control fd, hello fd, isolation level, packages separated by commas, devices as
            JSON.
    """
    control = socket.socket(fileno=int(argv[0]))
    hello = int(argv[1])
    offered = devices.from_json(argv[4])
    numbers = devices.numbers(offered)
    spec = isolation.Spec(packages=tuple(filter(None, argv[3].split(","))), devices=offered)
    try:
        context = _prepare(isolation.Level(argv[2]), spec)
    except (AutograderError, OSError, ImportError) as error:
        os.write(hello, json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
        return
    os.write(hello, json.dumps({"pid": os.getpid()}).encode())
    os.close(hello)
    forkserver.serve(control, lambda data, fds: _keep(context, json.loads(data), fds, numbers))


def _prepare(level: isolation.Level, spec: isolation.Spec) -> isolation.ZygoteContext:
    packages = spec.packages
    context = isolation.enter_zygote(level, replace(spec, packages=(*packages, *OURS)))
    for module in (*packages, *LAZY, "autograder.sandbox.worker"):
        importlib.import_module(module)
    if "torch" in sys.modules:
        import torch

        torch.set_num_threads(1)
        for module in TORCH_LAZY:
            with contextlib.suppress(ImportError):  # another release keeps it elsewhere
                importlib.import_module(module)
    return context


def refuse_started(numbers: Collection[int]) -> None:
    """Refuse to fork a worker from a process that has used a GPU: it could not use it again.

    Args:
        numbers: device numbers of the nodes that workers may ask for.

    Raises:
        GraderFault: one of them is open, or CUDA was started.
    """
    cuda = getattr(sys.modules.get("torch"), "cuda", None)
    # torch calls a fork of a process that had started CUDA a bad one.
    started = cuda is not None and (cuda.is_initialized() or cuda._is_in_bad_fork())
    if started or not _open_devices().isdisjoint(numbers):
        raise GraderFault(
            "CUDA was started in the process that workers are forked from, so that they could not "
            "use it; no module that an assignment imports may touch the GPU while it is imported"
        )


def _open_devices() -> set[int]:
    """Numbers of the devices that this process has open. Its /proc may be out of sight."""
    found = set()
    for descriptor in range(_DESCRIPTORS):
        with contextlib.suppress(OSError):
            status = os.fstat(descriptor)
            if stat.S_ISCHR(status.st_mode):
                found.add(status.st_rdev)
    return found


def _keep(
    context: isolation.ZygoteContext,
    request: dict[str, Any],
    fds: list[int],
    numbers: Collection[int],
) -> None:
    """Fork the worker, wait for it, and end it when the grader lets go of the lifeline."""
    wire_fd, life_fd, output_fd = fds
    life = socket.socket(fileno=life_fd)
    wanted = request.pop("devices")
    limits = isolation.Limits(**request)
    try:
        if wanted:
            refuse_started(numbers)
        made = isolation.fork_worker(
            context, lambda: _work(wire_fd, output_fd), limits, fds[::2], wanted
        )
    except (AutograderError, OSError) as error:
        _say(life, {"error": f"{type(error).__name__}: {error}"})
        return
    os.close(wire_fd)
    os.close(output_fd)
    _say(life, {"pid": made.pid})
    ended = os.pidfd_open(made.pid)
    ready, _, _ = select.select([life_fd, ended], [], [])
    if ended not in ready:
        os.kill(made.pid, signal.SIGKILL)
    _, status = os.waitpid(made.pid, 0)
    _say(life, {"exit": os.waitstatus_to_exitcode(status)})
    isolation.clean_up(made)


def _work(wire_fd: int, output_fd: int) -> NoReturn:
    from autograder.sandbox import worker  # only once the jail stands: it needs libraries

    worker.run(wire_fd, output_fd, os.getcwd())


def _say(life: socket.socket, message: dict[str, object]) -> None:
    with contextlib.suppress(OSError):
        life.sendall(json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
