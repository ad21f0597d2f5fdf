"""Hidden tests: averages, over windows and over whole images, forward and backward."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

forward = pytest.mark.exercise("avg_pool2d_forward")
backward = pytest.mark.exercise("avg_pool2d_backward")
gap = pytest.mark.exercise("global_avg_pool2d")
gap_backward = pytest.mark.exercise("global_avg_pool2d_backward")

SETTINGS = (
    ((2, 3), (3, 2), (1, 0)),
    ((3, 2), (1, 2), (0, 1)),
    ((1, 4), (2, 1), (0, 2)),
    ((5, 1), (2, 3), (2, 0)),
    ((3, 3), (1, 1), (1, 1)),
    ((2, 2), (3, 4), (0, 0)),
)
SUMS = {"rtol": 1e-9, "atol": 1e-10}  # sums of a few numbers of size 1, in any order


def pooled(x, kernel, stride=None, padding=0, whole=True):
    """Give torch's answer, in float64."""
    return F.avg_pool2d(
        torch.from_numpy(x), kernel, stride, padding, count_include_pad=whole
    ).numpy()


def gradient(grad_out, x, kernel, stride=None, padding=0, whole=True):
    """Give torch's gradient of x, in float64."""
    leaf = torch.from_numpy(x).clone().requires_grad_()
    out = F.avg_pool2d(leaf, kernel, stride, padding, count_include_pad=whole)
    out.backward(torch.from_numpy(grad_out))
    return leaf.grad.numpy()


@forward
def test_average_settings_differ_by_axis(student, rng):
    """Windows, strides and paddings are pairs; a remainder is dropped."""
    for settings in SETTINGS:
        for shape in ((2, 3, 7, 10), (2, 3, 10, 7)):
            x = rng.standard_normal(shape)
            expect(student.avg_pool2d_forward(x, *settings)).close_to(pooled(x, *settings), **SUMS)


@forward
def test_average_of_pixels_on_the_image(student, rng):
    """Each window is divided by how many of its pixels are real."""
    for settings in SETTINGS:
        for shape in ((2, 3, 7, 10), (2, 3, 10, 7)):
            x = rng.standard_normal(shape) + 3
            answer = student.avg_pool2d_forward(x, *settings, count_include_pad=False)
            expect(answer).close_to(pooled(x, *settings, False), **SUMS)


@forward
def test_average_stride_is_the_window_by_default(student, rng):
    """A pair of sides gives a pair of strides, and the padding counts."""
    x = rng.standard_normal((2, 2, 9, 8))
    expect(student.avg_pool2d_forward(x, (2, 3))).close_to(pooled(x, (2, 3)), **SUMS)
    expect(student.avg_pool2d_forward(x, (3, 2), None)).close_to(pooled(x, (3, 2)), **SUMS)
    answer = student.avg_pool2d_forward(x, 3, padding=1)
    expect(answer).close_to(pooled(x, 3, None, 1), **SUMS)


@forward
def test_zero_pixels_count(student, rng):
    """A zero on the image is a pixel like any other, with or without the padding."""
    x = rng.standard_normal((2, 2, 6, 8)) * rng.integers(0, 2, (2, 2, 6, 8))
    for whole in (True, False):
        answer = student.avg_pool2d_forward(x, (3, 2), 2, (1, 1), whole)
        expect(answer).close_to(pooled(x, (3, 2), 2, (1, 1), whole), **SUMS)


@forward
def test_average_of_windows_larger_than_the_image(student, rng):
    """With padding, both borders lie in one window."""
    x = rng.standard_normal((2, 3, 3, 4))
    for whole in (True, False):
        answer = student.avg_pool2d_forward(x, (5, 6), 1, (1, 1), whole)
        expect(answer).close_to(pooled(x, (5, 6), 1, (1, 1), whole), **SUMS)
        answer = student.avg_pool2d_forward(x, (4, 5), 1, (2, 2), whole)
        expect(answer).close_to(pooled(x, (4, 5), 1, (2, 2), whole), **SUMS)


@forward
def test_average_refuses_windows_that_do_not_fit(student, rng):
    """Nine rows are more than four and two of padding."""
    x = rng.standard_normal((1, 2, 4, 6))
    expect(student.avg_pool2d_forward(x, 4)).close_to(pooled(x, 4), **SUMS)
    expect.raises(ValueError, student.avg_pool2d_forward, x, (9, 2), 1, (1, 1))


@forward
def test_average_of_an_empty_batch(student):
    """No images in, no images out, in the right shape."""
    answer = student.avg_pool2d_forward(np.zeros((0, 3, 7, 8)), (2, 3), (2, 1), (1, 0))
    expect(answer).close_to(np.zeros((0, 3, 4, 6)))


