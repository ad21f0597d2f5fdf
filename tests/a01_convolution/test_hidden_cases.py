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


def tensors(*arrays):
    """Give arrays as float64 tensors, None as None."""
    return [None if a is None else torch.tensor(np.asarray(a, np.float64)) for a in arrays]


def mixed(x, weight, bias=None):
    """Give torch's 1x1 convolution."""
    return F.conv2d(*tensors(x, weight[:, :, None, None], bias)).numpy()


def conv1d(x, weight, bias=None, **settings):
    """Give torch's convolution of sequences."""
    return F.conv1d(*tensors(x, weight, bias), **settings).numpy()


def causal_conv1d(x, weight, bias=None, stride=1, dilation=1):
    """Give torch's convolution behind zeros that stand before the sequence alone."""
    x, weight, bias = tensors(x, weight, bias)
    padded = F.pad(x, (dilation * (weight.shape[2] - 1), 0))
    return F.conv1d(padded, weight, bias, stride=stride, dilation=dilation).numpy()


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
    expect(student.conv1x1(x, weight, None)).close_to(mixed(x, weight))


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
        expect(student.conv1x1(x, weight, bias)).close_to(mixed(x, weight, bias))


@pointwise
def test_pointwise_bias_belongs_to_the_output_channel(student, rng):
    """The bias follows the channel axis even where height or width have the same length."""
    x, weight = rng.standard_normal((3, 2, 3, 3)), rng.standard_normal((3, 2))
    bias = np.array([1.0, 20, 300])
    expect(student.conv1x1(x, weight, bias)).close_to(mixed(x, weight, bias))


@pointwise
def test_pointwise_gives_float64(student, rng):
    """Small integers do not overflow, and float32 loses no further digit."""
    x, weight = rng.integers(150, 256, (2, 3, 4, 5)), rng.integers(60, 128, (4, 3))
    answer = student.conv1x1(x.astype(np.uint8), weight.astype(np.int8), np.arange(4))
    expect(answer).close_to(mixed(x, weight, np.arange(4)))
    x = rng.standard_normal((2, 3, 4, 5)).astype(np.float32)
    weight = rng.standard_normal((4, 3)).astype(np.float32)
    expect(student.conv1x1(x, weight, None)).close_to(mixed(x, weight))


@pointwise
def test_pointwise_without_images(student, rng):
    """An empty batch keeps the shape of its images."""
    answer = student.conv1x1(np.empty((0, 3, 4, 5)), rng.standard_normal((2, 3)), np.ones(2))
    expect(answer).close_to(np.empty((0, 2, 4, 5)))


@pointwise
def test_pointwise_leaves_its_inputs_alone(student, rng):
    """Inputs are kept, and even the identity gives new images."""
    x, weight = rng.standard_normal((2, 3, 4, 5)), rng.standard_normal((3, 3))
    expect(student.conv1x1(x, weight, np.ones(3))).close_to(mixed(x, weight, np.ones(3)))
    expect.inputs_kept(student)
    expect(student.conv1x1(x, np.eye(3), None)).close_to(x)
    expect.fresh_result(student)


@pointwise
def test_pointwise_of_strided_views(student, probes, rng):
    """Arguments need not be contiguous."""
    x, weight = rng.standard_normal((2, 3, 4, 5)), rng.standard_normal((4, 3))
    answer = student.run(probes.with_strided_inputs, student.conv1x1, x, weight, np.arange(4.0))
    expect(answer).close_to(mixed(x, weight, np.arange(4.0)))


@pointwise
def test_pointwise_refuses_channels_that_do_not_match(student):
    """The matrix needs a column for each input channel, the bias a value for each row."""
    x = np.ones((2, 3, 4, 5))
    answer = student.conv1x1(x, np.ones((2, 3)), np.ones(2))
    expect(answer).close_to(np.full((2, 2, 4, 5), 4.0))
    expect.raises(ValueError, student.conv1x1, x, np.ones((3, 2)), None)
    expect.raises(ValueError, student.conv1x1, x, np.ones((2, 1)), None)
    expect.raises(ValueError, student.conv1x1, x, np.ones((2, 3)), np.ones(5))
    expect.raises(ValueError, student.conv1x1, x, np.ones((2, 3)), np.ones(1))


