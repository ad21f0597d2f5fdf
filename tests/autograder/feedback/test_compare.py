"""Two values and the first thing that is wrong between them, in the order that helps."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from autograder.feedback.compare import Difference, difference

RTOL, ATOL = 1e-9, 1e-12


def compare(actual: Any, expected: Any, exact: bool = False) -> Difference | None:
    return difference(actual, expected, RTOL, ATOL, exact)


def step(actual: Any, expected: Any, exact: bool = False) -> str | None:
    found = compare(actual, expected, exact)
    return found.step if found else None


F = np.arange(6.0).reshape(2, 3)
T = torch.arange(6.0).reshape(2, 3)

ALIKE: list[tuple[Any, Any]] = [
    (F.copy(), F),
    (np.asfortranarray(F), F),
    (F * (1 + 1e-10), F),
    (np.array([np.nan, np.inf, -np.inf]), np.array([np.nan, np.inf, -np.inf])),
    (np.zeros((0, 3)), np.zeros((0, 3))),
    (np.array(2.5), np.array(2.5)),
    (np.float64(2.5), np.array(2.5)),
    (T.clone(), T),
    (T.bfloat16(), T.bfloat16()),
    (torch.zeros(0), torch.zeros(0)),
    (torch.tensor([True, False]), torch.tensor([True, False])),
    (2.5, 2.5),
    (2, 2.0),
    (np.float32(0.5), 0.5),
    (np.array(0.5), 0.5),
    (torch.tensor(0.5), 0.5),
    (1 + 2j, 1 + 2j),
    (math.nan, math.nan),
    (math.inf, math.inf),
    (3, 3),
    (np.int8(3), 3),
    (np.array(3), 3),
    (3, np.int64(3)),
    (2**100, 2**100),
    (True, True),
    (np.bool_(True), True),
    (True, np.bool_(True)),
    (None, None),
    ("a", "a"),
    (b"a", b"a"),
    ([F, (1, "x")], (F, [1, "x"])),
    ({"a": F, 1: None}, {1: None, "a": F}),
    ((), []),
]


@pytest.mark.parametrize(("actual", "expected"), ALIKE)
def test_values_that_are_alike_do_not_differ(actual: Any, expected: Any) -> None:
    assert compare(actual, expected) is None


UNLIKE: list[tuple[Any, Any, str]] = [
    (None, F, "type"),
    (F.tolist(), F, "type"),
    (T, F, "type"),
    (F, T, "type"),
    (F, F.tolist(), "type"),
    (np.zeros((3, 2)), F, "shape"),
    (np.zeros((2, 3, 1)), F, "shape"),
    (np.zeros((0, 2)), np.zeros((0, 3)), "shape"),
    (F.astype("f4"), F, "dtype"),
    (F.astype(int), F, "dtype"),
    (T.double(), T, "dtype"),
    (np.float32(2.5), np.array(2.5), "dtype"),
    (np.where(F == 2, np.nan, F), F, "finite"),
    (np.where(F == 2, np.inf, F), F, "finite"),
    (F + 1e-3, F, "values"),
    (F, np.where(F == 2, np.nan, F), "values"),
    (F, np.full((2, 3), np.nan), "values"),
    (np.array(1.0), np.array(np.nan), "values"),
    (np.array([np.inf]), np.array([-np.inf]), "values"),
    (np.array([1.0]), np.array([np.inf]), "values"),
    (np.array([True, False]), np.array([True, True]), "values"),
    (np.array([1, 2], "u1"), np.array([1, 255], "u1"), "values"),
    (np.array([2**63 - 1]), np.array([-(2**63)]), "values"),
    (np.array([1j]), np.array([2j]), "values"),
    (T.bfloat16() + 1, T.bfloat16(), "values"),
    (2.5, 2.6, "values"),
    (math.nan, 2.5, "values"),
    (10**400, 2.5, "values"),
    (1j, 2j, "values"),
    (1j, 2.5, "type"),
    ("2.5", 2.5, "type"),
    (True, 1.0, "type"),
    (F, 2.5, "type"),
    (None, 2.5, "type"),
    (4, 3, "values"),
    (2**4000, 3, "values"),
    (3.0, 3, "type"),
    (True, 1, "type"),
    (np.bool_(True), 1, "type"),
    (np.float64(3), 3, "type"),
    (np.array(3.0), 3, "type"),
    (1, True, "type"),
    (0, None, "type"),
    (None, False, "type"),
    ("a", "b", "values"),
    ("a", b"a", "type"),
    ((1, 2), (1, 2, 3), "shape"),
    ((1, 2), (1, 3), "values"),
    (5, (1, 2), "type"),
    ({"a": 1}, {"a": 2}, "values"),
    ({"a": 1}, {"b": 1}, "shape"),
    ([1], {"a": 1}, "type"),
]


@pytest.mark.parametrize(("actual", "expected", "what"), UNLIKE)
def test_the_first_thing_that_is_wrong_is_named(actual: Any, expected: Any, what: str) -> None:
    found = compare(actual, expected)
    assert found is not None and found.step == what
    assert not found.message.startswith(("the ", "a ", "an "))
    assert found.message.endswith((".", "?"))


def test_shape_comes_before_dtype_and_dtype_before_values() -> None:
    assert step(np.zeros((3, 2), "f4"), F) == "shape"
    assert step(np.full((2, 3), np.nan, "f4"), F) == "dtype"
    assert step(np.where(F == 0, np.nan, F + 1), F) == "finite"


def test_exact_takes_whole_numbers_alone() -> None:
    assert step((1, np.int32(2)), [1, 2], exact=True) is None
    assert step(np.array([1, 2]), (1, 2), exact=True) is None
    assert step(np.array([1.0, 2.0]), (1, 2), exact=True) == "type"
    assert step(3.0, 3, exact=True) == "type"
    assert step(True, 1, exact=True) == "type"
    assert step(np.bool_(True), True, exact=True) is None


@pytest.mark.parametrize("expected", [2.5, 2.0, 1j, np.float64(2)])
def test_exact_refuses_to_expect_what_is_no_whole_number(expected: Any) -> None:
    """An author's slip: int(2.5) would accept a 2."""
    with pytest.raises(TypeError, match="close_to"):
        compare(2, expected, exact=True)


