"""Hidden tests: max pooling, forward and backward."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

forward = pytest.mark.exercise("max_pool2d_forward")
backward = pytest.mark.exercise("max_pool2d_backward")

# Every setting by itself and together, on images that are not square: (kernel, stride, padding).
SETTINGS = (
    ((2, 3), (3, 2), (1, 0)),
    ((3, 2), (1, 2), (0, 1)),
    ((1, 4), (2, 1), (0, 2)),
    ((5, 1), (2, 3), (2, 0)),
    ((3, 3), (1, 1), (1, 1)),
    ((2, 2), (3, 4), (0, 0)),
)
SUMS = {"rtol": 1e-9, "atol": 1e-10}  # sums of a few numbers of size 1, in any order


def pooled(x, kernel, stride=None, padding=0):
    """Give torch's answer, in float64."""
    return F.max_pool2d(torch.from_numpy(x), kernel, stride, padding).numpy()


def gradient(grad_out, x, kernel, stride=None, padding=0):
    """Walk over the windows, and over each window row by row; only a larger pixel takes over."""
    (kh, kw), (ph, pw) = np.broadcast_to(kernel, 2), np.broadcast_to(padding, 2)
    sh, sw = np.broadcast_to(kernel if stride is None else stride, 2)
    grad = np.zeros(x.shape)
    for n, c, r, s in np.ndindex(*grad_out.shape):
        rows = range(max(r * sh - ph, 0), min(r * sh - ph + kh, x.shape[2]))
        columns = range(max(s * sw - pw, 0), min(s * sw - pw + kw, x.shape[3]))
        best = None
        for place in itertools.product(rows, columns):
            if best is None or x[n, c][place] > x[n, c][best]:
                best = place
        grad[n, c][best] += grad_out[n, c, r, s]
    return grad


def out_shape(x, kernel, stride, padding):
    """Shape of the output, by torch."""
    return pooled(x, kernel, stride, padding).shape


@forward
def test_max_settings_differ_by_axis(student, rng):
    """Windows, strides and paddings are pairs; a remainder is dropped."""
    for settings in SETTINGS:
        x = rng.standard_normal((2, 3, 7, 10))
        expect(student.max_pool2d_forward(x, *settings)).close_to(pooled(x, *settings))
        x = rng.standard_normal((2, 3, 10, 7))
        expect(student.max_pool2d_forward(x, *settings)).close_to(pooled(x, *settings))


@forward
def test_max_stride_is_the_window_by_default(student, rng):
    """A pair of sides gives a pair of strides; None says the same as nothing."""
    x = rng.standard_normal((2, 2, 9, 8))
    expect(student.max_pool2d_forward(x, (2, 3))).close_to(pooled(x, (2, 3)))
    expect(student.max_pool2d_forward(x, (3, 2), None)).close_to(pooled(x, (3, 2)))
    expect(student.max_pool2d_forward(x, 3, padding=1)).close_to(pooled(x, 3, None, 1))
    expect(student.max_pool2d_forward(x, 4, stride=1)).close_to(pooled(x, 4, 1))


@forward
def test_max_of_negative_images(student, rng):
    """Neither padding nor a starting value wins, however low the pixels are."""
    for low in (1.0, 1e6, 1e200):
        x = low * (rng.standard_normal((2, 2, 5, 6)) - 10)
        expect(student.max_pool2d_forward(x, 2)).close_to(pooled(x, 2))
        expect(student.max_pool2d_forward(x, 3, 2, 1)).close_to(pooled(x, 3, 2, 1))


@forward
def test_max_keeps_the_sign(student, rng):
    """The largest value wins, not the largest absolute value; whole and tiny numbers as well."""
    x = rng.standard_normal((1, 2, 6, 9)) - 1
    expect(student.max_pool2d_forward(x, (3, 2))).close_to(pooled(x, (3, 2)))
    whole = np.floor(10 * x)
    expect(student.max_pool2d_forward(whole, 2, 1)).close_to(pooled(whole, 2, 1))
    tiny = 1e-30 * x
    expect(student.max_pool2d_forward(tiny, 2, 1)).close_to(pooled(tiny, 2, 1), atol=0)


@forward
def test_max_of_windows_as_large_as_the_image(student, rng):
    """One window is left, and with padding it may even be larger than the image."""
    x = rng.standard_normal((2, 3, 4, 5))
    expect(student.max_pool2d_forward(x, (4, 5))).close_to(pooled(x, (4, 5)))
    expect(student.max_pool2d_forward(x, (6, 7), padding=(1, 1))).close_to(
        pooled(x, (6, 7), None, (1, 1))
    )


@forward
def test_max_refuses_what_cannot_be_pooled(student, rng):
    """Windows larger than the padded image, and windows of no pixels."""
    x = rng.standard_normal((1, 2, 4, 6))
    expect(student.max_pool2d_forward(x, 4)).close_to(pooled(x, 4))
    expect.raises(ValueError, student.max_pool2d_forward, x, (9, 2), 1, (1, 1))
    expect.raises(ValueError, student.max_pool2d_forward, x, (2, 12), 2)
    expect.raises(ValueError, student.max_pool2d_forward, x, (3, 7))
    expect.raises(ValueError, student.max_pool2d_forward, x, 0, 1)


