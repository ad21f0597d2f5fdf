"""Public tests: columns, the fast convolution, and the layer's special cases."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

columns = pytest.mark.exercise("im2col")
images = pytest.mark.exercise("col2im")
fast = pytest.mark.exercise("conv2d_im2col")
pointwise = pytest.mark.exercise("conv1x1")
sequence = pytest.mark.exercise("conv1d_forward")
equivariance = pytest.mark.exercise("equivariance_gap")

COUNTING = np.arange(9.0).reshape(1, 1, 3, 3)
ATOL = 1e-9  # data are of size 1: any order of summation passes, Fourier transforms too


def conv2d(*arrays, **settings):
    """Give torch's answer, in float64."""
    return F.conv2d(*map(torch.from_numpy, arrays), **settings).numpy()


def conv1d(*arrays, **settings):
    """Give torch's answer, in float64."""
    return F.conv1d(*map(torch.from_numpy, arrays), **settings).numpy()


@columns
def test_each_window_becomes_a_column(student):
    """The first of four windows of 2x2 holds 0, 1, 3 and 4."""
    expected = np.array([[[0.0, 1, 3, 4], [1, 2, 4, 5], [3, 4, 6, 7], [4, 5, 7, 8]]])
    expect(student.im2col(COUNTING, 2)).close_to(expected)


@columns
def test_rows_are_ordered_channel_first(student):
    """All elements of the first channel stand above all of the second."""
    x = np.stack([COUNTING[0, 0], COUNTING[0, 0] + 10])[None]
    expected = np.array([[0.0, 1], [1, 2], [10, 11], [11, 12]])
    expect(student.im2col(x[:, :, :1], (1, 2))).close_to(expected[None])


@columns
def test_columns_with_stride_and_padding(student, rng):
    """The layout is that of torch.nn.functional.unfold."""
    x = rng.standard_normal((2, 3, 5, 8))
    expected = F.unfold(torch.from_numpy(x), (3, 2), padding=1, stride=2).numpy()
    expect(student.im2col(x, (3, 2), stride=2, padding=1)).close_to(expected)


@images
def test_windows_side_by_side_come_back(student, rng):
    """Where windows do not overlap, col2im undoes unfold."""
    x = rng.standard_normal((2, 3, 4, 6))
    cols = F.unfold(torch.from_numpy(x), 2, stride=2).numpy()
    expect(student.col2im(cols, (4, 6), 2, stride=2)).close_to(x)


@images
def test_shared_pixels_receive_the_sum(student):
    """Ones come back as the number of windows that see a pixel."""
    expected = np.array([[[[1.0, 2, 1], [2, 4, 2], [1, 2, 1]]]])
    expect(student.col2im(np.ones((1, 4, 4)), (3, 3), 2)).close_to(expected)


@images
def test_images_with_stride_and_padding(student, rng):
    """What falls on the padding is dropped."""
    cols = rng.standard_normal((2, 18, 12))
    expected = F.fold(torch.from_numpy(cols), (5, 6), (3, 2), padding=1, stride=2).numpy()
    expect(student.col2im(cols, (5, 6), (3, 2), stride=2, padding=1)).close_to(expected)


@fast
def test_fast_two_channels(student):
    """Two channels, two kernel planes, one sum: the first value is 19 + 37 = 56."""
    x, weight = np.concatenate([COUNTING, COUNTING + 1], axis=1), np.arange(4.0).reshape(1, 1, 2, 2)
    weight = np.concatenate([weight, weight + 1], axis=1)
    expected = np.array([[[[56.0, 72], [104, 120]]]])
    expect(student.conv2d_im2col(x, weight, np.zeros(1))).close_to(expected)


@fast
def test_fast_with_bias(student, rng):
    """Every output of a channel has that channel's bias, once."""
    x, weight = rng.standard_normal((2, 3, 5, 6)), rng.standard_normal((4, 3, 2, 3))
    bias = rng.standard_normal(4)
    expect(student.conv2d_im2col(x, weight, bias)).close_to(conv2d(x, weight, bias), atol=ATOL)


