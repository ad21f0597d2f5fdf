"""Hidden tests: windows to columns, columns back to images, and the fast convolution."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

columns = pytest.mark.exercise("im2col")
images = pytest.mark.exercise("col2im")
fast = pytest.mark.exercise("conv2d_im2col")

ATOL = 1e-9  # data are of size 1: any order of summation passes, Fourier transforms too
INTEGERS = (np.uint8, np.int8, np.int16, np.int32, np.int64)
# Image, kernel and settings: one axis has room for a single window, by its own number alone.
TIGHT = (
    ((2, 9), (4, 2), {"padding": (1, 0)}),
    ((9, 2), (2, 4), {"padding": (0, 1)}),
    ((3, 9), (3, 2), {"dilation": (1, 5)}),
    ((9, 3), (2, 3), {"dilation": (5, 1)}),
)
ALL = {"stride": (2, 3), "padding": (2, 1), "dilation": (1, 2)}
KINDS = {"stride": [2, 3], "padding": np.array([2, 1]), "dilation": np.array([1, 2], np.int32)}

# On square images settings that are not: one axis may not stand in for the other.
SQUARE = (
    {"stride": (1, 2)},
    {"padding": (0, 2)},
    {"dilation": (1, 3)},
    {"stride": (3, 2), "padding": (2, 1), "dilation": (3, 2)},
)


def conv2d(x, weight, bias, **settings):
    """Give torch's answer, in float64."""
    arrays = (torch.tensor(np.asarray(a, np.float64)) for a in (x, weight, bias))
    return F.conv2d(*arrays, **settings).numpy()


def layer(rng, x_shape, weight_shape):
    """Draw x, weight and bias."""
    return tuple(rng.standard_normal(shape) for shape in (x_shape, weight_shape, weight_shape[:1]))


def as_float(answer):
    """Give numbers of any real type as float64: integers may have given integers."""
    real = isinstance(answer, np.ndarray) and answer.dtype.kind in "iuf"
    return answer.astype(np.float64) if real else answer


def unfold(x, kernel_size, **settings):
    """Give torch's columns, in float64."""
    return F.unfold(torch.tensor(np.asarray(x, np.float64)), kernel_size, **settings).numpy()


def fold(cols, output_size, kernel_size, **settings):
    """Give torch's images, in float64."""
    cols = torch.tensor(np.asarray(cols, np.float64))
    return F.fold(cols, output_size, kernel_size, **settings).numpy()


@columns
def test_columns_of_several_channels_and_images(student, rng):
    """Channel, kernel row, kernel column down; windows in row-major order across."""
    x = rng.standard_normal((2, 3, 5, 7))
    expect(student.im2col(x, (2, 4))).close_to(unfold(x, (2, 4)))


@columns
def test_columns_with_pairs_of_settings(student, rng):
    """Each axis has its own stride, padding and dilation."""
    x = rng.standard_normal((2, 2, 7, 9))
    for name, pair in (("stride", (3, 2)), ("padding", (0, 3)), ("dilation", (3, 2))):
        expect(student.im2col(x, (2, 3), **{name: pair})).close_to(
            unfold(x, (2, 3), **{name: pair})
        )
    expect(student.im2col(x, (3, 2), **ALL)).close_to(unfold(x, (3, 2), **ALL))


@columns
def test_columns_of_square_images_with_unequal_settings(student, rng):
    """One axis may not stand in for the other, whatever the image's shape."""
    for settings in (*SQUARE, {"stride": 4, "dilation": (1, 2)}, {"stride": 5, "dilation": (3, 1)}):
        x = rng.standard_normal((2, 2, 9, 9))
        expect(student.im2col(x, 2, **settings)).close_to(unfold(x, 2, **settings))


