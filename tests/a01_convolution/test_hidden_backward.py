"""Hidden tests: the convolution layer, backward. Upstream gradients are random throughout."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

backward = pytest.mark.exercise("conv2d_backward")


def conv2d(x, weight, **settings):
    """Give torch's answer, in float64."""
    return F.conv2d(torch.from_numpy(x), torch.from_numpy(weight), **settings).numpy()


def gradients(grad_out, x, weight, **settings):
    """Give torch's (grad_x, grad_weight, grad_bias), in float64."""
    arrays = (x, weight, np.zeros(len(weight)))
    leaves = [torch.tensor(np.asarray(a, np.float64)).requires_grad_() for a in arrays]
    F.conv2d(*leaves, **settings).backward(torch.tensor(np.asarray(grad_out, np.float64)))
    return tuple(leaf.grad.numpy() for leaf in leaves)


def layer(rng, x_shape, weight_shape, **settings):
    """Draw grad_out, x and weight."""
    x, weight = rng.standard_normal(x_shape), rng.standard_normal(weight_shape)
    return rng.standard_normal(conv2d(x, weight, **settings).shape), x, weight


ATOL = 1e-9  # data are of size 1: any order of summation passes, Fourier transforms too
# Image, kernel and settings: one axis has room for a single window, by its own number alone.
TIGHT = (
    ((2, 9), (4, 2), {"padding": (1, 0)}),
    ((9, 2), (2, 4), {"padding": (0, 1)}),
    ((3, 9), (3, 2), {"dilation": (1, 5)}),
    ((9, 3), (2, 3), {"dilation": (5, 1)}),
)
ALL = {"stride": (2, 3), "padding": (2, 1), "dilation": (1, 2)}


@backward
def test_input_gradient(student, rng):
    """grad_x for several images and channels, nothing square, stride 1."""
    arrays = layer(rng, (2, 3, 5, 7), (4, 3, 2, 3))
    expect(student.conv2d_backward(*arrays)[0]).close_to(gradients(*arrays)[0], atol=ATOL)


@backward
def test_weight_gradient(student, rng):
    """grad_weight for several images and channels, nothing square, stride 1."""
    arrays = layer(rng, (2, 3, 5, 7), (4, 3, 2, 3))
    expect(student.conv2d_backward(*arrays)[1]).close_to(gradients(*arrays)[1], atol=ATOL)


@backward
def test_bias_gradient(student, rng):
    """grad_bias sums over images, rows and columns."""
    arrays = layer(rng, (3, 2, 5, 7), (4, 2, 2, 3))
    expect(student.conv2d_backward(*arrays)[2]).close_to(gradients(*arrays)[2], atol=ATOL)


@backward
def test_gradient_with_a_stride_pair(student, rng):
    """Each axis has its own stride, and pixels of the remainder receive 0."""
    for stride in ((2, 1), (2, 3)):
        arrays = layer(rng, (2, 2, 8, 9), (3, 2, 3, 2), stride=stride)
        expected = gradients(*arrays, stride=stride)
        expect(student.conv2d_backward(*arrays, stride=stride)).close_to(expected, atol=ATOL)


@backward
def test_gradient_with_a_padding_pair(student, rng):
    """What falls on the padding is cut off again, on each axis by its own number."""
    for padding in ((1, 0), (0, 2), (3, 1)):
        arrays = layer(rng, (2, 2, 4, 5), (3, 2, 3, 2), padding=padding)
        expected = gradients(*arrays, padding=padding)
        expect(student.conv2d_backward(*arrays, padding=padding)).close_to(expected, atol=ATOL)


@backward
def test_gradient_with_a_dilation_pair(student, rng):
    """Each element of the kernel meets the pixels that it met forward."""
    for dilation in ((2, 1), (2, 3)):
        arrays = layer(rng, (2, 2, 7, 8), (3, 2, 3, 2), dilation=dilation)
        expected = gradients(*arrays, dilation=dilation)
        expect(student.conv2d_backward(*arrays, dilation=dilation)).close_to(expected, atol=ATOL)


@backward
def test_gradient_of_square_images_with_unequal_settings(student, rng):
    """One axis may not stand in for the other, whatever the image's shape."""
    for settings in (
        {"stride": (1, 2)},
        {"padding": (0, 2)},
        {"dilation": (1, 3)},
        {"stride": (3, 2), "padding": (2, 1), "dilation": (3, 2)},
    ):
        arrays = layer(rng, (2, 2, 9, 9), (3, 2, 2, 2), **settings)
        expected = gradients(*arrays, **settings)
        expect(student.conv2d_backward(*arrays, **settings)).close_to(expected, atol=ATOL)


