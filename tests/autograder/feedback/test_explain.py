"""From a difference to what a student reads; in hidden tests without what was expected."""

from __future__ import annotations

import inspect
import re
from types import ModuleType
from typing import Any

import msgspec
import numpy as np
import pytest
import torch

from autograder.feedback.compare import difference
from autograder.feedback.explain import PICTURE_SIDE, ROWS, diagnose, number, render_call
from autograder.results import Diagnosis
from autograder.sandbox.local import LocalBackend
from autograder.sandbox.proxy import CallRecord, Student

IMAGE = np.arange(12.0).reshape(3, 4)


def diagnosis(
    actual: Any, expected: Any, hidden: bool = False, args: tuple[Any, ...] = ()
) -> Diagnosis:
    found = difference(actual, expected, 1e-9, 1e-12)
    assert found is not None
    return diagnose(found, CallRecord("f", args, {}), hidden)


def test_a_public_diagnosis_shows_both_values_the_largest_gap_first() -> None:
    actual = IMAGE.copy()
    actual[0, 1], actual[2, 3] = 1.5, 100
    found = diagnosis(actual, IMAGE)
    assert [(r.at, r.yours, r.expected) for r in found.rows] == [
        ("(2, 3)", "100", "11"),
        ("(0, 1)", "1.5", "1"),
    ]


def test_only_a_few_rows_are_shown() -> None:
    assert len(diagnosis(IMAGE + 1, IMAGE).rows) == ROWS


ODD = {
    "bool": (np.array([[True, False]]), np.array([[True, True]])),
    "unsigned": (np.array([0, 9, 3], "u1"), np.array([1, 9, 255], "u1")),
    "complex": (np.array([[1j, 2]]), np.array([[1j, 3]])),
    "NaN is expected": (np.zeros((2, 2)), np.full((2, 2), np.nan)),
    "infinity is expected": (np.zeros((2, 2)), np.full((2, 2), np.inf)),
    "infinity came": (np.full((2, 2), np.inf), np.zeros((2, 2))),
    "no dimension": (np.array(1.0), np.array(2.0)),
    "tensor": (torch.ones(2, 3), torch.zeros(2, 3)),
    "bfloat16": (torch.ones(2, 3).bfloat16(), torch.zeros(2, 3).bfloat16()),
    "half": (np.ones((2, 2), "f2"), np.zeros((2, 2), "f2")),
    "large integers": (np.full((2, 2), 2**63 - 1), np.full((2, 2), -(2**63))),
    "six dimensions": (np.ones((1, 2, 1, 2, 2, 2)), np.zeros((1, 2, 1, 2, 2, 2))),
    "none": (None, IMAGE),
    "text": ("a", "b"),
}


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize(("actual", "expected"), ODD.values(), ids=ODD.keys())
def test_every_difference_has_a_diagnosis(actual: Any, expected: Any, hidden: bool) -> None:
    class_of = ModuleType("work")
    exec("class A: pass", class_of.__dict__)
    handle = Student(LocalBackend(class_of)).A()
    for args in ((), (handle, IMAGE), (IMAGE[0],), (np.array(["a"]),), (torch.ones(2, 2),)):
        found = diagnosis(actual, expected, hidden, args)
        assert found.message
        msgspec.json.encode(found)


def test_unsigned_gaps_order_the_rows_as_they_are() -> None:
    found = diagnosis(*ODD["unsigned"])
    assert [row.at for row in found.rows] == ["(2,)", "(0,)"]


def test_a_picture_shows_the_plane_that_differs() -> None:
    expected = np.zeros((2, 3, 4, 5))
    actual = expected.copy()
    actual[1, 2, 3, 4] = 7
    sent = np.arange(2 * 3 * 6 * 6.0).reshape(2, 3, 6, 6)
    picture = diagnosis(actual, expected, args=(sent,)).picture
    assert picture is not None
    assert picture.yours[3][4] == 7 and picture.difference is not None
    assert picture.difference[3][4] == 7 and picture.expected == ((0.0,) * 5,) * 4
    assert picture.input == tuple(map(tuple, sent[1, 2].tolist()))