@columns
def test_columns_where_a_kernel_just_fits(student, rng):
    """High and wide images, under kernels that fit along one axis by its own setting."""
    for size, kernel, settings in TIGHT:
        x = rng.standard_normal((2, 2, *size))
        expect(student.im2col(x, kernel, **settings)).close_to(unfold(x, kernel, **settings))


@columns
def test_columns_with_stride_longer_than_kernel(student, rng):
    """Pixels between the windows appear in no column."""
    x = rng.standard_normal((1, 2, 7, 8))
    expect(student.im2col(x, 2, stride=3)).close_to(unfold(x, 2, stride=3))


@columns
def test_columns_take_settings_of_any_kind(student, rng):
    """Settings may be lists, tuples, arrays or NumPy's integers."""
    x = rng.standard_normal((1, 2, 7, 9))
    expect(student.im2col(x, [3, 2], **KINDS)).close_to(unfold(x, (3, 2), **ALL))
    answer = student.im2col(x, np.int64(3), np.int64(2))
    expect(answer).close_to(unfold(x, 3, stride=2))


@columns
def test_columns_of_integers(student, rng):
    """Columns of integers hold the same numbers, in whatever type."""
    for dtype in INTEGERS:
        x = rng.integers(0, 128, (2, 2, 4, 5), dtype=dtype)
        expect(as_float(student.im2col(x, (2, 3)))).close_to(unfold(x, (2, 3)))


@columns
def test_columns_are_a_copy(student, rng):
    """The image is kept, and even 1x1 windows are copied."""
    x = rng.standard_normal((2, 3, 4, 5))
    student.im2col(x, (2, 3), padding=1)
    expect.inputs_kept(student)
    expect(student.im2col(x, 1)).close_to(x.reshape(2, 3, 20))
    expect.fresh_result(student)
    expect(student.im2col(x, (4, 5))).close_to(x.reshape(2, 60, 1))
    expect.fresh_result(student)


@columns
def test_columns_of_strided_views(student, probes, rng):
    """The image need not be contiguous."""
    x = rng.standard_normal((2, 3, 5, 6))
    answer = student.run(probes.with_strided_inputs, student.im2col, x, (2, 3), stride=2)
    expect(answer).close_to(unfold(x, (2, 3), stride=2))


@images
def test_images_of_several_channels(student, rng):
    """Rows are channel, kernel row, kernel column; nothing is square."""
    cols = rng.standard_normal((2, 24, 16))
    expect(student.col2im(cols, (5, 7), (2, 4))).close_to(fold(cols, (5, 7), (2, 4)), atol=ATOL)


@images
def test_images_with_pairs_of_settings(student, rng):
    """Each axis has its own stride, padding and dilation."""
    settings = ({"stride": (3, 2)}, {"padding": (0, 3)}, {"dilation": (3, 2)}, ALL)
    for pairs in settings:
        cols = rng.standard_normal(unfold(np.ones((2, 2, 7, 9)), (3, 2), **pairs).shape)
        expected = fold(cols, (7, 9), (3, 2), **pairs)
        expect(student.col2im(cols, (7, 9), (3, 2), **pairs)).close_to(expected)


@images
def test_images_where_a_kernel_just_fits(student, rng):
    """High and wide images, under kernels that fit along one axis by its own setting."""
    for size, kernel, settings in TIGHT:
        cols = rng.standard_normal(unfold(np.ones((2, 2, *size)), kernel, **settings).shape)
        expected = fold(cols, size, kernel, **settings)
        expect(student.col2im(cols, size, kernel, **settings)).close_to(expected)


@images
def test_unseen_pixels_are_zero(student, rng):
    """Pixels between windows, and those of the remainder, receive nothing."""
    cols = rng.standard_normal((1, 8, 4))
    expected = fold(cols, (7, 6), 2, stride=3)
    expect(student.col2im(cols, (7, 6), 2, stride=3)).close_to(expected, atol=ATOL)