@fast
def test_fast_with_stride_padding_and_dilation(student, rng):
    """All settings of the layer work here as well."""
    x, weight = rng.standard_normal((2, 2, 8, 11)), rng.standard_normal((3, 2, 3, 2))
    bias, settings = rng.standard_normal(3), {"stride": 2, "padding": 1, "dilation": 2}
    expected = conv2d(x, weight, bias, **settings)
    expect(student.conv2d_im2col(x, weight, bias, **settings)).close_to(expected, atol=ATOL)


@pointwise
def test_pixel_is_multiplied_by_the_matrix(student):
    """One pixel with channels 2 and 3: rows (1, 10) and (0, -1) give 32 and -3."""
    x, weight = np.array([2.0, 3]).reshape(1, 2, 1, 1), np.array([[1.0, 10], [0, -1]])
    expected = np.array([32.0, -3]).reshape(1, 2, 1, 1)
    expect(student.conv1x1(x, weight, np.zeros(2))).close_to(expected)


@pointwise
def test_mixes_each_pixel_of_each_image(student, rng):
    """It is a convolution layer whose kernel is one pixel."""
    x, weight = rng.standard_normal((2, 3, 4, 5)), rng.standard_normal((4, 3))
    expected = conv2d(x, weight[:, :, None, None])
    expect(student.conv1x1(x, weight, np.zeros(4))).close_to(expected, atol=ATOL)


@pointwise
def test_pointwise_bias(student, rng):
    """Each output channel has its own bias."""
    x, weight = rng.standard_normal((2, 3, 4, 5)), rng.standard_normal((2, 3))
    bias = np.array([10.0, -20])
    expected = conv2d(x, weight[:, :, None, None], bias)
    expect(student.conv1x1(x, weight, bias)).close_to(expected, atol=ATOL)


@sequence
def test_sequence_of_differences(student):
    """The kernel -1, 1 gives what each step adds."""
    x, weight = np.array([[[1.0, 4, 9, 16]]]), np.array([[[-1.0, 1]]])
    answer = student.conv1d_forward(x, weight, np.zeros(1))
    expect(answer).close_to(np.array([[[3.0, 5, 7]]]))


@sequence
def test_sequence_with_a_bias(student, rng):
    """Every step of a channel has that channel's bias, once."""
    x, weight = rng.standard_normal((2, 3, 8)), rng.standard_normal((4, 3, 2))
    bias = np.array([10.0, -20, 30, -40])
    expect(student.conv1d_forward(x, weight, bias)).close_to(conv1d(x, weight, bias), atol=ATOL)


@sequence
def test_sequence_with_all_settings(student, rng):
    """Several sequences and channels, with stride, padding and dilation."""
    x, weight = rng.standard_normal((2, 3, 11)), rng.standard_normal((4, 3, 3))
    bias, settings = rng.standard_normal(4), {"stride": 2, "padding": 1, "dilation": 2}
    expected = conv1d(x, weight, bias, **settings)
    expect(student.conv1d_forward(x, weight, bias, **settings)).close_to(expected, atol=ATOL)


@equivariance
def test_gap_is_at_the_borders_alone(student):
    """A pixel pushed over the edge is seen if the convolution comes first: here, as 5."""
    image, kernel = np.zeros((4, 5)), np.zeros((3, 3))
    image[1, 4], kernel[1, 2] = 5, 1
    expect(student.equivariance_gap(image, kernel, (0, 1), borders=True)).close_to(5.0)
    expect(student.equivariance_gap(image, kernel, (0, 1))).close_to(0.0)


@equivariance
def test_positive_shifts_go_down_and_right(student):
    """A pixel of the top row is lost when the image moves up, not when it moves down."""
    image, kernel = np.zeros((5, 6)), np.zeros((3, 3))
    image[0, 2], kernel[0, 1] = 5, 1
    expect(student.equivariance_gap(image, kernel, (-1, 0), borders=True)).close_to(5.0)
    expect(student.equivariance_gap(image, kernel, (1, 0), borders=True)).close_to(0.0)


@equivariance
def test_single_pixel_kernel_has_no_border(student, rng):
    """A kernel of one pixel never looks over an edge; one of two pixels does."""
    image = rng.standard_normal((4, 5))
    gap = student.equivariance_gap(image, np.array([[3.0]]), (1, 2), borders=True)
    expect(gap).close_to(0.0)
    gap = student.equivariance_gap(np.ones((4, 5)), np.array([[1.0, 2.0]]), (0, 1), borders=True)
    expect(gap).close_to(2.0)