@forward
def test_max_of_an_empty_batch(student):
    """No images in, no images out, in the right shape."""
    answer = student.max_pool2d_forward(np.zeros((0, 3, 7, 8)), (2, 3), (2, 1), (1, 0))
    expect(answer).close_to(np.zeros((0, 3, 4, 6)))


@forward
def test_max_pairs_come_in_any_sequence(student, rng):
    """Lists, arrays and NumPy's integers are as good as tuples and ints."""
    x = rng.standard_normal((1, 2, 7, 8))
    answer = student.max_pool2d_forward(x, [3, 2], np.array([1, 2]), [1, 0])
    expect(answer).close_to(pooled(x, (3, 2), (1, 2), (1, 0)))
    answer = student.max_pool2d_forward(x, np.int64(3), np.int32(2), np.int16(1))
    expect(answer).close_to(pooled(x, 3, 2, 1))


@forward
def test_max_leaves_its_input_alone(student, rng):
    """x is kept, and even a window of one pixel gives a new array."""
    x = rng.standard_normal((2, 2, 5, 4))
    expect(student.max_pool2d_forward(x, 2, 1, 1)).close_to(pooled(x, 2, 1, 1))
    expect.inputs_kept(student)
    expect(student.max_pool2d_forward(x, 1)).close_to(x)
    expect.fresh_result(student)


@forward
def test_max_of_strided_views(student, probes, rng):
    """The images need not lie in one piece."""
    x = rng.standard_normal((2, 3, 5, 6))
    answer = student.run(
        probes.with_strided_inputs, student.max_pool2d_forward, x, kernel_size=(2, 3), stride=2
    )
    expect(answer).close_to(pooled(x, (2, 3), 2))


@forward
def test_max_calls_are_independent(student, probes, rng):
    """Nothing of one call is left in the next."""
    one, two = rng.standard_normal((2, 2, 3, 5, 6))
    answer = student.run(probes.twice, student.max_pool2d_forward, (one, 2), (two, 2))
    expect(answer).close_to((pooled(one, 2), pooled(two, 2), pooled(one, 2)))
    two = np.roll(one, 1, axis=3)  # the same pixels, elsewhere
    answer = student.run(probes.twice, student.max_pool2d_forward, (one, 2), (two, 2))
    expect(answer).close_to((pooled(one, 2), pooled(two, 2), pooled(one, 2)))


@forward
def test_max_of_images_apart(student, rng):
    """Each image and channel is padded by itself: dark ones beside bright ones."""
    x = rng.standard_normal((2, 2, 4, 5)) - 100 * np.arange(4.0).reshape(2, 2, 1, 1)
    expect(student.max_pool2d_forward(x, 3, 2, 1)).close_to(pooled(x, 3, 2, 1))
    wide = rng.standard_normal((1, 1, 4, 6)) + np.array([-1e16, 0, 0, 0, 0, 0])
    expect(student.max_pool2d_forward(wide, 2)).close_to(pooled(wide, 2))


@forward
def test_max_refuses_steps_of_no_pixels(student, rng):
    """A stride of 0 would never arrive; it is not the stride that was left out."""
    x = rng.standard_normal((1, 2, 4, 6))
    expect(student.max_pool2d_forward(x, 2, None)).close_to(pooled(x, 2))
    expect.raises(Exception, student.max_pool2d_forward, x, 2, 0)


def compare(student, rng, x, kernel, stride=None, padding=0):
    """The gradient for a random upstream gradient."""
    grad_out = rng.standard_normal(out_shape(x, kernel, stride, padding))
    answer = student.max_pool2d_backward(grad_out, x, kernel, stride, padding)
    expect(answer).close_to(gradient(grad_out, x, kernel, stride, padding), **SUMS)


@backward
def test_max_gradient_settings_differ_by_axis(student, rng):
    """Windows, strides and paddings are pairs; pixels beyond the last window get nothing."""
    for settings in SETTINGS:
        compare(student, rng, rng.standard_normal((2, 3, 7, 10)), *settings)
        compare(student, rng, rng.standard_normal((2, 3, 10, 7)), *settings)


@backward
def test_max_gradient_of_separate_windows(student, rng):
    """The usual 2x2 and other sides, with the stride left out."""
    compare(student, rng, rng.standard_normal((3, 2, 6, 8)), 2)
    x = rng.standard_normal((2, 3, 7, 8))
    grad_out = rng.standard_normal(out_shape(x, (2, 3), None, 0))
    answer = student.max_pool2d_backward(grad_out, x, (2, 3))
    expect(answer).close_to(gradient(grad_out, x, (2, 3)), **SUMS)


