"""One worker of a real zygote, given the worst: each has its own error, and the grader goes on."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.errors import (
    Crashed,
    GraderFault,
    OutOfMemory,
    StudentError,
    TimeOut,
    WorkerError,
)
from autograder.sandbox import messages
from autograder.sandbox.connection import Connection, WorkerLimits
from autograder.sandbox.isolation import Level
from autograder.sandbox.launch import Server, start_zygote
from autograder.sandbox.messages import Request
from autograder.sandbox.wire import Ref

Start = Callable[..., Any]
After = Callable[[], None]


def test_values_come_back_and_state_is_kept(start: Start) -> None:
    worker = start("seen = []\ndef f(x):\n    seen.append(1)\n    return x * len(seen)")
    np.testing.assert_array_equal(worker.call("f", np.ones(2)), [1, 1])
    np.testing.assert_array_equal(worker.call("f", np.ones(2)), [2, 2])


def test_a_large_array_crosses_both_ways(start: Start) -> None:
    sent = np.arange(4e6)
    came = start("def f(x):\n    return x[::-1]").call("f", sent)
    np.testing.assert_array_equal(came, sent[::-1])


def test_no_room_for_its_files_is_no_doing_of_the_submission(start: Start, level: Level) -> None:
    if level is not Level.NAMESPACES:
        pytest.skip("only a disk of its own can be made too small")
    with pytest.raises(GraderFault, match=r"no room for a submission's files: .*No space left"):
        start("#" * 2**21, disk_mb=1)


LOOPS = {
    "loop": "def f():\n    while True: pass",
    "sleep": "import time\ndef f():\n    time.sleep(1e6)",
    "loop at its end": (
        "class A:\n    def __del__(self):\n        while True: pass\ndef f():\n    A()"
    ),
    "loop in its text": (
        "class E(Exception):\n    def __str__(self):\n        while True: pass\n"
        "def f():\n    raise E"
    ),
    "loop that prints": "def f():\n    while True: print('x' * 10_000)",
    "loop that catches all": (
        "def f():\n    while True:\n        try:\n            while True: pass\n"
        "        except BaseException: pass"
    ),
    "loop without output": (
        "import os\ndef f():\n    os.close(1)\n    os.close(2)\n    while True: pass"
    ),
}


@pytest.mark.parametrize("source", LOOPS.values(), ids=LOOPS.keys())
def test_a_call_without_end_is_stopped_at_its_deadline(
    start: Start, source: str, after: After
) -> None:
    worker = start(source)
    began, computed = time.monotonic(), time.process_time()
    with pytest.raises(TimeOut, match=r"Stopped after 0\.5 s in f: is there an endless loop"):
        worker.call("f", seconds=0.5)
    assert time.monotonic() - began < 5
    if "print" not in source:  # waiting costs the grader next to nothing
        assert time.process_time() - computed < 0.2
    assert worker.connection.closed
    after()


def test_importing_has_a_deadline_too(zygote: Server) -> None:
    connection = Connection(zygote.control, WorkerLimits())
    with pytest.raises(TimeOut, match=r"importing work\.py"):
        connection.load({"work.py": b"while True: pass"}, "work", "", 0.5)


def test_a_request_that_nobody_reads_is_stopped_at_its_deadline(start: Start, after: After) -> None:
    source = """
import ctypes, threading, time
def hold():
    time.sleep(0.1)
    ctypes.PyDLL(None).sleep(100)  # keeps the interpreter's lock
def f(x=None):
    threading.Thread(target=hold, daemon=True).start()
"""
    worker = start(source)
    worker.call("f")
    time.sleep(0.3)
    with pytest.raises(TimeOut):
        worker.call("f", np.zeros(10**6), seconds=0.5)
    after()


def test_memory_that_grows_is_stopped_at_the_limit(start: Start, after: After) -> None:
    source = """
import time
import numpy as np
kept = []
def f():
    while True:
        kept.append(np.ones(2**18))
        time.sleep(0.002)
