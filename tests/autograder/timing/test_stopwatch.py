"""The clock outside of a worker: what it counts, and that a worker that is not asked stands still.

Times are compared with each other, and with what a call says that it did.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from autograder.errors import TimeOut
from autograder.sandbox.connection import Connection, WorkerLimits
from autograder.sandbox.launch import Server
from autograder.sandbox.messages import RUN, Request
from autograder.sandbox.wire import Ref
from autograder.timing import beside
from autograder.timing.stopwatch import Stopwatch

SOURCE = """
import threading, time

STEPS = [0]

def nap(seconds):
    time.sleep(seconds)

def spin(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass

def spin_in_threads(seconds, count):
    threads = [threading.Thread(target=spin, args=[seconds]) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def count_on():
    def work():
        while True:
            STEPS[0] += 1
            time.sleep(0.001)
    threading.Thread(target=work, daemon=True).start()

def steps():
    return STEPS[0]

def same(x):
    return x
"""

Ask = Callable[..., tuple[object, float]]


@pytest.fixture
def watch(zygote: Server) -> Iterator[Stopwatch]:
    connection = Connection(zygote.control, WorkerLimits())
    text = inspect.getsource(beside)
    connection.load({"work.py": SOURCE.encode()}, "work", text, 10)
    made = Stopwatch(connection)
    yield made
    made.close()


@pytest.fixture
def ask(watch: Stopwatch) -> Ask:
    def call(name: str, *arguments: object, seconds: float = 10) -> tuple[object, float]:
        target = Ref(0, ("timed",))
        request = Request(RUN, target, ("work", name, *arguments)).encode()
        answer, taken = watch.ask(request, name, seconds)
        return answer.value, taken

    return call


def test_sleeping_counts(ask: Ask) -> None:
    # all of it but for what the grader itself stood in the queue meanwhile
    assert ask("nap", 0.4)[1] >= 0.2


def test_working_counts(ask: Ask) -> None:
    assert ask("spin", 0.05)[1] >= 0.045  # the two clocks are read one after the other


def test_threads_side_by_side_count_one_after_the_other(ask: Ask) -> None:
    assert ask("spin_in_threads", 0.05, 4)[1] >= 0.19


def test_a_worker_that_is_not_asked_stands_still(ask: Ask) -> None:
    ask("count_on")
    ask("nap", 0.05)
    before, _ = ask("steps")
    time.sleep(0.3)
    after, _ = ask("steps")
    assert isinstance(before, int) and isinstance(after, int)
    assert before > 0
    assert after - before < 30  # 300 would have been done in that time by one that runs


def test_a_call_that_takes_too_long_is_ended(ask: Ask, watch: Stopwatch) -> None:
    with pytest.raises(TimeOut):
        ask("nap", 60, seconds=0.2)
    watch.close()  # once more does no harm


def test_what_crosses_is_what_was_sent(ask: Ask) -> None:
    x = np.arange(6.0).reshape(2, 3)
    value, seconds = ask("same", x)
    np.testing.assert_array_equal(np.asarray(value), x)
    assert seconds > 0