@backward
def test_gradient_with_all_settings(student, rng):
    """Stride, padding and dilation act at once."""
    arrays = layer(rng, (3, 2, 8, 11), (4, 2, 3, 2), **ALL)
    expect(student.conv2d_backward(*arrays, **ALL)).close_to(gradients(*arrays, **ALL), atol=ATOL)


@backward
def test_gradient_where_a_kernel_just_fits(student, rng):
    """High and wide images, under kernels that fit along one axis by its own setting."""
    for size, kernel, settings in TIGHT:
        arrays = layer(rng, (2, 2, *size), (3, 2, *kernel), **settings)
        expected = gradients(*arrays, **settings)
        expect(student.conv2d_backward(*arrays, **settings)).close_to(expected, atol=ATOL)


@backward
def test_pixels_between_windows_receive_nothing(student, rng):
    """With a stride longer than the kernel, unseen pixels have no gradient."""
    arrays = layer(rng, (1, 1, 7, 8), (1, 1, 2, 1), stride=3)
    grad_x = student.conv2d_backward(*arrays, stride=3)[0]
    expect(grad_x).close_to(gradients(*arrays, stride=3)[0], atol=ATOL)


@backward
def test_backward_is_the_transpose_of_forward(student, rng):
    """<conv(x'), g> = <x', grad_x> and = <weight', grad_weight>, for any x' and weight'."""
    grad_out, x, weight = layer(rng, (2, 2, 6, 7), (3, 2, 2, 3), padding=1, stride=2)
    grads = student.conv2d_backward(grad_out, x, weight, padding=1, stride=2)
    for i, other in enumerate(rng.standard_normal(a.shape) for a in (x, weight)):
        pair = (other, weight) if i == 0 else (x, other)
        through = float((conv2d(*pair, padding=1, stride=2) * grad_out).sum())
        expect(np.asarray(grads[i]).shape).equals(other.shape)
        # The two sums cancel differently: compare on the scale of their terms, about 50.
        expect(float((other * grads[i]).sum())).close_to(through, atol=1e-10)


@backward
def test_gradients_of_whole_numbers_in_float64(student, rng):
    """float64 stays float64, even where all values are whole."""
    shapes = ((2, 4, 4, 4), (2, 3, 5, 6), (4, 3, 2, 3))
    arrays = [rng.integers(-9, 10, shape).astype(np.float64) for shape in shapes]
    expect(student.conv2d_backward(*arrays)).close_to(gradients(*arrays), atol=ATOL)


@backward
def test_backward_leaves_its_inputs_alone(student, rng):
    """Inputs are kept, and even where nothing changes the gradients are new arrays."""
    arrays = layer(rng, (2, 2, 5, 6), (3, 2, 2, 3), padding=1)
    answer = student.conv2d_backward(*arrays, padding=1)
    expect(answer).close_to(gradients(*arrays, padding=1), atol=ATOL)
    expect.inputs_kept(student)
    g, x, ones = rng.standard_normal((1, 1, 4, 5)), np.ones((1, 1, 4, 5)), np.ones((1, 1, 1, 1))
    expect(student.conv2d_backward(g, x, ones)).close_to(gradients(g, x, ones), atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)
    x, weight = rng.standard_normal((1, 1, 3, 2)), rng.standard_normal((1, 1, 3, 2))
    expect(student.conv2d_backward(ones, x, weight)).close_to(gradients(ones, x, weight), atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@backward
def test_backward_of_strided_views(student, probes, rng):
    """Arguments need not be contiguous."""
    arrays = layer(rng, (2, 3, 5, 6), (4, 3, 3, 2), padding=1)
    answer = student.run(probes.with_strided_inputs, student.conv2d_backward, *arrays, padding=1)
    expect(answer).close_to(gradients(*arrays, padding=1), atol=ATOL)


@backward
def test_backward_takes_settings_of_any_kind(student, rng):
    """Settings may be lists, tuples, arrays or NumPy's integers."""
    settings = {"stride": (2, 1), "padding": (0, 1), "dilation": (2, 2)}
    arrays = layer(rng, (1, 2, 7, 8), (2, 2, 2, 3), **settings)
    expected = gradients(*arrays, **settings)
    settings = {"stride": [2, 1], "padding": np.array([0, 1]), "dilation": np.int64(2)}
    expect(student.conv2d_backward(*arrays, **settings)).close_to(expected, atol=ATOL)