"""
    worker = start(source, memory_mb=100)
    with pytest.raises(OutOfMemory, match=r"more than 100 MB of memory"):
        worker.call("f")
    after()


def test_ten_gigabytes_at_once_are_a_memory_error_or_stopped(start: Start, after: After) -> None:
    worker = start("def f():\n    return bytearray(10 * 2**30)[0]", memory_mb=256)
    with pytest.raises((StudentError, OutOfMemory)) as caught:
        worker.call("f")
    assert isinstance(caught.value, OutOfMemory) or "MemoryError" in caught.value.bases
    after()


def test_an_exit_is_a_crash_that_names_the_code(start: Start, after: After) -> None:
    worker = start("import os\ndef f():\n    os._exit(3)")
    with pytest.raises(Crashed, match="exit code 3 in f"):
        worker.call("f")
    after()


def test_a_forged_success_is_a_crash_as_well(start: Start) -> None:
    with pytest.raises(Crashed, match="exit code 0 in f"):
        start("import os\ndef f():\n    os._exit(0)").call("f")


def test_a_segmentation_fault_is_a_crash_that_says_so(start: Start, after: After) -> None:
    worker = start("import ctypes\ndef f():\n    ctypes.string_at(8)")
    with pytest.raises(Crashed, match=r"SIGSEGV in f \(segmentation fault"):
        worker.call("f")
    after()


def test_deep_recursion_is_an_exception_of_the_submission(start: Start) -> None:
    worker = start("def f(n=0):\n    return f(n + 1)")
    with pytest.raises(StudentError) as caught:
        worker.call("f")
    assert caught.value.kind == "RecursionError"
    assert caught.value.function == "f" and 0 < len(caught.value.trace) <= 20
    assert not worker.connection.closed


def test_recursion_without_a_limit_ends_the_worker_at_most(start: Start, after: After) -> None:
    source = "import sys\nsys.setrecursionlimit(10**9)\ndef f(x):\n    return f([f, x])"
    with pytest.raises((StudentError, WorkerError)):
        start(source, memory_mb=128).call("f", 1, seconds=3)
    after()


def test_a_gigabyte_of_output_is_cut_and_counted(start: Start) -> None:
    source = "def f(n):\n    for _ in range(n): print('x' * (2**20 - 1))"
    worker = start(source, output_kb=8)
    worker.call("f", 1024, seconds=60)
    text = worker.connection.take_output()
    assert text.startswith("xxxx")
    assert text.endswith(f"{2**30 - 8 * 1024:,} more bytes were not kept")
    assert len(text) < 9 * 1024
    assert worker.connection.take_output() == ""


def test_output_is_text_whatever_was_written(start: Start) -> None:
    source = (
        "import os, sys\ndef f():\n    os.write(1, bytes(range(256)))\n    print('\\ud800')\n"
        "    print('err', file=sys.stderr)\n    sys.stdout.close()"
    )
    worker = start(source)
    worker.call("f")
    text = worker.connection.take_output()
    assert "\x00\x01" in text and "\ufffd" in text and "\\ud800" in text and "err" in text
    text.encode("utf-8")


def test_a_fork_bomb_cannot_fork(start: Start, walled: None, after: After) -> None:
    worker = start("import os\ndef f():\n    while True: os.fork()")
    with pytest.raises((StudentError, Crashed)) as caught:
        worker.call("f")
    assert isinstance(caught.value, Crashed) or "OSError" in caught.value.bases
    after()


def test_a_thread_bomb_is_stopped(start: Start, after: After) -> None:
    source = """
import threading, time
def f():
    while True:
        threading.Thread(target=time.sleep, args=(100,)).start()
"""
    with pytest.raises((StudentError, WorkerError)) as caught:
        start(source, memory_mb=256).call("f")
    text = str(caught.value)
    assert "thread" in text or "memory" in text.lower()
    after()


def test_a_disk_bomb_fills_its_own_disk_alone(start: Start, walled: None, after: After) -> None:
    source = """
def f():
    n = 0
    while True:
        n += 1
        with open(f"file{n}", "wb") as file:
            file.write(bytes(2**20))
