"""A listener that nobody may reach, and a grader that all attacks of a session meet."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
from corpus import COURSE, SECRET, environment

from autograder.batch.compose import Context
from autograder.batch.run import Batch, Settings
from autograder.course import Course, load_course
from autograder.sandbox.isolation import Level, available
from autograder.store import Store

collect_ignore = ["course", "forging", "reading", "numbers", "faults", "files", "text"]
collect_ignore += ["speed_course", "speed"]


class Listener:
    """A TCP and UDP port on this machine that counts who comes."""

    def __init__(self) -> None:
        self.visits = 0
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._tcp.getsockname()[1]
        self._udp = socket.socket(type=socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, daemon=True).start()
        threading.Thread(target=self._receive, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._tcp.accept()
            except OSError:
                return
            connection.close()
            self.visits += 1

    def _receive(self) -> None:
        while self._udp.recv(1):
            self.visits += 1

    def close(self) -> None:
        """Stop listening."""
        self._tcp.shutdown(socket.SHUT_RDWR)
        self._tcp.close()
        with socket.socket(type=socket.SOCK_DGRAM) as knock:
            knock.sendto(b"", ("127.0.0.1", self.port))


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


@pytest.fixture(scope="session")
def level() -> Level:
    """The strongest isolation that this machine has; the corpus needs a wall."""
    found = available().strongest
    if found is Level.PROCESS:
        pytest.skip("this machine has no level that stops attacks")
    return found


@pytest.fixture(scope="session")
def target_course() -> Course:
    return load_course(COURSE)


@pytest.fixture(scope="session")
def batch(
    target_course: Course, level: Level, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Batch]:
    """What `grade` uses, with its processes kept from attack to attack."""
    folder = tmp_path_factory.mktemp("grader")
    settings = Settings(target_course, target_course.assignments, level, 1, SECRET)
    with (
        mock.patch.dict(os.environ, environment(folder / "home")),
        closing(Store(f"sqlite:///{Path(folder, 'store.sqlite')}")) as store,
        Batch(settings, store, Context()) as made,
    ):
        yield made