@images
def test_images_are_the_transpose_of_columns(student, rng):
    """<im2col(x), c> = <x, col2im(c)> for any x and c."""
    x = rng.standard_normal((2, 2, 7, 9))
    there = unfold(x, (3, 2), **ALL)
    cols = rng.standard_normal(there.shape)
    back = student.col2im(cols, (7, 9), (3, 2), **ALL)
    expect(np.asarray(back).shape).equals(x.shape)
    # The two sums cancel differently: compare on the scale of their terms, about 20.
    expect(float((x * back).sum())).close_to(float((there * cols).sum()), atol=1e-10)


@images
def test_images_take_settings_of_any_kind(student, rng):
    """Sizes and settings may be numbers, lists, tuples, arrays or NumPy's integers."""
    cols = rng.standard_normal(unfold(np.ones((1, 2, 7, 9)), (3, 2), **ALL).shape)
    answer = student.col2im(cols, np.array([7, 9]), [3, 2], **KINDS)
    expect(answer).close_to(fold(cols, (7, 9), (3, 2), **ALL), atol=ATOL)
    cols = rng.standard_normal((1, 9, 4))
    expect(student.col2im(cols, 4, np.int64(3))).close_to(fold(cols, (4, 4), 3), atol=ATOL)


@images
def test_images_of_integers_do_not_overflow(student, rng):
    """Sums of integers give the right numbers, in whatever type."""
    for dtype in INTEGERS:
        top = np.iinfo(dtype).max if dtype != np.int64 else 2**40
        cols = rng.integers(top // 2, top, (2, 8, 12), dtype=dtype)
        expect(as_float(student.col2im(cols, (4, 5), 2))).close_to(fold(cols, (4, 5), 2))


@images
def test_images_are_new_arrays(student, rng):
    """Columns are kept, and even 1x1 windows are copied."""
    cols = rng.standard_normal((2, 6, 12))
    student.col2im(cols[:, :4], (4, 5), 2)
    expect.inputs_kept(student)
    expect(student.col2im(cols, (3, 4), 1)).close_to(cols.reshape(2, 6, 3, 4))
    expect.fresh_result(student)


@images
def test_images_of_strided_views(student, probes, rng):
    """Columns need not be contiguous."""
    cols = rng.standard_normal((2, 12, 12))
    answer = student.run(probes.with_strided_inputs, student.col2im, cols, (5, 5), (3, 2), (1, 1))
    expect(answer).close_to(fold(cols, (5, 5), (3, 2)), atol=ATOL)


@images
def test_square_images_with_unequal_settings_and_remainders(student, rng):
    """Padding is dropped on each side by its own number, whatever the remainder fills."""
    for settings in SQUARE:
        for size in (8, 9, 10, 11):
            cols = unfold(rng.standard_normal((2, 2, size, size)), 2, **settings)
            expected = fold(cols, (size, size), 2, **settings)
            expect(student.col2im(cols, size, 2, **settings)).close_to(expected)


@fast
def test_fast_values_with_an_asymmetric_kernel(student, rng):
    """Nothing is square, flipped or transposed: every axis has a length of its own."""
    arrays = layer(rng, (2, 3, 6, 9), (5, 3, 2, 4))
    expect(student.conv2d_im2col(*arrays)).close_to(conv2d(*arrays), atol=ATOL)


@fast
def test_fast_with_pairs_of_settings(student, rng):
    """Each axis has its own stride, padding and dilation."""
    arrays = layer(rng, (2, 2, 7, 9), (3, 2, 3, 2))
    for pairs in ({"stride": (3, 2)}, {"padding": (0, 2)}, {"dilation": (3, 2)}, ALL):
        answer = student.conv2d_im2col(*arrays, **pairs)
        expect(answer).close_to(conv2d(*arrays, **pairs), atol=ATOL)


@fast
def test_fast_where_a_kernel_just_fits(student, rng):
    """High and wide images, under kernels that fit along one axis by its own setting."""
    for size, kernel, settings in TIGHT:
        arrays = layer(rng, (2, 2, *size), (3, 2, *kernel))
        answer = student.conv2d_im2col(*arrays, **settings)
        expect(answer).close_to(conv2d(*arrays, **settings), atol=ATOL)


@fast
def test_fast_agrees_with_a_larger_layer(student, rng):
    """Many images and channels; the result's axes are images, channels, rows, columns."""
    arrays = layer(rng, (6, 8, 9, 11), (6, 8, 3, 3))
    answer = student.conv2d_im2col(*arrays, padding=1)
    expect(answer).close_to(conv2d(*arrays, padding=1), atol=ATOL)


@fast
def test_fast_takes_settings_of_any_kind(student, rng):
    """Settings may be lists, tuples, arrays or NumPy's integers."""
    arrays = layer(rng, (1, 2, 7, 9), (3, 2, 3, 2))
    expect(student.conv2d_im2col(*arrays, **KINDS)).close_to(conv2d(*arrays, **ALL), atol=ATOL)
    expected = conv2d(*arrays, stride=2, padding=1)
    answer = student.conv2d_im2col(*arrays, stride=np.int64(2), padding=np.int32(1))
    expect(answer).close_to(expected, atol=ATOL)


@fast
def test_fast_does_not_overflow(student, rng):
    """Integer images and kernels give the right numbers, in whatever type."""
    for dtype in INTEGERS:
        top = min(np.iinfo(dtype).max, 2**20)  # sums fit into int64, and float64 holds them all
        x = rng.integers(top // 2, top, (2, 3, 5, 6), dtype=dtype)
        weight = rng.integers(top // 2, top, (4, 3, 2, 3), dtype=dtype)
        bias = rng.integers(top // 2, top, 4, dtype=dtype)
        answer = as_float(student.conv2d_im2col(x, weight, bias))
        expect(answer).close_to(conv2d(x, weight, bias))


@fast
def test_fast_of_integer_images_with_fractions(student, rng):
    """An integer image does not round weights or biases of fractions, nor the result."""
    for dtype in INTEGERS:
        _, weight, bias = layer(rng, (2, 3, 5, 6), (4, 3, 2, 3))
        x = rng.integers(0, 100, (2, 3, 5, 6), dtype=dtype)
        answer = as_float(student.conv2d_im2col(x, weight, bias, padding=1))
        expect(answer).close_to(conv2d(x, weight, bias, padding=1), atol=100 * ATOL)


@fast
def test_fast_on_square_images_with_unequal_settings(student, rng):
    """One axis may not stand in for the other, whatever the image's shape."""
    for settings in SQUARE:
        arrays = layer(rng, (2, 2, 9, 9), (3, 2, 2, 2))
        expected = conv2d(*arrays, **settings)
        expect(student.conv2d_im2col(*arrays, **settings)).close_to(expected, atol=ATOL)


@fast
def test_fast_leaves_its_inputs_alone(student, rng):
    """Inputs are kept, and even a layer that changes nothing gives new images."""
    x, weight, bias = layer(rng, (2, 3, 5, 6), (4, 3, 3, 2))
    for padding in (0, 1):
        expected = conv2d(x, weight, bias, padding=padding)
        answer = student.conv2d_im2col(x, weight, bias, padding=padding)
        expect(answer).close_to(expected, atol=ATOL)
        expect.inputs_kept(student)
    answer = student.conv2d_im2col(x, np.eye(3)[:, :, None, None], np.zeros(3))
    expect(answer).close_to(x, atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@fast
def test_fast_of_strided_views(student, probes, rng):
    """Arguments need not be contiguous."""
    arrays = layer(rng, (2, 3, 5, 6), (4, 3, 3, 2))
    answer = student.run(probes.with_strided_inputs, student.conv2d_im2col, *arrays)
    expect(answer).close_to(conv2d(*arrays), atol=ATOL)