"""
    before = os.statvfs("/tmp").f_bavail
    with pytest.raises(StudentError) as caught:
        start(source, disk_mb=16).call("f")
    assert "OSError" in caught.value.bases
    assert (before - os.statvfs("/tmp").f_bavail) * os.statvfs("/tmp").f_frsize < 2**30
    after()


def test_signals_reach_nobody_else(
    start: Start, walled: None, zygote: Server, after: After
) -> None:
    source = """
import os
def f(pids):
    done = []
    for pid in pids:
        try:
            os.kill(pid, 9)
            done.append(pid)
        except OSError:
            pass
    return len(done)
"""
    worker = start(source)
    with contextlib.suppress(Crashed):  # it may end itself
        worker.call("f", [1, -1, zygote.pid, os.getpid(), os.getppid()])
    assert zygote.alive
    after()


def test_a_submission_has_its_helpers_and_nothing_of_ours(start: Start, zygote: Server) -> None:
    files = {
        "work.py": b"import os\nfrom pack.helper import x\ndef f(): return x, list(os.environ)",
        "pack/helper.py": b"x = 7",
    }
    connection = Connection(zygote.control, WorkerLimits())
    connection.load(files, "work", "", 5.0)
    request = Request(messages.CALL, Ref(0, ("f",))).encode()
    value, environment = connection.ask(request, "f", 5.0).value
    connection.close()
    assert value == 7
    assert not [name for name in environment if "AUTOGRADER" in name or "SECRET" in name]


def test_a_forbidden_function_is_replaced_under_every_name(zygote: Server) -> None:
    source = "import numpy as np\ndef f(x):\n    return np._core.numeric.convolve(x, x)"
    with contextlib.closing(Connection(zygote.control, WorkerLimits())) as connection:
        connection.load({"work.py": source.encode()}, "work", "", 10.0, ["numpy.convolve"])
        request = Request(messages.CALL, Ref(0, ("f",)), (np.ones(2),)).encode()
        with pytest.raises(StudentError, match=r"numpy\.convolve may not be used"):
            connection.ask(request, "f", 8.0)


def test_forbidden_classes_and_modules_stay_for_the_library_itself(zygote: Server) -> None:
    source = "import numpy as np\ndef f(x):\n    return np.linalg.norm(np.vectorize(abs)(x))"
    with contextlib.closing(Connection(zygote.control, WorkerLimits())) as connection:
        forbidden = ["numpy.linalg", "numpy.ndarray", "numpy.vectorize", "numpy.no_such_name"]
        connection.load({"work.py": source.encode()}, "work", "", 10.0, forbidden)
        request = Request(messages.CALL, Ref(0, ("f",)), (np.array([-3.0, 4.0]),)).encode()
        assert connection.ask(request, "f", 8.0).value == 5


def test_a_zygote_that_was_killed_is_the_graders_fault(level: Level, start: Start) -> None:
    killed = start_zygote(level, ("numpy",))
    worker = start("import time\ndef f():\n    time.sleep(100)", killed)
    os.kill(killed.pid, 9)
    with pytest.raises(GraderFault):
        worker.call("f")
    with pytest.raises(GraderFault, match="zygote"):
        Connection(killed.control, WorkerLimits())
    killed.close()


def _descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="descriptors are counted in /proc")
def test_connections_leave_no_descriptors(level: Level, start: Start) -> None:
    before = _descriptors()
    killed = start_zygote(level, ("numpy",))
    with_it = _descriptors()
    good = start("def f():\n    return 1", killed)
    assert good.call("f") == 1
    bad = start("import os\ndef f():\n    os._exit(1)", killed)
    with pytest.raises(Crashed):
        bad.call("f")
    good.connection.close()
    good.connection.close()
    assert _descriptors() == with_it
    os.kill(killed.pid, 9)
    for _ in range(3):
        with pytest.raises(GraderFault):
            Connection(killed.control, WorkerLimits())
    assert _descriptors() == with_it
    killed.close()
    assert _descriptors() == before
