"""A class, what an undisturbed run gives for it, and a look at what is left behind."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from grader import GONE_SECONDS, Ended, below, grade, make_class

from autograder.sandbox.isolation import Level, available

STUDENTS = 6


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        item.add_marker(pytest.mark.slow)  # a few seconds each, some minutes together
        if sys.platform != "linux":
            item.add_marker(pytest.mark.skip(reason="processes are counted in /proc"))
        elif available().strongest is Level.PROCESS:
            item.add_marker(pytest.mark.skip(reason="this machine has no level that is a wall"))


@pytest.fixture(scope="session")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class whose submissions take some tenths of a second each."""
    return make_class(tmp_path_factory.mktemp("faults") / "class", STUDENTS)


@pytest.fixture(scope="session")
def undisturbed(submissions: Path) -> Ended:
    """The class, graded in peace."""
    ended = grade(submissions, submissions.parent / "undisturbed")
    assert ended.code == 0, ended.said
    assert len(ended.untimed) == STUDENTS
    return ended


@pytest.fixture
def left_behind() -> Iterator[Callable[[], list[str]]]:
    """Waits for what the commands have started to end; gives what has not.

    Orphans become this process's children, so that none can get away.
    """
    subreaper = 36  # PR_SET_CHILD_SUBREAPER
    libc = ctypes.CDLL(None)
    assert libc.prctl(subreaper, 1, 0, 0, 0) == 0
    before = {process.pid for process in below(os.getpid())}

    def left() -> list[str]:
        deadline = time.monotonic() + GONE_SECONDS
        while True:
            found = [p for p in below(os.getpid()) if p.pid not in before]
            if not found or time.monotonic() > deadline:
                return [p.line for p in found]
            for process in found:
                with suppress(ChildProcessError):
                    os.waitpid(process.pid, os.WNOHANG)
            time.sleep(0.1)

    yield left
    libc.prctl(subreaper, 0, 0, 0, 0)
