"""Results agree across libraries, and what is wrong with one that does not is said."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from autograder.timing.agreement import values_agree


def say(own, other, tolerance=1e-6):
    return values_agree((), own, other, tolerance)


def test_an_array_and_a_tensor_of_the_same_values_agree():
    x = np.random.default_rng(0).random((3, 4))
    assert say(x, torch.from_numpy(x * (1 + 1e-9))) == ""
    assert say((x, [x, 2.0]), (torch.from_numpy(x), [x, torch.tensor(2.0)])) == ""


def test_dicts_agree_by_their_keys_not_by_their_order():
    assert say({"a": 1.0, "b": 2.0}, {"b": 2.0, "a": 1.0}) == ""
    assert "differs" in say({"a": 1.0, "b": 2.0}, {"a": 2.0, "b": 1.0})


@pytest.mark.parametrize(
    ("own", "other", "words"),
    [
        ([1.0, 2.0], [1.0], "1 values instead of 2"),
        (np.ones(3), np.ones((3, 1)), "shape (3, 1) instead of (3,)"),
        (np.ones(3), np.array([1.0, np.nan, 1.0]), "differs by nan"),
        (np.ones(3), np.array([1.0, 1.1, 1.0]), "differs by 0.1"),
        (np.array([5, 3]), np.array([3, 5]), "2 of 2 values"),
        (np.zeros(2), np.full(2, 1e-30), "differs"),
    ],
)
def test_what_is_wrong_is_said(own, other, words):
    assert words in say(own, other)


def test_tolerance_is_a_share_of_the_largest_value():
    own = np.array([1e6, 1.0])
    assert say(own, np.array([1e6, 1.5]), 1e-6) == ""
    assert say(own, np.array([1e6, 2.5]), 1e-6) != ""


def test_whole_numbers_know_no_tolerance():
    assert say(np.array([1_000_000]), np.array([1_000_001]), tolerance=0.1) != ""


def test_nothing_agrees_with_nothing():
    assert say(np.zeros((0, 4)), torch.zeros(0, 4)) == ""
