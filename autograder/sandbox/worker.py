"""What runs inside the wall: loads the submission and answers requests until the wire closes."""

from __future__ import annotations

import contextlib
import importlib
import os
import socket
import struct
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from autograder.errors import StudentError
from autograder.sandbox import messages, wire
from autograder.sandbox.dispatcher import Dispatcher, describe
from autograder.sandbox.messages import Request


def run(wire_fd: int, output_fd: int, folder: str) -> NoReturn:
    """Answer requests, then end the process.

    Args:
        wire_fd: socket to the grader, the only way out.
        output_fd: becomes stdout and stderr.
        folder: empty, writable; the submission's files go there.
    """
    _redirect(output_fd)
    connection = socket.socket(fileno=wire_fd)
    server = _Worker(folder)
    while (data := _receive(connection)) is not None:
        reply = server.answer(data)
        _flush()
        connection.sendall(reply)
    os._exit(0)


class _Worker:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.dispatcher: Dispatcher | None = None

    def answer(self, data: bytes) -> bytes:
        """One request -> framed reply. Whatever is raised becomes it, SystemExit included."""
        try:
            if self.dispatcher is None:
                request = Request.decode(data)
                if request.op == messages.STORE:
                    self._store(request)
                else:
                    self.dispatcher = self._load(request)
                return wire.frame(wire.encode([messages.ANSWER, None, [], []]))
            return wire.frame(self.dispatcher.serve(data))
        except BaseException as error:
            return wire.frame(self._error(error))

    def _error(self, error: BaseException) -> bytes:
        try:
            return messages.encode_error(describe(error, self.folder))
        except BaseException:  # an exception class that resists being described
            text = "raised, but what it says of itself cannot be read"
            return messages.encode_error(StudentError("Exception", text))

    def _store(self, request: Request) -> None:
        """Write the files; nothing of the submission has run when this is answered."""
        for name, source in request.args[0].items():
            path = Path(self.folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source)

    def _load(self, request: Request) -> Dispatcher:
        module, probes, forbidden = request.args
        sys.path.insert(0, self.folder)
        os.chdir(self.folder)
        for name in (*forbidden, "importlib.reload") if forbidden else ():
            _forbid(name)  # a library loaded anew would have the others again
        beside = ModuleType("probes")
        exec(compile(probes, "probes.py", "exec"), beside.__dict__)
        return Dispatcher(importlib.import_module(module), beside)


def _forbid(dotted: str) -> None:
    """Replace a library's function, under every name that its package gives it.

    Classes and modules stay: the library itself inherits from them and looks things up in them.
    """
    home, _, attribute = dotted.rpartition(".")
    function = getattr(sys.modules.get(home), attribute, None)
    if not callable(function) or isinstance(function, type | ModuleType):
        return

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise RuntimeError(f"{dotted} may not be used in this assignment")

    package = home.partition(".")[0]
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == package:
            for key, value in list(vars(module).items()):
                if value is function:
                    setattr(module, key, refuse)


def _redirect(output_fd: int) -> None:
    os.dup2(output_fd, 1)
    os.dup2(output_fd, 2)
    os.close(output_fd)
    options: dict[str, Any] = {"closefd": False, "errors": "backslashreplace", "encoding": "utf-8"}
    sys.stdout = open(1, "w", **options)  # noqa: SIM115 - lives as long as the process
    sys.stderr = open(2, "w", buffering=1, **options)  # noqa: SIM115


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()


def _receive(connection: socket.socket) -> bytes | None:
    head = _exactly(connection, 4)
    return None if head is None else _exactly(connection, struct.unpack(">I", head)[0])


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        chunk = connection.recv(min(size - len(data), 2**20))
        if not chunk:
            return None
        data += chunk
    return bytes(data)