@sequence
def test_sequence_values(student, rng):
    """Several sequences and channels, and a kernel that is no palindrome."""
    x, weight, bias = (rng.standard_normal(shape) for shape in ((3, 2, 9), (4, 2, 4), (4,)))
    expect(student.conv1d_forward(x, weight, bias)).close_to(conv1d(x, weight, bias))


@sequence
def test_sequence_settings_one_by_one(student, rng):
    """Stride drops the remainder, padding stands on both sides, dilation stretches."""
    x, weight = rng.standard_normal((2, 3, 11)), rng.standard_normal((2, 3, 3))
    for settings in ({"stride": 3}, {"stride": 5}, {"padding": 2}, {"padding": 4}, {"dilation": 3}):
        expected = conv1d(x, weight, **settings)
        expect(student.conv1d_forward(x, weight, None, **settings)).close_to(expected)


@sequence
def test_causal_sequences_with_stride_and_dilation(student, rng):
    """Zeros stand before the sequence only, as many as the dilated kernel reaches back."""
    x, weight, bias = (rng.standard_normal(shape) for shape in ((2, 3, 8), (2, 3, 3), (2,)))
    for stride, dilation in ((1, 1), (1, 3), (2, 1), (3, 2)):
        answer = student.conv1d_forward(x, weight, bias, stride, 0, dilation, causal=True)
        expect(answer).close_to(causal_conv1d(x, weight, bias, stride, dilation))


@sequence
def test_causal_kernel_may_be_longer_than_the_sequence(student, rng):
    """The zeros make room for it."""
    x, weight = rng.standard_normal((1, 2, 3)), rng.standard_normal((2, 2, 5))
    answer = student.conv1d_forward(x, weight, None, causal=True)
    expect(answer).close_to(causal_conv1d(x, weight))


@sequence
def test_future_does_not_reach_causal_outputs(student, rng):
    """Changing the last two steps changes the last two outputs alone."""
    x, weight = rng.standard_normal((1, 2, 9)), rng.standard_normal((3, 2, 3))
    first = student.conv1d_forward(x, weight, None, causal=True)
    x[:, :, 7:] += 1
    second = student.conv1d_forward(x, weight, None, causal=True)
    expect(first).close_to(causal_conv1d(x - 1 * (np.arange(9) >= 7), weight))
    expect(second[:, :, :7]).close_to(first[:, :, :7])


@sequence
def test_sequences_of_any_dtype_become_float64(student, rng):
    """Small integers do not overflow, and float32 loses no further digit."""
    x, weight = rng.integers(150, 256, (2, 3, 7)), rng.integers(60, 128, (4, 3, 2))
    for causal, oracle in ((False, conv1d), (True, causal_conv1d)):
        small = x.astype(np.uint8), weight.astype(np.int8), np.arange(4)
        answer = student.conv1d_forward(*small, causal=causal)
        expect(answer).close_to(oracle(x, weight, np.arange(4)))
    x, weight = (rng.standard_normal(s).astype(np.float32) for s in ((2, 3, 7), (4, 3, 2)))
    expect(student.conv1d_forward(x, weight, None)).close_to(conv1d(x, weight))


@sequence
def test_sequences_are_kept_and_may_be_missing(student, rng):
    """Inputs are kept, an identity gives new sequences, and an empty batch stays empty."""
    x, weight = rng.standard_normal((2, 3, 7)), rng.standard_normal((4, 3, 2))
    for causal in (False, True):
        student.conv1d_forward(x, weight, np.ones(4), causal=causal)
        expect.inputs_kept(student)
        expect(student.conv1d_forward(x, np.eye(3)[:, :, None], None, causal=causal)).close_to(x)
        expect.fresh_result(student)
        answer = student.conv1d_forward(x[:0], weight, np.ones(4), causal=causal)
        expect(answer).close_to(np.empty((0, 4, 7 if causal else 6)))


