"""Of a hidden test little is told: known messages, three digits, short words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from autograder.errors import StudentError
from autograder.feedback import discreet
from autograder.feedback.known_messages import without_choices

X, T = np.ones((2, 3)), torch.ones(2, 3)
ONE: Any = 1

SLIPS: dict[str, Callable[[], Any]] = {
    "index of a list": lambda: [1][3],
    "index of an array": lambda: X[5, 0],
    "too many indices": lambda: X[0, 0, 0],
    "shapes that do not match": lambda: X + np.ones((4, 5)),
    "shapes that cannot be multiplied": lambda: X @ np.ones((4, 5)),
    "shapes that are not aligned": lambda: np.dot(X, np.ones((4, 5))),
    "assignment of another shape": lambda: X.__setitem__(0, np.ones(7)),
    "reshape": lambda: X.reshape(4, 5),
    "axis": lambda: X.sum(axis=4),
    "concatenation": lambda: np.concatenate([X, np.ones((3, 4))]),
    "nothing to concatenate": lambda: np.concatenate([]),
    "nothing to stack": lambda: np.stack([]),
    "shapes to stack": lambda: np.stack([X, np.ones(3)]),
    "largest of nothing": lambda: np.array([]).max(),
    "place of the largest of nothing": lambda: np.array([]).argmax(),
    "truth of an array": lambda: bool(X),
    "ragged": lambda: np.array([[1], [1, 2]]),
    "float as index": lambda: X[1.5],
    "float as size": lambda: range(ONE / 2),
    "list index by float": lambda: [1][ONE / 2],
    "division by zero": lambda: 1 // 0,
    "remainder of zero": lambda: 1 % 0,
    "sum of unlike": lambda: ONE + "a",
    "sum of lists": lambda: [ONE] + (ONE,),
    "comparison of unlike": lambda: ONE < "a",
    "call of a number": lambda: ONE(),
    "index of a number": lambda: ONE[0],
    "loop over a number": lambda: list(ONE),
    "unpacking": lambda: [a for a, b in [(1, 2, 3)]],
    "too few to unpack": lambda: [a for a, b in [(1,)]],
    "attribute": lambda: ONE.shape,
    "attribute of a module": lambda: np.no_such,
    "name": lambda: no_such_name,  # type: ignore[name-defined]  # noqa: F821
    "arguments": lambda: (lambda a: a)(),  # type: ignore[call-arg]
    "arguments, too many": lambda: (lambda a: a)(1, 2),  # type: ignore[call-arg]
    "casting": lambda: np.ones(2, int).__iadd__(np.ones(2)),
    "read only": lambda: np.broadcast_to(1.0, (2, 2)).__setitem__(0, 1),
    "window": lambda: np.lib.stride_tricks.sliding_window_view(X, (5, 5)),
    "mask": lambda: X[np.ones(5, bool)],
    "sizes of tensors": lambda: T + torch.ones(4, 5),
    "product of tensors": lambda: T @ torch.ones(4, 5),
    "types of tensors": lambda: T @ torch.ones(3, 5, dtype=torch.float64),
    "view": lambda: T.view(4, 5),
    "view of a transposed": lambda: T.t().view(6),
    "channels": lambda: torch.conv2d(torch.ones(1, 2, 5, 5), torch.ones(4, 3, 3, 3)),
    "kernel too large": lambda: torch.conv2d(torch.ones(1, 3, 2, 2), torch.ones(4, 3, 3, 3)),
    "dimension": lambda: T.sum(dim=4),
    "cat": lambda: torch.cat([T, torch.ones(4, 5)]),
    "cat of unlike": lambda: torch.cat([T, torch.ones(4)]),
    "cat of nothing": lambda: torch.cat([]),
    "stack of nothing": lambda: torch.stack([]),
    "gradient of nothing": lambda: T.sum().backward(),
    "gradient of many": lambda: (T.clone().requires_grad_() * 2).backward(),
    "leaf in place": lambda: T.clone().requires_grad_().add_(1),
    "gradient as array": lambda: T.clone().requires_grad_().numpy(),
    "truth of a tensor": lambda: bool(T),
    "expand": lambda: T.expand(4, 7),
}


def said_by(slip: Callable[[], Any]) -> BaseException:
    with pytest.raises(Exception) as caught:
        slip()
    return caught.value


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_common_slips_are_told(slip: Callable[[], Any]) -> None:
    error = said_by(slip)
    told = discreet.exception(StudentError(type(error).__name__, str(error)))
    assert told.startswith(type(error).__name__ + ": "), str(error)


CARRIED = {
    "own text": ("ValueError", "31337.125"),
    "own kind": ("E31337", "list index out of range"),
    "text that is no number": ("ValueError", "invalid literal for int() with base 10: '31337.125'"),
    "key": ("KeyError", "31337.125"),
    "attribute": ("AttributeError", "'int' object has no attribute 'x31337'"),
    "kind of object": ("TypeError", "'x31337' object is not callable"),
    "end": ("TypeError", "f31337() missing 1 required positional argument: 'x31337'"),
    "large index": ("IndexError", "index 31337 is out of bounds for axis 0 with size 31337"),
    "shape": ("ValueError", "cannot reshape array of size 6 into shape (31337,4)"),
    "more lines": ("IndexError", "list index out of range\n31337"),
    "file": ("FileNotFoundError", "[Errno 2] No such file or directory: '31337'"),
}


@pytest.mark.parametrize(("kind", "message"), CARRIED.values(), ids=CARRIED.keys())
def test_an_exception_carries_no_input_out(kind: str, message: str) -> None:
    assert "31337" not in discreet.exception(StudentError(kind, message))


def test_what_was_left_out_is_marked() -> None:
    assert without_choices("name 'kernl' is not defined") == "name '…' is not defined"
    assert without_choices("too long " * 1000) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (31337.125, "3.13e+04"),
        (np.float32(0.12345), "0.123"),
        (9999, "9999"),
        (31337, "3.13e+04"),
        (-(10**400), "a huge number"),
        (True, "1"),
        (np.int64(31337), "3.13e+04"),
        (np.nan, "nan"),
        (1 + 2j, "1+2j"),
    ],
)
def test_a_number_has_three_digits(value: Any, text: str) -> None:
    assert discreet.number(value) == text


def test_words_are_short_and_shapes_are_usual() -> None:
    assert discreet.word("freeze") == "'freeze'"
    assert discreet.word("3" * 40) == discreet.word("a b") == "another text"
    assert discreet.word(None) == "None" and discreet.word(True) == "True"
    assert discreet.word(b"31337" * 9) == "another bytes"
    assert discreet.shape((2, 3)) == "the shape is (2, 3)"
    assert "31337" not in discreet.shape((0, 31337)) + discreet.shape((0, *[3] * 9))
    assert discreet.shape((0, 3133, 7867, 5309)) == "the shape has 4 axes"
    assert discreet.shape((64, 3, 224, 224)) == "the shape is (64, 3, 224, 224)"
    assert discreet.shape(()) == "the shape is ()"


def test_a_traceback_names_lines_of_the_graded_file_alone() -> None:
    lines = tuple(f"work.py, line {i}, in f: return 31337" for i in range(9))
    lines += ("x31337.py, line 4", "work.py, line 31337", "in work.py, line 7")
    assert discreet.trace(lines, "work.py") == (
        "work.py, line 6",
        "work.py, line 7",
        "work.py, line 8",
    )