@forward
def test_average_leaves_its_input_alone(student, rng):
    """x is kept, and even a window of one pixel gives a new array; pairs may be lists."""
    x = rng.standard_normal((2, 2, 5, 4))
    answer = student.avg_pool2d_forward(x, [2, 3], np.array([1, 2]), [1, 0])
    expect(answer).close_to(pooled(x, (2, 3), (1, 2), (1, 0)), **SUMS)
    expect.inputs_kept(student)
    expect(student.avg_pool2d_forward(x, 1)).close_to(x)
    expect.fresh_result(student)


@forward
def test_average_of_strided_views(student, probes, rng):
    """The images need not lie in one piece."""
    x = rng.standard_normal((2, 3, 5, 6))
    answer = student.run(
        probes.with_strided_inputs, student.avg_pool2d_forward, x, kernel_size=(2, 3), stride=2
    )
    expect(answer).close_to(pooled(x, (2, 3), 2), **SUMS)


@backward
def test_average_gradient_settings_differ_by_axis(student, rng):
    """Windows, strides and paddings are pairs; pixels beyond the last window get nothing."""
    for settings in SETTINGS:
        for shape in ((2, 3, 7, 10), (2, 3, 10, 7)):
            x = rng.standard_normal(shape)
            grad_out = rng.standard_normal(pooled(x, *settings).shape)
            answer = student.avg_pool2d_backward(grad_out, x, *settings)
            expect(answer).close_to(gradient(grad_out, x, *settings), **SUMS)


@backward
def test_average_gradient_without_the_padding(student, rng):
    """A window that is half on the padding shares among fewer pixels."""
    for settings in SETTINGS:
        for shape in ((2, 3, 7, 10), (2, 3, 10, 7)):
            x = rng.standard_normal(shape)
            grad_out = rng.standard_normal(pooled(x, *settings).shape)
            answer = student.avg_pool2d_backward(grad_out, x, *settings, count_include_pad=False)
            expect(answer).close_to(gradient(grad_out, x, *settings, False), **SUMS)


@backward
def test_average_gradient_of_separate_windows(student, rng):
    """The stride left out; the values of x have no say."""
    for x in (rng.standard_normal((2, 3, 7, 8)), np.zeros((2, 3, 7, 8))):
        grad_out = rng.standard_normal((2, 3, 3, 2))
        answer = student.avg_pool2d_backward(grad_out, x, (2, 3))
        expect(answer).close_to(gradient(grad_out, x, (2, 3)), **SUMS)


@backward
def test_average_gradient_of_windows_larger_than_the_image(student, rng):
    """With padding, every pixel lies in every window."""
    x, grad_out = rng.standard_normal((2, 3, 3, 4)), rng.standard_normal((2, 3, 4, 4))
    for whole in (True, False):
        answer = student.avg_pool2d_backward(grad_out, x, (4, 5), 1, (2, 2), whole)
        expect(answer).close_to(gradient(grad_out, x, (4, 5), 1, (2, 2), whole), **SUMS)


@backward
def test_average_gradient_of_an_empty_batch(student):
    """No images in, no gradients out, in x's shape."""
    grad_out, x = np.zeros((0, 2, 3, 3)), np.zeros((0, 2, 6, 7))
    expect(student.avg_pool2d_backward(grad_out, x, 2)).close_to(x)


@backward
def test_average_gradient_does_not_depend_on_the_pixels(student, rng):
    """The divisor counts places, not values: zeros in x change nothing."""
    x, grad_out = rng.integers(0, 2, (2, 2, 5, 4)) * 1.0, rng.standard_normal((2, 2, 3, 3))
    for whole in (True, False):
        answer = student.avg_pool2d_backward(grad_out, x, 2, 2, 1, whole)
        expect(answer).close_to(gradient(grad_out, x, 2, 2, 1, whole), **SUMS)


@backward
def test_average_gradient_refuses_windows_that_do_not_fit(student, rng):
    """As in the forward direction."""
    x, grad_out = rng.standard_normal((1, 1, 4, 5)), rng.standard_normal((1, 1, 1, 1))
    answer = student.avg_pool2d_backward(grad_out, x, (4, 5))
    expect(answer).close_to(gradient(grad_out, x, (4, 5)), **SUMS)
    expect.raises(ValueError, student.avg_pool2d_backward, grad_out, x, (9, 2), 1)


@backward
def test_average_gradient_leaves_its_inputs_alone(student, rng):
    """Inputs are kept, and even a window of one pixel gives a new array; pairs may be lists."""
    x, grad_out = rng.standard_normal((2, 2, 5, 4)), rng.standard_normal((2, 2, 6, 1))
    for whole in (True, False):
        answer = student.avg_pool2d_backward(grad_out, x, [2, 3], np.array([1, 2]), [1, 0], whole)
        expect(answer).close_to(gradient(grad_out, x, (2, 3), (1, 2), (1, 0), whole), **SUMS)
        expect.inputs_kept(student)
    expect(student.avg_pool2d_backward(x, x + 1, 1)).close_to(x)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@backward