@sequence
def test_sequences_of_strided_views(student, probes, rng):
    """Arguments need not be contiguous."""
    x, weight = rng.standard_normal((2, 3, 7)), rng.standard_normal((4, 3, 2))
    answer = student.run(probes.with_strided_inputs, student.conv1d_forward, x, weight, None)
    expect(answer).close_to(conv1d(x, weight))


@sequence
def test_sequence_settings_that_are_refused(student):
    """The kernel must fit, channels must match, and causal sets the padding itself."""
    x, weight = np.ones((1, 2, 5)), np.ones((3, 2, 3))
    expect(student.conv1d_forward(x, weight, np.ones(3))).close_to(np.full((1, 3, 3), 7.0))
    expect.raises(ValueError, student.conv1d_forward, x, np.ones((3, 2, 6)), None)
    expect.raises(ValueError, student.conv1d_forward, x, weight, None, dilation=3)
    expect.raises(ValueError, student.conv1d_forward, x, weight, None, stride=0)
    expect.raises(ValueError, student.conv1d_forward, x, weight, None, stride=-1)
    expect.raises(ValueError, student.conv1d_forward, x, weight, None, padding=-1)
    expect.raises(ValueError, student.conv1d_forward, x, np.ones((3, 1, 3)), None)
    expect.raises(ValueError, student.conv1d_forward, x, weight, np.ones(2))
    expect.raises(ValueError, student.conv1d_forward, x, weight, np.ones(1))
    expect.raises(ValueError, student.conv1d_forward, x, weight, None, 1, 1, 2, causal=True)


@equivariance
def test_no_gap_inside_for_any_shift_and_kernel(student, rng):
    """Also for kernels with even sides, and whatever the direction."""
    for size, shift in (((3, 4), (1, 2)), ((2, 5), (-2, 1)), ((4, 1), (0, -3)), ((4, 2), (3, -1))):
        image, kernel = rng.standard_normal((9, 10)), rng.standard_normal(size)
        expect(student.equivariance_gap(image, kernel, shift)).close_to(0.0)
        gap = student.equivariance_gap(image, kernel, shift, borders=True)
        expect(gap).close_to(gap_at_borders(image, kernel, shift))


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
    for size, shift in cases:
        image, kernel = rng.standard_normal((6, 9)), rng.standard_normal(size)
        gap = student.equivariance_gap(image, kernel, shift, borders=True)
        expect(gap).close_to(gap_at_borders(image, kernel, shift))
        # The other sign turns a largest difference into a smallest one.
        gap = student.equivariance_gap(image, -kernel, shift, borders=True)
        expect(gap).close_to(gap_at_borders(image, kernel, shift))


@equivariance
def test_gap_without_a_shift_is_zero(student, rng):
    """Nothing moves, so nothing differs, borders included."""
    image, kernel = rng.standard_normal((5, 7)), rng.standard_normal((3, 3))
    expect(student.equivariance_gap(image, kernel, (0, 0), borders=True)).close_to(0.0)
    gap = student.equivariance_gap(image, kernel, (0, 1), borders=True)
    expect(gap).close_to(gap_at_borders(image, kernel, (0, 1)))


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
def test_gap_needs_outputs_to_compare(student, rng):
    """Margins of max(kernel // 2, |shift|) leave one row of five, and none of four."""
    kernel = rng.standard_normal((3, 4))
    expect(student.equivariance_gap(rng.standard_normal((5, 5)), kernel, (-2, 1))).close_to(0.0)
    expect.raises(ValueError, student.equivariance_gap, np.ones((4, 9)), kernel, (2, 0))
    expect.raises(ValueError, student.equivariance_gap, np.ones((9, 4)), kernel, (0, 0))
