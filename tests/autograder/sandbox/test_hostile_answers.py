"""What a hostile submission raises, writes and returns: its own failure, and true data at most."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.errors import (
    Crashed,
    StudentError,
    TimeOut,
    WireError,
    WorkerError,
)
from autograder.sandbox import messages, wire
from autograder.sandbox.messages import Request
from autograder.sandbox.wire import Ref

Start = Callable[..., Any]
After = Callable[[], None]


ENDINGS = ["SystemExit(0)", "KeyboardInterrupt()", "GeneratorExit()", "BaseException('x')"]


@pytest.mark.parametrize("what", ENDINGS)
def test_no_exception_ends_a_worker(start: Start, what: str) -> None:
    worker = start(f"def f():\n    raise {what}\ndef g():\n    return 1")
    with pytest.raises(StudentError) as caught:
        worker.call("f")
    assert caught.value.kind == what.partition("(")[0]
    assert worker.call("g") == 1


CLASSES = {
    "str raises": "class E(Exception):\n    def __str__(self): raise SystemExit",
    "bases cannot be asked for": (
        "class M(type):\n    @property\n    def __mro__(cls): raise ValueError\n"
        "class E(Exception, metaclass=M): pass"
    ),
    "bases are numbers": (
        "class M(type):\n    @property\n    def __mro__(cls): return (1, 2)\n"
        "class E(Exception, metaclass=M): pass"
    ),
    "name is a number": (
        "class M(type):\n    @property\n    def __name__(cls): return 5\n"
        "class E(Exception, metaclass=M): pass"
    ),
    "text cannot be encoded": "class E(Exception):\n    def __str__(self): return '\\ud800'",
    "a hundred bases": ("E = Exception\nfor i in range(100):\n    E = type(f'E{i}', (E,), {})"),
    "context without end": "E = ValueError\nE.__context__ = E",
}


@pytest.mark.parametrize("source", CLASSES.values(), ids=CLASSES.keys())
def test_a_hostile_exception_is_the_submissions_failure(
    start: Start, source: str, after: After
) -> None:
    worker = start(
        "try:\n"
        + "\n".join(f"    {line}" for line in source.split("\n"))
        + "\nexcept TypeError:\n    E = ValueError\ndef f():\n    raise E()"
    )
    with pytest.raises((StudentError, WireError)):
        worker.call("f")
    after()


def test_an_exception_with_odd_text_keeps_its_type(start: Start) -> None:
    worker = start("def f():\n    raise ValueError('bad: \\ud800')")
    with pytest.raises(StudentError) as caught:
        worker.call("f")
    assert (caught.value.kind, caught.value.function) == ("ValueError", "f")
    assert caught.value.message.startswith("bad: ")


SOCKET = """
import os, stat
def wire():
    return next(n for n in range(3, 64) if is_socket(n))
def is_socket(n):
    try:
        return stat.S_ISSOCK(os.fstat(n).st_mode)
    except OSError:
        return False