@backward
def test_one_pixel_may_win_many_windows(student, rng):
    """A peak receives the sum over all windows that it wins."""
    x = rng.standard_normal((2, 2, 7, 8))
    x[:, :, 3, 4] = 9
    compare(student, rng, x, (3, 4), 1)
    compare(student, rng, x, 5, 1, 2)


@backward
def test_equal_pixels_in_overlapping_windows(student, rng):
    """In each window by itself, the first in row-major order takes all."""
    for kernel, stride, padding in (((2, 3), 1, 0), ((3, 2), (1, 2), 1), (2, 2, 0)):
        x = rng.integers(0, 3, (2, 3, 6, 7)).astype(np.float64)
        compare(student, rng, x, kernel, stride, padding)


@backward
def test_flat_images(student, rng):
    """Where all pixels are equal the first one on the image wins, and never the padding."""
    for value in (0.0, -3.5, 7.0):
        x = np.full((1, 2, 5, 6), value)
        compare(student, rng, x, (3, 2), 2, (1, 1))
        compare(student, rng, x, 2, 1)


@backward
def test_nearly_equal_pixels_are_not_equal(student, rng):
    """The last pixel is larger by very little, and wins."""
    x = np.ones((1, 1, 4, 6))
    x[:, :, 1::2, 1::2] = 1 + 1e-12
    compare(student, rng, x, 2)
    compare(student, rng, -1e9 + 1e-3 * rng.standard_normal((1, 2, 4, 6)), 2)
    compare(student, rng, 1e-12 * rng.standard_normal((1, 2, 4, 6)), (2, 3))


@backward
def test_negative_images_beside_the_padding(student, rng):
    """Zeros around them would win, and lose the gradient."""
    compare(student, rng, rng.standard_normal((2, 2, 5, 7)) - 10, 3, 2, 1)
    compare(student, rng, 1e30 * (rng.standard_normal((2, 2, 5, 7)) - 10), (2, 4), 1, (1, 2))


@backward
def test_zero_gradients_stay_zero(student, rng):
    """A window whose gradient is 0 sends nothing, and huge ones arrive whole."""
    x = rng.standard_normal((2, 2, 6, 6))
    grad_out = rng.standard_normal((2, 2, 3, 3)) * rng.choice([0.0, 1.0, 1e100], (2, 2, 3, 3))
    expect(student.max_pool2d_backward(grad_out, x, 2)).close_to(gradient(grad_out, x, 2), atol=0)


@backward
def test_max_gradient_calls_are_independent(student, probes, rng):
    """Nothing of one call is left in the next, not even for images of one shape."""
    one, two = rng.standard_normal((2, 2, 3, 5, 6))
    grad_out = rng.standard_normal((2, 3, 2, 3))
    answer = student.run(
        probes.twice, student.max_pool2d_backward, (grad_out, one, 2), (grad_out, two, 2)
    )
    expected = tuple(gradient(grad_out, x, 2) for x in (one, two, one))
    expect(answer).close_to(expected, **SUMS)


@backward
def test_max_gradient_of_an_empty_batch(student):
    """No images in, no gradients out, in x's shape."""
    grad_out, x = np.zeros((0, 2, 3, 3)), np.zeros((0, 2, 6, 7))
    expect(student.max_pool2d_backward(grad_out, x, 2)).close_to(x)


@backward
def test_max_gradient_refuses_windows_that_do_not_fit(student, rng):
    """As in the forward direction."""
    x, grad_out = rng.standard_normal((1, 1, 4, 5)), rng.standard_normal((1, 1, 1, 1))
    answer = student.max_pool2d_backward(grad_out, x, (4, 5))
    expect(answer).close_to(gradient(grad_out, x, (4, 5)))
    expect.raises(ValueError, student.max_pool2d_backward, grad_out, x, (9, 2), 1)


@backward
def test_max_gradient_leaves_its_inputs_alone(student, rng):
    """x and grad_out are kept, and even a window of one pixel gives a new array."""
    x, grad_out = rng.standard_normal((2, 2, 5, 4)), rng.standard_normal((2, 2, 6, 5))
    answer = student.max_pool2d_backward(grad_out, x, 2, 1, 1)
    expect(answer).close_to(gradient(grad_out, x, 2, 1, 1), **SUMS)
    expect.inputs_kept(student)
    expect(student.max_pool2d_backward(x, x + 1, 1)).close_to(x)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@backward
def test_max_gradient_of_strided_views(student, probes, rng):
    """Neither array need lie in one piece; pairs come in any sequence."""
    x, grad_out = rng.standard_normal((2, 3, 5, 6)), rng.standard_normal((2, 3, 2, 2))
    answer = student.run(
        probes.with_strided_inputs,
        student.max_pool2d_backward,
        grad_out,
        x,
        kernel_size=[2, 3],
        stride=[2, 3],
    )
    expect(answer).close_to(gradient(grad_out, x, (2, 3), (2, 3)), **SUMS)
