"""Hidden tests: 1x1 convolution, sequences, and shift equivariance."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

pointwise = pytest.mark.exercise("conv1x1")
sequence = pytest.mark.exercise("conv1d_forward")
equivariance = pytest.mark.exercise("equivariance_gap")

DRAWS = 6
ATOL = 1e-9  # data are of size 1: any order of summation passes, Fourier transforms too
INTEGERS = (np.uint8, np.int8, np.int16, np.int32, np.int64)


def tensors(*arrays):
    """Give arrays as float64 tensors."""
    return [torch.tensor(np.asarray(a, np.float64)) for a in arrays]


def as_float(answer):
    """Give numbers of any real type as float64: integers may have given integers."""
    real = isinstance(answer, np.ndarray) and answer.dtype.kind in "iuf"
    return answer.astype(np.float64) if real else answer


def integers(rng, dtype, *shapes):
    """Draw arrays whose products overflow the type, but neither int64 nor float64's digits."""
    top = min(np.iinfo(dtype).max, 2**20)
    return [rng.integers(top // 2, top, shape, dtype=dtype) for shape in shapes]


def mixed(x, weight, bias):
    """Give torch's 1x1 convolution."""
    return F.conv2d(*tensors(x, weight[:, :, None, None], bias)).numpy()


def conv1d(x, weight, bias, **settings):
    """Give torch's convolution of sequences."""
    return F.conv1d(*tensors(x, weight, bias), **settings).numpy()


def gap_at_borders(image, kernel, shift):
    """Give the largest gap over all outputs, by torch."""
    (height, width), (down, right) = image.shape, shift
    around = [side for k in kernel.shape[::-1] for side in ((k - 1) // 2, k // 2)]

    def conv(plane):
        plane, weight = tensors(plane[None, None], kernel[None, None])
        return F.conv2d(F.pad(plane, around), weight)[0, 0].numpy()

    def moved(plane):
        rows, columns = np.arange(height) - down, np.arange(width) - right
        inside = np.logical_and.outer(
            (rows >= 0) & (rows < height), (columns >= 0) & (columns < width)
        )
        return np.where(inside, plane[np.ix_(rows % height, columns % width)], 0)

    return float(np.abs(conv(moved(image)) - moved(conv(image))).max())


@pointwise
def test_matrix_is_not_transposed(student, rng):
    """Row o of the matrix gives output channel o, also where the matrix is square."""
    x, weight = rng.standard_normal((2, 3, 4, 6)), rng.standard_normal((3, 3))
    bias = rng.standard_normal(3)
    expect(student.conv1x1(x, weight, bias)).close_to(mixed(x, weight, bias), atol=ATOL)


@pointwise
def test_every_pixel_of_every_image(student, rng):
    """Nothing is square, and pixels keep their places."""
    for shape, outputs in (
        ((3, 2, 5, 4), 5),
        ((2, 4, 1, 7), 2),
        ((1, 5, 6, 1), 1),
        ((4, 1, 2, 3), 3),
    ):
        x, weight = rng.standard_normal(shape), rng.standard_normal((outputs, shape[1]))
        bias = rng.standard_normal(outputs)
        expect(student.conv1x1(x, weight, bias)).close_to(mixed(x, weight, bias), atol=ATOL)


@pointwise
def test_pointwise_bias_belongs_to_the_output_channel(student, rng):
    """The bias follows the channel axis even where height or width have the same length."""
    x, weight = rng.standard_normal((3, 2, 3, 3)), rng.standard_normal((3, 2))
    bias = np.array([1.0, 20, 300])
    expect(student.conv1x1(x, weight, bias)).close_to(mixed(x, weight, bias), atol=ATOL)


@pointwise
def test_pointwise_does_not_overflow(student, rng):
    """Integer images and matrices give the right numbers, in whatever type."""
    for dtype in INTEGERS:
        x, weight, bias = integers(rng, dtype, (2, 3, 4, 5), (4, 3), (4,))
        answer = as_float(student.conv1x1(x, weight, bias))
        expect(answer).close_to(mixed(x, weight, bias))


@pointwise
def test_pointwise_of_integer_images_with_fractions(student, rng):
    """An integer image does not round weights or biases of fractions, nor the result."""
    for dtype in INTEGERS:
        x = rng.integers(0, 100, (2, 3, 4, 5), dtype=dtype)
        weight, bias = rng.standard_normal((4, 3)), rng.standard_normal(4)
        answer = as_float(student.conv1x1(x, weight, bias))
        expect(answer).close_to(mixed(x, weight, bias), atol=100 * ATOL)


@pointwise
def test_pointwise_of_one_channel_leaves_its_input_alone(student, rng):
    """One channel in and out is still a new image, and the old one is kept."""
    x = rng.standard_normal((2, 1, 3, 4))
    for weight, bias in ((2.0, 0.5), (1.0, 0.0)):
        answer = student.conv1x1(x, np.full((1, 1), weight), np.full(1, bias))
        expect(answer).close_to(weight * x + bias, atol=ATOL)
        expect.inputs_kept(student)
        expect.fresh_result(student)


@pointwise
def test_pointwise_leaves_its_inputs_alone(student, rng):
    """Inputs are kept, and even the identity gives new images."""
    x, weight, bias = (rng.standard_normal(shape) for shape in ((2, 3, 4, 5), (3, 3), (3,)))
    expect(student.conv1x1(x, weight, bias)).close_to(mixed(x, weight, bias), atol=ATOL)
    expect.inputs_kept(student)
    expect(student.conv1x1(x, np.eye(3), np.zeros(3))).close_to(x, atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@pointwise
def test_pointwise_of_strided_views(student, probes, rng):
    """Arguments need not be contiguous."""
    x, weight = rng.standard_normal((2, 3, 4, 5)), rng.standard_normal((4, 3))
    answer = student.run(probes.with_strided_inputs, student.conv1x1, x, weight, np.arange(4.0))
    expect(answer).close_to(mixed(x, weight, np.arange(4.0)))


@sequence
def test_sequence_values(student, rng):
    """Several sequences and channels, and a kernel that is no palindrome."""
    x, weight, bias = (rng.standard_normal(shape) for shape in ((3, 2, 9), (4, 2, 4), (4,)))
    expect(student.conv1d_forward(x, weight, bias)).close_to(conv1d(x, weight, bias), atol=ATOL)


@sequence
def test_sequence_settings_one_by_one(student, rng):
    """Stride drops the remainder, padding stands on both sides, dilation stretches."""
    x, weight, bias = (rng.standard_normal(shape) for shape in ((2, 3, 11), (2, 3, 3), (2,)))
    for settings in ({"stride": 3}, {"stride": 5}, {"padding": 2}, {"padding": 4}, {"dilation": 3}):
        expected = conv1d(x, weight, bias, **settings)
        answer = student.conv1d_forward(x, weight, bias, **settings)
        expect(answer).close_to(expected, atol=ATOL)


@sequence
def test_sequence_settings_together(student, rng):
    """All settings act at once, as Python's or NumPy's integers."""
    x, weight, bias = (rng.standard_normal(shape) for shape in ((2, 3, 12), (4, 3, 3), (4,)))
    for numbers in ((2, 1, 2), (3, 2, 1), (2, 3, 4)):
        settings = dict(zip(("stride", "padding", "dilation"), numbers, strict=True))
        expected = conv1d(x, weight, bias, **settings)
        answer = student.conv1d_forward(x, weight, bias, **settings)
        expect(answer).close_to(expected, atol=ATOL)
        settings = {name: np.int64(number) for name, number in settings.items()}
        answer = student.conv1d_forward(x, weight, bias, **settings)
        expect(answer).close_to(expected, atol=ATOL)


@sequence
def test_padding_makes_a_long_kernel_fit(student, rng):
    """A kernel longer than the sequence fits into its padding, and sees zeros there."""
    x, weight, bias = (rng.standard_normal(shape) for shape in ((2, 2, 3), (3, 2, 6), (3,)))
    expected = conv1d(x, weight, bias, padding=2)
    expect(student.conv1d_forward(x, weight, bias, padding=2)).close_to(expected, atol=ATOL)


@sequence
def test_sequences_of_integers_do_not_overflow(student, rng):
    """Integer sequences and kernels give the right numbers, in whatever type."""
    for dtype in INTEGERS:
        x, weight, bias = integers(rng, dtype, (2, 3, 7), (4, 3, 2), (4,))
        answer = as_float(student.conv1d_forward(x, weight, bias))
        expect(answer).close_to(conv1d(x, weight, bias))


@sequence
def test_sequences_of_integers_with_fractions(student, rng):
    """Integer sequences do not round weights or biases of fractions, nor the result."""
    for dtype in INTEGERS:
        x = rng.integers(0, 100, (2, 3, 7), dtype=dtype)
        weight, bias = rng.standard_normal((4, 3, 2)), rng.standard_normal(4)
        answer = as_float(student.conv1d_forward(x, weight, bias, padding=1))
        expect(answer).close_to(conv1d(x, weight, bias, padding=1), atol=100 * ATOL)


@sequence
def test_sequences_are_kept(student, rng):
    """Inputs are kept, and an identity gives new sequences."""
    x, weight, bias = (rng.standard_normal(shape) for shape in ((2, 3, 7), (4, 3, 2), (4,)))
    for padding in (0, 1):
        expected = conv1d(x, weight, bias, padding=padding)
        answer = student.conv1d_forward(x, weight, bias, padding=padding)
        expect(answer).close_to(expected, atol=ATOL)
        expect.inputs_kept(student)
    answer = student.conv1d_forward(x, np.eye(3)[:, :, None], np.zeros(3))
    expect(answer).close_to(x, atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@sequence
def test_sequences_of_strided_views(student, probes, rng):
    """Arguments need not be contiguous."""
    arrays = tuple(rng.standard_normal(shape) for shape in ((2, 3, 7), (4, 3, 2), (4,)))
    answer = student.run(probes.with_strided_inputs, student.conv1d_forward, *arrays, stride=2)
    expect(answer).close_to(conv1d(*arrays, stride=2), atol=ATOL)


@equivariance
def test_no_gap_inside_for_any_shift_and_kernel(student, rng):
    """Also for kernels with even sides, and whatever the direction."""
    # A maximum may hide a slip by chance: each case is drawn several times.
    cases = (((3, 4), (1, 2)), ((2, 5), (-2, 1)), ((4, 1), (0, -3)), ((4, 2), (3, -1)))
    for size, shift in DRAWS * cases:
        image, kernel = rng.standard_normal((9, 10)), rng.standard_normal(size)
        expect(student.equivariance_gap(image, kernel, shift)).close_to(0.0, atol=ATOL)
        gap = student.equivariance_gap(image, kernel, shift, borders=True)
        expect(gap).close_to(gap_at_borders(image, kernel, shift), atol=ATOL)


@equivariance
def test_gap_with_borders_for_any_shift_and_kernel(student, rng):
    """The value where zeros enter and pixels leave, for each direction."""
    cases = (
        ((3, 4), (1, 2)),
        ((2, 5), (-2, 1)),
        ((4, 3), (0, -3)),
        ((3, 3), (-1, -2)),
        ((5, 3), (2, 0)),
    )
    for size, shift in DRAWS * cases:
        image, kernel = rng.standard_normal((6, 9)), rng.standard_normal(size)
        gap = student.equivariance_gap(image, kernel, shift, borders=True)
        expect(gap).close_to(gap_at_borders(image, kernel, shift), atol=ATOL)
        # The other sign turns a largest difference into a smallest one.
        gap = student.equivariance_gap(image, -kernel, shift, borders=True)
        expect(gap).close_to(gap_at_borders(image, kernel, shift), atol=ATOL)


@equivariance
def test_gap_without_a_shift_is_zero(student, rng):
    """Nothing moves, so nothing differs, borders included."""
    for _ in range(DRAWS):
        image, kernel = rng.standard_normal((5, 7)), rng.standard_normal((3, 3))
        gap = student.equivariance_gap(image, kernel, (0, 0), borders=True)
        expect(gap).close_to(0.0, atol=ATOL)
        gap = student.equivariance_gap(image, kernel, (0, 1), borders=True)
        expect(gap).close_to(gap_at_borders(image, kernel, (0, 1)), atol=ATOL)


@equivariance
def test_gap_does_not_overflow(student, rng):
    """Unsigned integers are subtracted, and lists and arrays taken as shifts."""
    image, kernel = rng.integers(0, 256, (5, 7)), rng.integers(-128, 128, (3, 3))
    small = image.astype(np.uint8), kernel.astype(np.int8)
    for shift in ([1, -2], np.array([-1, 1])):
        gap = student.equivariance_gap(*small, shift, borders=True)
        expect(gap).close_to(gap_at_borders(image, kernel, tuple(shift)))
        expect.inputs_kept(student)


@equivariance
def test_gap_of_a_single_row(student, rng):
    """Margins of max(kernel // 2, |shift|) leave one row of five."""
    kernel = rng.standard_normal((3, 4))
    gap = student.equivariance_gap(rng.standard_normal((5, 5)), kernel, (-2, 1))
    expect(gap).close_to(0.0, atol=ATOL)


@equivariance
def test_gap_where_the_margins_leave_one_place(student, rng):
    """A kernel of five leaves one row, or one column, of five."""
    for size, sides in (((5, 9), (5, 3)), ((9, 5), (3, 5))):
        image, kernel = rng.standard_normal(size), rng.standard_normal(sides)
        expect(student.equivariance_gap(image, kernel, (1, 1))).close_to(0.0, atol=ATOL)


@equivariance
def test_gap_at_the_edge_that_zeros_enter(student):
    """The last row, or column, alone is bright: nothing may be cut off with it."""
    image, kernel = np.zeros((5, 4)), np.ones((3, 3))
    image[-1] = 1
    gap = student.equivariance_gap(image, kernel, (-1, 0), borders=True)
    expect(gap).close_to(3.0, atol=ATOL)
    gap = student.equivariance_gap(image.T, kernel, (0, -1), borders=True)
    expect(gap).close_to(3.0, atol=ATOL)