"""


def test_closing_the_wire_is_a_crash(start: Start, after: After) -> None:
    worker = start(SOCKET + "import time\ndef f():\n    os.close(wire())\n    time.sleep(100)")
    began = time.monotonic()
    with pytest.raises(Crashed, match="closed its connection"):
        worker.call("f")
    assert time.monotonic() - began < 6
    after()


def test_garbage_on_the_wire_is_no_answer(start: Start, after: After) -> None:
    worker = start(SOCKET + "def f(data):\n    os.write(wire(), data)")
    with pytest.raises(WireError, match="too large"):
        worker.call("f", b"garbage")
    worker = start(SOCKET + "def f(data):\n    os.write(wire(), data)")
    with pytest.raises(WireError):
        worker.call("f", b"\0\0\0\1\xc1")
    after()


def test_a_flood_on_the_wire_is_bounded(start: Start, after: After) -> None:
    source = SOCKET + "def f():\n    n = wire()\n    while True: os.write(n, bytes(2**16))"
    with pytest.raises((WireError, TimeOut)):
        start(source).call("f", seconds=2)
    after()


def test_an_answer_too_many_is_refused(start: Start) -> None:
    forged = wire.frame(wire.encode([messages.ANSWER, 42, [], []]))
    worker = start(SOCKET + "def f(data):\n    os.write(wire(), data)\n    return 7")
    with pytest.raises(WireError, match="more than it was asked"):
        for _ in range(3):  # the first may be taken for the answer: it is the submission's own
            worker.call("f", forged * 2)


def test_a_handle_of_its_own_making_reaches_nothing(start: Start) -> None:
    forged = wire.frame(wire.encode([messages.ANSWER, Ref(10**9), [], []]))
    worker = start(
        SOCKET + "import time\ndef f(data):\n    os.write(wire(), data)\n    time.sleep(9)"
    )
    assert worker.call("f", forged) == Ref(10**9)
    with pytest.raises((StudentError, WorkerError)):
        request = Request(messages.GET, Ref(10**9)).encode()
        worker.connection.ask(request, "it", 2.0)


ODD = {
    "self-referential list": ("x = []\nx.append(x)", "ValueError"),
    "self-referential dict": ("x = {}\nx['x'] = x", "ValueError"),
    "deep list": ("x = 1\nfor _ in range(900): x = [x]", "ValueError"),
    "huge number": ("x = 1 << 10**6", "ValueError"),
    "huge dict": ("x = dict.fromkeys(range(10**5))", "ValueError"),
    "huge list": ("x = [None] * (2**20 + 1)", "ValueError"),
    "odd text": ("x = '\\ud800'", "UnicodeEncodeError"),
    "huge bytes": (f"x = bytes({wire.MAX_FRAME})", "ValueError"),
}


@pytest.mark.parametrize(("source", "kind"), ODD.values(), ids=ODD.keys())
def test_a_result_that_cannot_cross_is_an_exception(start: Start, source: str, kind: str) -> None:
    worker = start(source + "\ndef f():\n    return x\ndef g():\n    return 1")
    with pytest.raises(StudentError) as caught:
        worker.call("f")
    assert caught.value.kind == kind
    assert worker.call("g") == 1


LIAR = """
import numpy as np
class A(np.ndarray):
    def __array__(self, *a, **k): return np.full(3, 9.0)
    def __eq__(self, other): return np.ones(3, bool)
    def __array_function__(self, *a): return True
    def __array_ufunc__(self, *a, **k): return np.full(3, 9.0)
    def tobytes(self, *a): return np.full(3, 9.0).tobytes()
    shape = property(lambda self: (3,))
def f():
    return np.zeros(3).view(A)
"""


def test_an_array_that_lies_arrives_as_what_it_is(start: Start) -> None:
    came = start(LIAR).call("f")
    assert type(came) is np.ndarray
    np.testing.assert_array_equal(came, np.zeros(3))


def test_unusual_data_arrives_as_it_is(start: Start) -> None:
    source = """
import numpy as np
def f():
    return float("nan"), np.array(2.5), np.float32(0.5), 2**100, -0.0, np.array([], "i4"), (), {}
"""
    came = start(source).call("f")
    assert [type(v).__name__ for v in came] == [
        *("float", "ndarray", "float32", "int", "float", "ndarray", "tuple", "dict"),
    ]
    assert came[0] != came[0] and came[1].shape == () and came[3] == 2**100


def test_what_is_no_data_stays_as_a_handle(start: Start) -> None:
    source = """
import numpy as np
def f():
    return [(n for n in ()), lambda: 1, {1}, np.array([None]), np.array(["a"]), f, type, ...]
"""
    came = start(source).call("f")
    assert all(isinstance(value, Ref) for value in came)
    assert [ref.handle for ref in came] == list(range(1, 9))
