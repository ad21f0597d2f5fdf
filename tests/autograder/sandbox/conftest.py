"""Workers of a real zygote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from autograder.sandbox import messages
from autograder.sandbox.connection import Connection, WorkerLimits
from autograder.sandbox.isolation import Device, Level
from autograder.sandbox.launch import Server
from autograder.sandbox.messages import Request
from autograder.sandbox.wire import Ref

CALL_SECONDS = 8.0  # of calls that end by themselves; a busy machine takes its time


class Worker:
    """A connection, and what tests do with it."""

    def __init__(
        self, zygote: Server, source: str, limits: WorkerLimits, devices: Sequence[Device] = ()
    ) -> None:
        self.connection = Connection(zygote.control, limits, devices)
        self.connection.load({"work.py": source.encode()}, "work", "", 10.0)

    def call(self, name: str, *args: Any, seconds: float = CALL_SECONDS) -> Any:
        request = Request(messages.CALL, Ref(0, (name,)), args).encode()
        return self.connection.ask(request, name, seconds).value


Start = Callable[..., Worker]


@pytest.fixture
def start(zygote: Server) -> Iterator[Start]:
    """Source of the submission -> a worker that has imported it."""
    made: list[Worker] = []

    def begin(
        source: str, on: Server = zygote, devices: Sequence[Device] = (), **limits: int
    ) -> Worker:
        made.append(Worker(on, source, WorkerLimits(**limits), devices))
        return made[-1]

    yield begin
    for worker in made:
        worker.connection.close()


@pytest.fixture
def walled(level: Level) -> None:
    if level is Level.PROCESS:
        pytest.skip("this machine has no level that stops such attacks")


@pytest.fixture
def after(start: Start) -> Callable[[], None]:
    """Asserts that the zygote still gives workers that work."""

    def check() -> None:
        assert start("def f(x):\n    return x + 1").call("f", 1) == 2

    return check
