"""What test authors write: each expectation holds or fails with the reason."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.errors import Crashed, NotAttempted, StudentError, TimeOut
from autograder.feedback import expect
from autograder.feedback.expect import ExpectationFailed
from autograder.sandbox.local import LocalBackend
from autograder.sandbox.messages import Answer
from autograder.sandbox.proxy import Student


def student_of(source: str) -> Student:
    module = ModuleType("work")
    exec(source, module.__dict__)
    return Student(LocalBackend(module))


def raising(error: BaseException) -> Student:
    class Backend:
        def ask(self, request: bytes, what: str) -> Answer:
            raise error

    return Student(Backend())


def failure(action: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(ExpectationFailed) as caught:
        action(*args, **kwargs)
    return caught.value.found.message


def test_close_to_allows_rounding_and_no_more() -> None:
    value = np.array([1.0, 1e6])
    expect(value * (1 + 1e-10)).close_to(value)
    assert "2 of 2" in failure(expect(value * (1 + 1e-8)).close_to, value)
    expect(value * 1.05).close_to(value, rtol=0.1)
    expect(value + 0.5).close_to(value, rtol=0, atol=0.6)


def test_equals_is_exact() -> None:
    expect((1, 2)).equals([1, 2])
    expect("a").equals("a")
    expect(None).equals(None)
    assert failure(expect(4).equals, 3) == "4 came back; 3 was expected."
    assert "1 of 1" in failure(expect(np.array([1.0 + 1e-12])).equals, np.array([1.0]))


@pytest.mark.parametrize("holds", [True, 1, np.bool_(True), np.array(5)])
def test_satisfies_takes_any_truth(holds: Any) -> None:
    expect(1).satisfies(holds, "never said")


@pytest.mark.parametrize("holds", [False, 0, np.bool_(False), None])
def test_satisfies_says_what_does_not_hold(holds: Any) -> None:
    assert failure(expect(1).satisfies, holds, "It is odd.") == "It is odd."


def test_inputs_that_were_changed_are_named() -> None:
    student = student_of("def f(x, y): x += 1\ndef g(x, y): x[0] = y[0] = 2\ndef h(x, y): pass")
    student.h(np.ones(2), np.ones(2))
    expect.inputs_kept(student)
    student.f(np.ones(2), np.ones(2))
    assert failure(expect.inputs_kept, student).startswith("f changed its argument `x` in place")
    student.g(np.ones(2), np.ones(2))
    assert "`x` and `y`" in failure(expect.inputs_kept, student)


def test_a_result_that_shares_memory_is_named() -> None:
    student = student_of("def f(x): return x.T\ndef g(x): return x.copy()")
    student.g(np.ones((2, 2)))
    expect.fresh_result(student)
    student.f(np.ones((2, 2)))
    assert "shares memory with its argument `x`" in failure(expect.fresh_result, student)


def test_a_test_that_has_called_nothing_is_its_authors_fault() -> None:
    with pytest.raises(RuntimeError, match="nothing has been called"):
        expect.inputs_kept(student_of(""))


@pytest.mark.parametrize("error", ["ValueError", "UnicodeError", "type('Own', (ValueError,), {})"])
def test_raises_takes_the_error_and_its_subclasses(error: str) -> None:
    expect.raises(ValueError, student_of(f"def f(x, y=1):\n    raise {error}('no')").f, 1, y=2)


def test_raises_takes_an_error_from_behind_the_wall_by_its_bases() -> None:
    behind = StudentError("Own", "no", ("Own", "ValueError", "Exception"))
    expect.raises(ValueError, raising(behind).f)
    message = failure(expect.raises, KeyError, raising(behind).f)
    assert message == "Own was raised; KeyError was expected."


def test_raises_says_what_came_instead() -> None:
    student = student_of("def f():\n    return 5\ndef g():\n    raise KeyError(1)")
    assert failure(expect.raises, ValueError, student.f) == (
        "An int came back; ValueError was expected."
    )
    assert failure(expect.raises, ValueError, student.g) == (
        "KeyError was raised; ValueError was expected."
    )


@pytest.mark.parametrize(
    "error", [NotAttempted("NotImplementedError", "f"), TimeOut("late"), Crashed("gone")]
)
def test_raises_does_not_take_a_lost_process_or_a_stub_for_the_error(error: Exception) -> None:
    with pytest.raises(type(error)):
        expect.raises(Exception, raising(error).f)


def test_raises_does_not_take_a_local_stub_for_a_runtime_error() -> None:
    with pytest.raises(NotImplementedError):
        expect.raises(RuntimeError, student_of("def f():\n    raise NotImplementedError").f)
