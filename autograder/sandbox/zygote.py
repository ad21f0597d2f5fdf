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
import sys
from typing import NoReturn

from autograder.errors import AutograderError
from autograder.sandbox import forkserver, isolation

OURS = ("numpy", "msgspec")  # what the worker itself needs
LAZY = ("numpy.linalg", "numpy.random", "numpy.lib.stride_tricks", "typing", "inspect")
# what a first backward() imports; it takes a third of a second
TORCH_LAZY = ("torch.fx.experimental.symbolic_shapes", "torch.nested._internal.nested_tensor")


def main(argv: list[str]) -> None:
    """Serve.

    Args:
        argv: control fd, hello fd, isolation level, packages separated by commas.
    """
    control = socket.socket(fileno=int(argv[0]))
    hello = int(argv[1])
    try:
        context = _prepare(isolation.Level(argv[2]), tuple(filter(None, argv[3].split(","))))
    except (AutograderError, OSError, ImportError) as error:
        os.write(hello, json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
        return
    os.write(hello, json.dumps({"pid": os.getpid()}).encode())
    os.close(hello)
    forkserver.serve(control, lambda data, fds: _keep(context, json.loads(data), fds))


def _prepare(level: isolation.Level, packages: tuple[str, ...]) -> isolation.ZygoteContext:
    context = isolation.enter_zygote(level, isolation.Spec(packages=(*packages, *OURS)))
    for module in (*packages, *LAZY, "autograder.sandbox.worker"):
        importlib.import_module(module)
    if "torch" in sys.modules:
        import torch

        torch.set_num_threads(1)
        for module in TORCH_LAZY:
            with contextlib.suppress(ImportError):  # another release keeps it elsewhere
                importlib.import_module(module)
    return context


def _keep(context: isolation.ZygoteContext, limits: dict[str, int], fds: list[int]) -> None:
    """Fork the worker, wait for it, and end it when the grader lets go of the lifeline."""
    wire_fd, life_fd, output_fd = fds
    life = socket.socket(fileno=life_fd)
    try:
        made = isolation.fork_worker(
            context, lambda: _work(wire_fd, output_fd), isolation.Limits(**limits), fds[::2]
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
