import numpy as np
import pytest

from autograder.feedback import expect

size = pytest.mark.exercise("output_size")
mirrored = pytest.mark.exercise("mirror")
accumulator = pytest.mark.exercise("Accumulator")

IMAGE = np.arange(12.0).reshape(3, 4)


@size
def test_stride_leaves_a_remainder(student):
    """The last places, where the kernel does not fit, are left out."""
    expect(student.output_size(10, 3, stride=2)).equals(4)


@size
def test_long_kernel_is_refused(student):
    """A kernel longer than the axis is an error."""
    expect.raises(ValueError, student.output_size, 2, 5)


@mirrored
def test_columns_are_reversed(student):
    """Left becomes right."""
    expect(student.mirror(IMAGE)).close_to(np.fliplr(IMAGE).copy())


@mirrored
def test_result_is_new(student):
    """The input stays, and the result is no view of it."""
    student.mirror(IMAGE)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@accumulator
def test_totals_grow(student):
    """Each call adds to what was there."""
    made = student.Accumulator()
    made.add(IMAGE)
    expect(made.add(IMAGE)).close_to(2 * IMAGE)


@accumulator
def test_start_counts(student):
    """The start is part of every total."""
    expect(student.Accumulator(5.0).add(IMAGE)).close_to(IMAGE + 5.0)