def test_what_is_large_or_not_finite_is_not_drawn() -> None:
    large = np.zeros((PICTURE_SIDE + 1, 2))
    assert diagnosis(large + 1, large).picture is None
    assert diagnosis(np.full((2, 2), np.nan), np.zeros((2, 2))).picture is None
    assert diagnosis(np.ones(3), np.zeros(3)).picture is None


SECRETS = {
    "values": (IMAGE, IMAGE + 7777),
    "shape": (IMAGE, np.zeros((7777, 2))),
    "finite": (np.full((2, 2), np.nan), np.full((2, 2), 7777.0)),
    "scalar": (1.5, 7777.25),
    "whole": (1, 7777),
    "text": ("a", "7777"),
    "sequence": ((1, 2), (1, 7777)),
    "long sequence": ((1,), tuple([0] * 7777)),
    "dict": ({"a": 1}, {"7777": 1}),
    "nested": ({"a": [IMAGE]}, {"a": [IMAGE + 7777]}),
}


@pytest.mark.parametrize(("actual", "expected"), SECRETS.values(), ids=SECRETS.keys())
def test_a_hidden_diagnosis_has_nothing_expected_and_no_input(actual: Any, expected: Any) -> None:
    sent = np.full((3, 4), 8888.0)
    shown = msgspec.json.encode(diagnosis(actual, expected, True, (sent, 8888))).decode()
    assert "7777" not in shown and "8888" not in shown
    public = msgspec.json.encode(diagnosis(actual, expected, False, (sent, 8888))).decode()
    assert "7777" in public


def test_a_hidden_test_has_no_picture() -> None:
    assert diagnosis(IMAGE, IMAGE + 1, True, (IMAGE,)).picture is None


def test_hidden_rows_come_in_order_of_place_not_of_gap() -> None:
    """The order of the gaps would tell where the expected values are far away."""
    actual = np.zeros(4)
    found = diagnosis(actual, np.array([1.0, 50.0, 3.0, 99.0]), True)
    assert [row.at for row in found.rows] == ["(0,)", "(1,)", "(2,)", "(3,)"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.23456789, "1.23457"),
        (1e-20, "1e-20"),
        (np.float32(0.1), "0.1"),
        (np.int64(7), "7"),
        (True, "1"),
        (np.nan, "nan"),
        (1 + 2j, "1+2j"),
    ],
)
def test_numbers_are_rounded_for_reading(value: Any, text: str) -> None:
    assert number(value) == text


def test_a_call_is_shown_with_shapes_and_small_values() -> None:
    def conv(x: Any, weight: Any, bias: Any = None, *, stride: int = 1) -> None: ...

    call = CallRecord(
        "conv", (np.ones((2, 3)), torch.ones(4), None), {"stride": (1, 2), "w": np.ones(1)}
    )
    assert render_call(call, inspect.signature(conv)) == (
        "conv(x (2, 3), weight (4,), None, stride=(1, 2), w (1,))"
    )
    assert render_call(call, None).startswith("conv((2, 3), (4,), None")


def test_a_call_stays_short_and_shows_no_addresses() -> None:
    handle = Student(LocalBackend(ModuleType("work"))).Layer
    call = CallRecord("f", ("x" * 1000, {"a": 1}, [np.ones(2)] * 9, handle.inner), {})
    text = render_call(call, None)
    assert len(text) < 200 and not re.search(r"0x[0-9a-f]{6}", text)
    assert "{1 entries}" in text and "Layer.inner" in text


def test_an_object_of_the_submission_is_shown_as_it_was_made() -> None:
    module = ModuleType("work")
    exec(
        "class Layer:\n    def __init__(self, *sizes, stride=1): pass\ndef f(x): pass", vars(module)
    )
    student = Student(LocalBackend(module))
    layers = [student.Layer(3, stride=2), *[student.Layer(np.ones((2, 5))) for _ in range(5)]]
    student.f(layers)
    assert render_call(student.last_call, None) == (
        "f([Layer(3, stride=2), Layer((2, 5)), Layer((2, 5)), Layer((2, 5)), 2 more])"
    )
