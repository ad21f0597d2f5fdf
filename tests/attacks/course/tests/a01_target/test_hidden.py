"""CANARY-hidden-test"""

import numpy as np
import pytest
import torch

from autograder.feedback import expect

KNOWN = 8675309.25  # an expected value that nobody guesses
HIDDEN_INPUT = 31337.125


@pytest.mark.exercise("window_mean", weight=2)
def test_any_length_and_width(student, rng):
    """As an inner product counts it."""
    for _ in range(4):
        length, width = int(rng.integers(5, 30)), int(rng.integers(1, 5))
        x = rng.standard_normal(length)
        windows = np.lib.stride_tricks.sliding_window_view(x, width)
        expected = windows @ np.full(width, 1 / width)
        expect(student.window_mean(x, width)).close_to(expected)
        expect.inputs_kept(student)
        expect.fresh_result(student)


@pytest.mark.exercise("window_mean", weight=2)
def test_large_values(student):
    """Values of any size."""
    x = np.array([HIDDEN_INPUT, 2 * KNOWN - HIDDEN_INPUT])
    expect(student.window_mean(x, 2)).close_to(np.array([KNOWN]))


@pytest.mark.exercise("Tally")
def test_starts_anywhere(student, rng):
    """The start counts."""
    start, value = rng.standard_normal(2)
    expect(student.Tally(float(start)).add(float(value))).close_to(float(start + value))


@pytest.mark.exercise("rescale", weight=2)
def test_gradient(student, probes, reference, rng):
    """Value and gradient of any matrix."""
    x = torch.from_numpy(rng.standard_normal((3, 4)))
    value, gradient = student.run(probes.with_gradient, student.rescale, x)
    leaf = x.clone().requires_grad_()
    right = reference.rescale(leaf)
    (right**2).sum().backward()
    expect(value).close_to(right.detach())
    expect(gradient).close_to(leaf.grad, rtol=1e-9, atol=1e-12)
