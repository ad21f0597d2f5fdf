"""Length-prefixed messages between the command and its own processes."""

from __future__ import annotations

import socket
import struct

from autograder.errors import GraderFault


def send(connection: socket.socket, payload: bytes) -> None:
    """Send one message.

    Raises:
        OSError: the other end is gone.
    """
    connection.sendall(struct.pack(">Q", len(payload)) + payload)


def receive(connection: socket.socket) -> bytes:
    """Receive one message.

    Raises:
        GraderFault: the other end is gone, or silent for longer than the socket's time-out.
    """
    size = struct.unpack(">Q", _exactly(connection, 8))[0]
    return _exactly(connection, size)


def _exactly(connection: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        try:
            chunk = connection.recv(min(size - len(data), 2**20))
        except TimeoutError:
            raise GraderFault("a runner did not answer in time") from None
        except OSError:
            chunk = b""
        if not chunk:
            raise GraderFault("a runner ended without an answer")
        data += chunk
    return bytes(data)
