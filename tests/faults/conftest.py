"""A class, what an undisturbed run gives for it, and a look at what is left behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from grader import Ended, grade, make_class
from processes import watched

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
    """Waits for what the commands have started to end; gives what has not."""
    with watched() as left:
        yield left
