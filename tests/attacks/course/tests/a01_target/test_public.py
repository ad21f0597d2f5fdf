import numpy as np
import pytest
import torch

from autograder.feedback import expect

mean = pytest.mark.exercise("window_mean")
tally = pytest.mark.exercise("Tally")
rescaled = pytest.mark.exercise("rescale")


@mean
def test_three_neighbours(student):
    """The mean of each three."""
    x = np.array([1.0, 2.0, 6.0, 1.0])
    expect(student.window_mean(x, 3)).close_to(np.array([3.0, 3.0]))
    expect.inputs_kept(student)


@tally
def test_totals_grow(student):
    """Each number is added to those before."""
    made = student.Tally()
    expect(made.add(2.0)).close_to(2.0)
    expect(made.add(3.0)).close_to(5.0)


@rescaled
def test_from_zero_to_one(student):
    """The smallest becomes 0, the largest 1."""
    x = torch.tensor([3.0, 1.0, 5.0], dtype=torch.float64)
    expect(student.rescale(x)).close_to(torch.tensor([0.5, 0.0, 1.0], dtype=torch.float64))
