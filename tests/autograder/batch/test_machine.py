"""Jobs side by side, and one that has the machine to itself."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.batch import machine as machine_module
from autograder.batch.machine import Machine
from autograder.errors import GraderFault

WAIT = 10.0  # for what happens at once on a machine that does nothing else


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


@pytest.fixture
def machine(stop: threading.Event, tmp_path: Path) -> Machine:
    return Machine(stop, tmp_path)


def test_nothing_overlaps_one_that_is_alone(machine: Machine) -> None:
    inside, worst = {"shared": 0, "alone": 0}, []
    lock = threading.Lock()

    def job(number: int) -> None:
        kind = "alone" if number % 3 == 0 else "shared"
        with machine.alone() if kind == "alone" else machine.shared():
            with lock:
                inside[kind] += 1
                worst.append(dict(inside))
            time.sleep(0.002)
            with lock:
                inside[kind] -= 1

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(job, range(60)))
    assert len(worst) == 60
    assert all(w["alone"] <= 1 and not (w["alone"] and w["shared"]) for w in worst)
    assert max(w["shared"] for w in worst) > 1


def test_one_that_waits_to_be_alone_is_not_overtaken(machine: Machine) -> None:
    order: list[str] = []
    begun, go = threading.Event(), threading.Event()

    def first() -> None:
        with machine.shared():
            begun.set()
            go.wait(WAIT)

    def alone() -> None:
        with machine.alone():
            order.append("alone")

    def second() -> None:
        with machine.shared():
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=alone)]
    threads[0].start()
    begun.wait(WAIT)
    threads[1].start()
    until(lambda: machine._waiting == 1)
    threads.append(threading.Thread(target=second))
    threads[2].start()
    go.set()
    for thread in threads:
        thread.join(WAIT)
    assert order == ["alone", "second"]


def test_another_process_that_times_is_waited_for(machine: Machine, tmp_path: Path) -> None:
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)  # a description of its own, as another process has
    done = threading.Event()

    def alone() -> None:
        with machine.alone():
            done.set()

    thread = threading.Thread(target=alone)
    thread.start()
    assert not done.wait(0.3)
    os.close(other)
    assert done.wait(WAIT)
    thread.join(WAIT)
    assert list(tmp_path.iterdir()) == []


def test_one_that_never_lets_go_is_a_grader_fault(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_module, "LOCK_SECONDS", 0.2)
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with pytest.raises(GraderFault, match="another grading"), machine.alone():
        pass
    os.close(other)
    with machine.alone():  # it is free again, inside the process too
        pass


@pytest.mark.parametrize("kind", ["shared", "alone"])
def test_a_command_that_is_stopped_waits_no_longer(
    machine: Machine, stop: threading.Event, kind: str
) -> None:
    with machine.alone():
        stop.set()
        with pytest.raises(GraderFault, match="stopped"), getattr(machine, kind)():
            pass


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)
