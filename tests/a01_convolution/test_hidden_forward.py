"""Hidden tests: the convolution layer, forward."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

forward = pytest.mark.exercise("conv2d_forward")

ATOL = 1e-9  # data are of size 1: any order of summation passes, Fourier transforms too
INTEGERS = (np.uint8, np.int8, np.int16, np.int32, np.int64)
# Image, kernel and settings: one axis has room for a single window, by its own number alone.
TIGHT = (
    ((2, 9), (4, 2), {"padding": (1, 0)}),
    ((9, 2), (2, 4), {"padding": (0, 1)}),
    ((3, 9), (3, 2), {"dilation": (1, 5)}),
    ((9, 3), (2, 3), {"dilation": (5, 1)}),
)

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


def integers(rng, dtype, *shapes):
    """Draw arrays whose products overflow the type, but neither int64 nor float64's digits."""
    top = min(np.iinfo(dtype).max, 2**20)
    return [rng.integers(top // 2, top, shape, dtype=dtype) for shape in shapes]


@forward
def test_published_values(student):
    """CS231n's check of a layer with stride 2 and padding 1."""
    x = np.linspace(-0.1, 0.5, 96).reshape(2, 3, 4, 4)
    weight = np.linspace(-0.2, 0.3, 144).reshape(3, 3, 4, 4)
    answer = student.conv2d_forward(x, weight, np.linspace(-0.1, 0.2, 3), stride=2, padding=1)
    expected = np.array(
        [
            [
                [[-0.08759809, -0.10987781], [-0.18387192, -0.2109216]],
                [[0.21027089, 0.21661097], [0.22847626, 0.23004637]],
                [[0.50813986, 0.54309974], [0.64082444, 0.67101435]],
            ],
            [
                [[-0.98053589, -1.03143541], [-1.19128892, -1.24695841]],
                [[0.69108355, 0.66880383], [0.59480972, 0.56776003]],
                [[2.36270298, 2.36904306], [2.38090835, 2.38247847]],
            ],
        ]
    )
    expect(answer).close_to(expected, atol=1e-8)  # published with eight decimals


@forward
def test_values_with_an_asymmetric_kernel(student, rng):
    """Nothing is square, flipped or transposed: every axis has a length of its own."""
    x, weight, bias = layer(rng, (2, 3, 6, 9), (5, 3, 2, 4))
    expect(student.conv2d_forward(x, weight, bias)).close_to(conv2d(x, weight, bias), atol=ATOL)


@forward
def test_stride_pair_leaves_remainders(student, rng):
    """Rows step by the first stride, columns by the second; what is left over is not seen."""
    x, weight, bias = layer(rng, (2, 3, 8, 11), (4, 3, 3, 2))
    for stride in ((2, 1), (3, 2), (2, 5)):
        expected = conv2d(x, weight, bias, stride=stride)
        expect(student.conv2d_forward(x, weight, bias, stride=stride)).close_to(expected, atol=ATOL)


@forward
def test_padding_pair_is_zeros_on_both_sides(student, rng):
    """Rows are padded by the first number, columns by the second."""
    x, weight, bias = layer(rng, (2, 2, 4, 5), (3, 2, 3, 2))
    for padding in ((2, 0), (0, 1), (1, 3), (4, 1)):
        expected = conv2d(x, weight, bias, padding=padding)
        answer = student.conv2d_forward(x, weight, bias, padding=padding)
        expect(answer).close_to(expected, atol=ATOL)


@forward
def test_dilation_pair_stretches_each_axis(student, rng):
    """Rows of the kernel lie the first number apart, its columns the second."""
    x, weight, bias = layer(rng, (2, 2, 7, 9), (3, 2, 3, 2))
    for dilation in ((2, 1), (1, 3), (3, 4)):
        expected = conv2d(x, weight, bias, dilation=dilation)
        answer = student.conv2d_forward(x, weight, bias, dilation=dilation)
        expect(answer).close_to(expected, atol=ATOL)


@forward
def test_stride_padding_dilation_and_groups_together(student, rng):
    """All settings act at once."""
    x, weight, bias = layer(rng, (2, 4, 8, 9), (6, 2, 3, 2))
    settings = {"stride": (2, 3), "padding": (2, 1), "dilation": (2, 3), "groups": 2}
    expected = conv2d(x, weight, bias, **settings)
    expect(student.conv2d_forward(x, weight, bias, **settings)).close_to(expected, atol=ATOL)


@forward
def test_groups_are_consecutive_blocks(student, rng):
    """Block g of the output sees block g of the input, and no other."""
    x, weight, bias = layer(rng, (2, 6, 4, 5), (9, 2, 2, 3))
    expected = conv2d(x, weight, bias, groups=3)
    expect(student.conv2d_forward(x, weight, bias, groups=3)).close_to(expected, atol=ATOL)


@forward
def test_depthwise_convolution(student, rng):
    """As many groups as channels, with one and with two outputs each."""
    x = rng.standard_normal((2, 4, 5, 6))
    for outputs in (4, 8):
        weight, bias = rng.standard_normal((outputs, 1, 3, 2)), rng.standard_normal(outputs)
        expected = conv2d(x, weight, bias, padding=1, groups=4)
        answer = student.conv2d_forward(x, weight, bias, padding=1, groups=4)
        expect(answer).close_to(expected, atol=ATOL)


@forward
def test_padding_makes_a_large_kernel_fit(student, rng):
    """A kernel larger than the image fits into its padding, and sees zeros there."""
    x, weight, bias = layer(rng, (2, 2, 2, 3), (3, 2, 5, 4))
    expected = conv2d(x, weight, bias, padding=2)
    expect(student.conv2d_forward(x, weight, bias, padding=2)).close_to(expected, atol=ATOL)


@forward
def test_each_axis_fits_by_its_own_settings(student, rng):
    """High and wide images, under kernels that just fit along one axis."""
    for size, kernel, settings in TIGHT:
        x, weight, bias = layer(rng, (2, 2, *size), (3, 2, *kernel))
        expected = conv2d(x, weight, bias, **settings)
        expect(student.conv2d_forward(x, weight, bias, **settings)).close_to(expected, atol=ATOL)


@forward
def test_pairs_and_numbers_of_any_kind(student, rng):
    """Settings may be lists, tuples, arrays or NumPy's integers."""
    x, weight, bias = layer(rng, (1, 2, 7, 8), (2, 2, 2, 3))
    expected = conv2d(x, weight, bias, stride=(2, 1), padding=(0, 1), dilation=(2, 2))
    settings = {"stride": [2, 1], "padding": np.array([0, 1]), "dilation": np.int64(2)}
    expect(student.conv2d_forward(x, weight, bias, **settings)).close_to(expected, atol=ATOL)
    settings = {"stride": np.array([2, 1], np.int32), "padding": (0, 1), "dilation": [2, 2]}
    expect(student.conv2d_forward(x, weight, bias, **settings)).close_to(expected, atol=ATOL)


@forward
def test_layer_of_integers_does_not_overflow(student, rng):
    """Integer images and kernels give the right numbers, in whatever type."""
    for dtype in INTEGERS:
        x, weight, bias = integers(rng, dtype, (2, 3, 5, 6), (4, 3, 2, 3), (4,))
        answer = as_float(student.conv2d_forward(x, weight, bias))
        expect(answer).close_to(conv2d(x, weight, bias))


@forward
def test_layer_of_integer_images_with_fractions(student, rng):
    """An integer image does not round weights or biases of fractions, nor the result."""
    for dtype in INTEGERS:
        _, weight, bias = layer(rng, (2, 4, 5, 6), (4, 2, 2, 3))
        x = rng.integers(0, 100, (2, 4, 5, 6), dtype=dtype)
        expected = conv2d(x, weight, bias, padding=1, groups=2)
        answer = as_float(student.conv2d_forward(x, weight, bias, padding=1, groups=2))
        expect(answer).close_to(expected, atol=100 * ATOL)


@forward
def test_layer_of_whole_numbers_in_float64(student, rng):
    """float64 stays float64, even where all values are whole."""
    shapes = ((2, 3, 5, 6), (4, 3, 2, 3), (4,))
    arrays = [rng.integers(-9, 10, shape).astype(np.float64) for shape in shapes]
    expect(student.conv2d_forward(*arrays)).close_to(conv2d(*arrays), atol=ATOL)


@forward
def test_layer_leaves_its_inputs_alone(student, rng):
    """Inputs are kept, and even a layer that changes nothing gives new images."""
    x, weight, bias = layer(rng, (2, 3, 5, 6), (4, 3, 3, 2))
    for padding in (0, 1):
        expected = conv2d(x, weight, bias, padding=padding)
        answer = student.conv2d_forward(x, weight, bias, padding=padding)
        expect(answer).close_to(expected, atol=ATOL)
        expect.inputs_kept(student)
    answer = student.conv2d_forward(x, np.eye(3)[:, :, None, None], np.zeros(3))
    expect(answer).close_to(x, atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)
    answer = student.conv2d_forward(x, np.ones((3, 1, 1, 1)), np.zeros(3), groups=3)
    expect(answer).close_to(x, atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@forward
def test_layer_of_one_channel_leaves_its_input_alone(student, rng):
    """One channel in and out, and a single weight of 1: the result is still a new image."""
    x = rng.standard_normal((1, 1, 3, 4))
    expect(student.conv2d_forward(x, np.ones((1, 1, 1, 1)), np.zeros(1))).close_to(x, atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@forward
def test_square_images_with_unequal_settings(student, rng):
    """Each axis has its own stride, padding and dilation, whatever the image's shape."""
    # Strides that leave room beyond the last window: what reads too far would still fit.
    for settings in (*SQUARE, {"stride": 4, "dilation": (1, 2)}, {"stride": 5, "dilation": 2}):
        arrays = layer(rng, (2, 2, 9, 9), (3, 2, 2, 2))
        expected = conv2d(*arrays, **settings)
        expect(student.conv2d_forward(*arrays, **settings)).close_to(expected, atol=ATOL)
        arrays = layer(rng, (2, 2, 14, 14), (2, 2, 3, 3))
        expected = conv2d(*arrays, **settings)
        expect(student.conv2d_forward(*arrays, **settings)).close_to(expected, atol=ATOL)


@forward
def test_layer_of_strided_views(student, probes, rng):
    """Arguments need not be contiguous."""
    x, weight, bias = layer(rng, (2, 4, 5, 6), (4, 2, 3, 2))
    expected = conv2d(x, weight, bias, stride=2, groups=2)
    answer = student.run(
        probes.with_strided_inputs, student.conv2d_forward, x, weight, bias, stride=2, groups=2
    )
    expect(answer).close_to(expected, atol=ATOL)