def test_average_gradient_of_strided_views(student, probes, rng):
    """Neither array need lie in one piece."""
    x, grad_out = rng.standard_normal((2, 3, 5, 6)), rng.standard_normal((2, 3, 2, 4))
    answer = student.run(
        probes.with_strided_inputs,
        student.avg_pool2d_backward,
        grad_out,
        x,
        kernel_size=(2, 3),
        stride=(2, 1),
    )
    expect(answer).close_to(gradient(grad_out, x, (2, 3), (2, 1)), **SUMS)


@gap
def test_global_average_of_any_size(student, rng):
    """Images that are high, wide, or one pixel."""
    for size in ((3, 8), (7, 2), (1, 1), (1, 6)):
        x = rng.standard_normal((3, 5, *size)) + 2
        expected = x.reshape(3, 5, -1).sum(axis=2) / (size[0] * size[1])
        expect(student.global_avg_pool2d(x)).close_to(expected, **SUMS)


@gap
def test_global_average_counts_zeros(student, rng):
    """A dark pixel is a pixel."""
    x = rng.standard_normal((2, 3, 4, 5)) * rng.integers(0, 2, (2, 3, 4, 5))
    expected = x.reshape(2, 3, -1).sum(axis=2) / 20
    expect(student.global_avg_pool2d(x)).close_to(expected, **SUMS)


@gap
def test_global_average_of_an_empty_batch(student):
    """No images in, no averages out."""
    expect(student.global_avg_pool2d(np.zeros((0, 4, 3, 2)))).close_to(np.zeros((0, 4)))


@gap
def test_global_average_keeps_axes_of_length_one(student, rng):
    """One channel of three images is still a column."""
    x = rng.standard_normal((3, 1, 4, 5))
    expect(student.global_avg_pool2d(x)).close_to(x.sum(axis=(2, 3)) / 20, **SUMS)
    x = rng.standard_normal((1, 3, 4, 5))
    expect(student.global_avg_pool2d(x)).close_to(x.sum(axis=(2, 3)) / 20, **SUMS)


@gap
def test_global_results_are_independent(student, probes, rng):
    """A second call changes nothing of the first one's result; tiny values are not rounded."""
    one, two = 1e-13 * rng.standard_normal((2, 2, 3, 4, 5))
    answer = student.run(probes.twice, student.global_avg_pool2d, (one,), (two,))
    means = [x.sum(axis=(2, 3)) / 20 for x in (one, two, one)]
    expect(answer).close_to(tuple(means), rtol=1e-9, atol=1e-24)


@gap
def test_global_average_leaves_its_input_alone(student, rng):
    """x is kept, and one pixel gives a new array."""
    x = rng.standard_normal((2, 3, 3, 4))
    x[:, :, 1, 2] = 0
    expect(student.global_avg_pool2d(x)).close_to(x.sum(axis=(2, 3)) / 12, **SUMS)
    expect.inputs_kept(student)
    x = rng.standard_normal((2, 3, 1, 1))
    expect(student.global_avg_pool2d(x)).close_to(x[:, :, 0, 0])
    expect.inputs_kept(student)
    expect.fresh_result(student)


@gap_backward
def test_global_gradient_of_any_size(student, rng):
    """Every pixel gets one part of height times width; the values of x have no say."""
    for size in ((3, 8), (7, 2), (1, 1), (1, 6)):
        x, grad_out = rng.standard_normal((3, 5, *size)), rng.standard_normal((3, 5))
        expected = np.ones(x.shape) * grad_out[:, :, None, None] / (size[0] * size[1])
        answer = student.global_avg_pool2d_backward(grad_out, x)
        expect(answer).close_to(expected, **SUMS)


@gap_backward
def test_global_gradient_of_an_empty_batch(student):
    """No gradients in, none out, in x's shape."""
    x = np.zeros((0, 4, 3, 2))
    expect(student.global_avg_pool2d_backward(np.zeros((0, 4)), x)).close_to(x)


@gap_backward
def test_global_gradient_leaves_its_inputs_alone(student, rng):
    """Inputs are kept, and the result is an array of its own."""
    x, grad_out = rng.standard_normal((2, 3, 2, 3)), rng.standard_normal((2, 3))
    answer = student.global_avg_pool2d_backward(grad_out, x)
    expect(answer).close_to(np.ones(x.shape) * grad_out[:, :, None, None] / 6, **SUMS)
    expect.inputs_kept(student)
    x, grad_out = rng.standard_normal((2, 3, 1, 1)), rng.standard_normal((2, 3))
    answer = student.global_avg_pool2d_backward(grad_out, x)
    expect(answer).close_to(grad_out[:, :, None, None])
    expect.inputs_kept(student)
    expect.fresh_result(student)