def test_a_branch_without_return_is_suspected() -> None:
    found = compare(None, F)
    assert found is not None
    assert found.message == (
        "None came back; a NumPy array was expected. Does a branch end without return?"
    )


def test_values_are_counted_and_the_largest_gap_is_placed() -> None:
    actual = F.copy()
    actual[0, 1] += 0.5
    actual[1, 2] -= 2
    found = compare(actual, F)
    assert found is not None
    assert found.message == "2 of 6 values differ, the largest by 2 at (1, 2)."
    assert found.hidden_message == "2 of 6 values differ."
    one = compare(np.array([1.0, 5.0]), np.array([1.0, 2.0]))
    assert one is not None and one.message.startswith("1 of 2 values differs, the largest by 3")


def test_the_largest_gap_is_among_what_differs() -> None:
    expected = np.array([1.0, np.nan, 3.0])
    found = compare(np.array([1.0, 2.0, 3.0]), expected)
    assert found is not None
    assert "1 of 3 values differs" in found.message and "(0,)" not in found.message


def test_numbers_around_zero_are_close_by_atol_alone() -> None:
    assert difference(np.array([1e-13]), np.array([0.0]), 0, 1e-12) is None
    assert difference(np.array([1e-11]), np.array([0.0]), 1, 1e-12) is not None


def test_a_place_inside_a_container_is_named() -> None:
    found = compare({"w": [F, F + 1]}, {"w": [F, F]})
    assert found is not None
    assert found.where == "['w'][1]"
    assert found.message.startswith("At ['w'][1]: 6 of 6")


def test_unsigned_gaps_do_not_wrap() -> None:
    found = compare(np.array([0, 9], "u1"), np.array([1, 9], "u1"))
    assert found is not None and "the largest by 1 at (0,)" in found.message


LONG: list[tuple[Any, Any]] = [
    ("x" * 10**6, "y" * 10**6),
    (b"x" * 10**6, b"y"),
    ({"x" * 10**6: 1}, {"y" * 10**6: 1}),
    (2**4000, 5),
    ({i: 0 for i in range(1000)}, {}),
]


@pytest.mark.parametrize(("actual", "expected"), LONG)
def test_a_message_is_short_whatever_came_back(actual: Any, expected: Any) -> None:
    found = compare(actual, expected)
    assert found is not None
    assert len(found.message) < 1000 and len(found.hidden_message) < 1000


HIDDEN: list[tuple[Any, Any, str]] = [
    (np.zeros((3, 2)), np.zeros((17, 19)), "17"),
    ((1, 2), tuple(range(17)), "17"),
    (None, tuple(range(17)), "17"),
    (5, 17, "17"),
    (5.5, 17.25, "17"),
    ("no", "seventeen", "seventeen"),
    ("no", None, "None"),
    (False, True, "True"),
    ({"a": 1}, {"seventeen": 1}, "seventeen"),
    (F, F + 17, "17"),
    (np.array([1.0]), np.array([np.inf]), "inf"),
    (2, 17.25, "17"),
]


@pytest.mark.parametrize(("actual", "expected", "secret"), HIDDEN)
def test_a_hidden_message_says_nothing_of_what_was_expected(
    actual: Any, expected: Any, secret: str
) -> None:
    found = compare(actual, expected)
    assert found is not None
    assert secret not in found.hidden_message
    assert secret in found.message  # which public tests do say


def test_a_length_of_a_hidden_test_has_three_digits() -> None:
    found = compare([0] * 31337, [1.0])
    assert found is not None
    assert found.message == "31337 values came back; 1 were expected."
    assert found.hidden_message == "3.13e+04 values came back, which is not right."
