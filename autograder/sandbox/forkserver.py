"""A process that forks on request: imports are paid once, each child starts warm.

Requests arrive on a SEQPACKET socket, each with a few bytes and some file descriptors, so that
any number of clients can share one socket without mixing their messages.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Sequence

from autograder.sandbox.isolation.privileges import die_with_parent

Child = Callable[[bytes, list[int]], None]

_MAX_FDS = 8


def control_pair() -> tuple[socket.socket, socket.socket]:
    """Client's end and server's end of a control socket."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def request(control: socket.socket, data: bytes, fds: Sequence[int]) -> None:
    """Ask for a child that gets `data` (at most 64 KB, at least 1 byte) and `fds`.

    Raises:
        OSError: the server is gone.
    """
    socket.send_fds(control, [data], list(fds))


def serve(control: socket.socket, child: Child) -> None:
    """Fork a child per request until every client has closed its end.

    Args:
        control: the server's end.
        child: runs in the forked process, which ends when it returns.
    """
    gc.collect()
    gc.freeze()  # keeps the collector from touching, and so copying, the shared pages
    while True:
        _reap()
        data, fds, _, _ = socket.recv_fds(control, 65536, _MAX_FDS)
        if not data:
            return
        if os.fork() == 0:
            control.close()
            _run(child, data, fds)
        for fd in fds:
            os.close(fd)


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def _run(child: Child, data: bytes, fds: list[int]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is the command's to handle
    code = 1
    try:
        if sys.platform == "linux":
            die_with_parent()  # nothing outlives the command that asked for it
        child(data, fds)
        code = 0
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(code)
