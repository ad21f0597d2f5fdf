"""A run's place on a worker's machine: private, checked, and gone when it is over."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from autograder.batch import cluster, site
from autograder.batch.site import CLOSED, PREFIX, READY, REFUSED, Site, Software, order_for
from autograder.course import Course
from autograder.errors import UsageError
from autograder.grading.jobs import FROM_MSGPACK, Job
from autograder.publish.pack import secret_tree, tar_gz
from autograder.sandbox.isolation import Level

ID = "a01_small"
WAIT_SECONDS = 60.0  # a busy machine starts slowly


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def order(small_course: Course, level: Level) -> bytes:
    archive = tar_gz(secret_tree(small_course, small_course.assignments))
    return msgspec.msgpack.encode(order_for(small_course, (ID,), archive, level, "the secret"))


@pytest.fixture
def open_site() -> Iterator[Callable[[bytes], Site]]:
    """Sites that are closed at the end; waits until they have prepared."""
    opened = []

    def open_one(order: bytes) -> Site:
        done = threading.Event()
        made = Site(order, ready=done.set, expired=lambda: None)
        opened.append(made)
        made.start()
        deadline = time.monotonic() + WAIT_SECONDS
        while made.state not in (READY, REFUSED) and time.monotonic() < deadline:
            time.sleep(0.02)
        return made

    yield open_one
    for one in opened:
        one.close()


def test_a_job_is_bytes_in_and_bytes_out(
    open_site: Callable[[bytes], Site],
    order: bytes,
    temporary: Path,
    make_job: Callable[..., Job],
    reference_source: str,
) -> None:
    made = open_site(order)
    assert (made.state, made.reason) == (READY, "")
    (folder,) = temporary.glob(f"{PREFIX}*")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    answer = made.grade(msgspec.msgpack.encode(make_job(reference_source)))
    result = FROM_MSGPACK.decode(answer)
    assert result.fault is None and result.assignments[0].earned == result.assignments[0].points
    made.close()
    assert made.state == CLOSED
    assert not list(temporary.iterdir())
    late = FROM_MSGPACK.decode(made.grade(msgspec.msgpack.encode(make_job(reference_source))))
    assert late.fault and not late.assignments


def test_other_tests_are_refused_and_nothing_is_left(
    open_site: Callable[[bytes], Site],
    order: bytes,
    temporary: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(site, "assignment_digest", lambda assignment: "0")
    made = open_site(order)
    assert made.state == REFUSED
    assert made.reason == f"The tests of {ID} are not the same there as here."
    made.close()
    assert not list(temporary.iterdir())


def test_whatever_goes_wrong_refuses_one_worker_alone(open_site: Callable[[bytes], Site]) -> None:
    made = open_site(b"not an order")
    assert made.state == REFUSED and made.reason


def test_nobody_asks_any_more_and_all_is_gone(
    order: bytes, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "LEASE_SECONDS", 0.2)
    expired = threading.Event()
    made = Site(order, ready=lambda: None, expired=expired.set)
    made.start()
    assert expired.wait(WAIT_SECONDS)
    assert made.state == CLOSED and not list(temporary.iterdir())


def test_a_folder_does_not_outlive_a_killed_process(tmp_path: Path) -> None:
    code = (
        "import time\nfrom autograder.batch.site import _private_folder\n"
        "with _private_folder() as folder:\n"
        "    (folder / 'secret').write_text('x')\n    print(folder, flush=True)\n"
        "    time.sleep(600)\n"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    folder = Path(process.stdout.readline().strip())
    assert (folder / "secret").exists() and folder.parent == tmp_path
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + WAIT_SECONDS
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not folder.exists()


def test_an_order_does_not_tell_its_secret(order: bytes) -> None:
    assert repr(site.ORDER.decode(order)) == f"Order({ID})"


def test_differences_are_sentences() -> None:
    ours = Software(versions={"python": "3.11.7", "torch": "2.14"}, code="1")
    theirs = Software(versions={"python": "3.12.1", "numpy": "2"}, code="2")
    assert ours.differences(ours) == ""
    assert ours.differences(theirs) == (
        "It has numpy 2, and none is expected. It has python 3.12.1, and 3.11.7 is expected. "
        "It has torch none, and 2.14 is expected. "
        "Its code of the grader is another one: install there what is here."
    )


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r'pip install "cnn-course\[cluster\]"'):
        cluster.connect("tcp://127.0.0.1:8786")


def test_nobody_pays_for_distributed_who_does_not_use_it() -> None:
    code = "import sys, autograder.commands.grade; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=WAIT_SECONDS).returncode == 0
