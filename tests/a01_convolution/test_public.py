"""Public tests: sizes, planes, kernels, and the convolution layer both ways."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

output_size = pytest.mark.exercise("conv_output_size")
same = pytest.mark.exercise("same_padding")
correlate = pytest.mark.exercise("cross_correlate2d")
convolve = pytest.mark.exercise("convolve2d")
kernels = pytest.mark.exercise("make_kernel")
forward = pytest.mark.exercise("conv2d_forward")
backward = pytest.mark.exercise("conv2d_backward")

COUNTING = np.arange(9.0).reshape(3, 3)
SMALL = np.array([[0.0, 1.0], [2.0, 3.0]])
ATOL = 1e-9  # data are of size 1: any order of summation passes, Fourier transforms too


def conv2d(*arrays, **settings):
    """Give torch's answer, in float64."""
    return F.conv2d(*map(torch.from_numpy, arrays), **settings).numpy()


def gradients(grad_out, x, weight, **settings):
    """Give torch's (grad_x, grad_weight, grad_bias), in float64."""
    leaves = [torch.from_numpy(a).requires_grad_() for a in (x, weight, np.zeros(len(weight)))]
    F.conv2d(*leaves, **settings).backward(torch.from_numpy(grad_out))
    return tuple(leaf.grad.numpy() for leaf in leaves)


@output_size
def test_counts_the_places_of_a_kernel(student):
    """A kernel of 3 has 26 places on 28 pixels, and one of 5 a single place on 5."""
    expect(student.conv_output_size(28, 3)).equals(26)
    expect(student.conv_output_size(5, 5)).equals(1)


@output_size
def test_padding_counts_on_both_sides(student):
    """Padding adds to both ends of the axis."""
    expect(student.conv_output_size(28, 3, padding=1)).equals(28)
    expect(student.conv_output_size(28, 5, 1, 1)).equals(26)


@output_size
def test_stride_rounds_down(student):
    """A last window that does not fit whole is not counted: 13.5 is 13, 112.5 is 112."""
    expect(student.conv_output_size(28, 3, stride=2)).equals(13)
    expect(student.conv_output_size(224, 7, stride=2, padding=3)).equals(112)


@output_size
def test_dilation_stretches_the_kernel(student):
    """A kernel of 3 with dilation 2 reaches over 5 pixels."""
    expect(student.conv_output_size(28, 3, dilation=2)).equals(24)


@same
def test_odd_kernels_are_padded_evenly(student):
    """With stride 1, half a kernel of zeros on each side keeps the size."""
    expect(student.same_padding(28, 3)).equals((1, 1))
    expect(student.same_padding(28, 5)).equals((2, 2))
    expect(student.same_padding(28, 1)).equals((0, 0))


@same
def test_even_kernels_put_the_extra_zero_after(student):
    """Three zeros cannot be split in two: the odd one stands after."""
    expect(student.same_padding(28, 4)).equals((1, 2))
    expect(student.same_padding(28, 2)).equals((0, 1))


@same
def test_padding_depends_on_stride_and_size(student):
    """The last window starts at a multiple of the stride, and only what it lacks is padded."""
    expect(student.same_padding(5, 3, stride=2)).equals((1, 1))
    expect(student.same_padding(6, 3, stride=2)).equals((0, 1))


@same
def test_dilated_kernels_need_more_padding(student):
    """A kernel of 3 with dilation 2 reaches over 5 pixels."""
    expect(student.same_padding(10, 3, dilation=2)).equals((2, 2))


@correlate
def test_sums_products_under_each_window(student):
    """The top left value is 0*0 + 1*1 + 3*2 + 4*3 = 19."""
    expect(student.cross_correlate2d(COUNTING, SMALL)).close_to(np.array([[19.0, 25], [37, 43]]))


@correlate
def test_checkerboard_answers_itself(student):
    """Where the patterns agree, all five ones of the kernel count."""
    board = np.indices((5, 5)).sum(axis=0) % 2 == 0
    answer = student.cross_correlate2d(board.astype(float), board[:3, :3].astype(float))
    expect(answer).close_to(np.array([[5.0, 0, 5], [0, 5, 0], [5, 0, 5]]))


@correlate
def test_plane_and_kernel_need_not_be_square(student, rng):
    """Height and width are independent of each other."""
    image, kernel = rng.standard_normal((5, 8)), rng.standard_normal((2, 3))
    expected = conv2d(image[None, None], kernel[None, None])[0, 0]
    expect(student.cross_correlate2d(image, kernel)).close_to(expected, atol=ATOL)


@correlate
def test_small_integers_do_not_overflow(student):
    """Bytes hold numbers up to 255; the result of bytes may be larger, in whatever type."""
    image, kernel = (30 * COUNTING).astype(np.uint8), (10 * SMALL).astype(np.uint8)
    answer = student.cross_correlate2d(image, kernel)
    if isinstance(answer, np.ndarray):
        answer = answer.astype(np.float64)
    expect(answer).close_to(np.array([[5700.0, 7500], [11100, 12900]]))


@convolve
def test_impulse_gives_the_kernel_back(student):
    """A single bright pixel is spread out into the kernel itself, not into its mirror image."""
    impulse, kernel = np.zeros((5, 5)), np.arange(1.0, 10).reshape(3, 3)
    impulse[2, 2] = 1
    expect(student.convolve2d(impulse, kernel)).close_to(kernel)


@convolve
def test_flips_both_axes(student):
    """The top left value is 0*3 + 1*2 + 3*1 + 4*0 = 5."""
    expect(student.convolve2d(COUNTING, SMALL)).close_to(np.array([[5.0, 11], [23, 29]]))


@convolve
def test_symmetric_kernel_gives_the_correlation(student, rng):
    """Where flipping changes nothing, both operations agree."""
    image, kernel = rng.standard_normal((5, 7)), np.outer([1.0, 2, 1], [1.0, 2, 1])
    expected = conv2d(image[None, None], kernel[None, None])[0, 0]
    expect(student.convolve2d(image, kernel)).close_to(expected, atol=ATOL)


@kernels
def test_identity_has_a_single_one(student):
    """The identity kernel takes the centre and nothing else."""
    expect(student.make_kernel("identity")).close_to(np.array([[0.0, 0, 0], [0, 1, 0], [0, 0, 0]]))


@kernels
def test_vertical_edge_looks_along_rows(student):
    """Right column minus left column."""
    expected = np.array([[-1.0, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    expect(student.make_kernel("vertical_edge")).close_to(expected)


@kernels
def test_sobel_doubles_the_middle(student):
    """Sobel is the edge kernel with a heavier middle."""
    expected = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    expect(student.make_kernel("sobel_x")).close_to(expected)


@kernels
def test_box_blur_is_a_mean(student):
    """Nine equal weights that sum to 1."""
    expect(student.make_kernel("box_blur")).close_to(np.full((3, 3), 1 / 9))


@kernels
def test_refuses_an_unknown_kernel(student):
    """A name that is not listed is an error."""
    expect(np.shape(student.make_kernel("sharpen"))).equals((3, 3))
    expect.raises(ValueError, student.make_kernel, "emboss")


@forward
def test_one_channel_is_a_cross_correlation(student):
    """With one image, one channel and no bias, the layer is cross_correlate2d."""
    answer = student.conv2d_forward(COUNTING[None, None], SMALL[None, None], np.zeros(1))
    expect(answer).close_to(np.array([[[[19.0, 25], [37, 43]]]]))


@forward
def test_input_channels_add_up(student):
    """Two channels, two kernel planes, one sum: the first value is 19 + 37 = 56."""
    x, weight = np.stack([COUNTING, COUNTING + 1])[None], np.stack([SMALL, SMALL + 1])[None]
    expected = np.array([[[[56.0, 72], [104, 120]]]])
    expect(student.conv2d_forward(x, weight, np.zeros(1))).close_to(expected)


@forward
def test_bias_is_added_once_to_each_output(student):
    """Every output of a channel has that channel's bias, once."""
    x, weight = np.zeros((2, 3, 4, 5)), np.ones((2, 3, 2, 2))
    expected = np.broadcast_to(np.array([[[[0.5]], [[-2.0]]]]), (2, 2, 3, 4)).copy()
    expect(student.conv2d_forward(x, weight, np.array([0.5, -2]))).close_to(expected)


@forward
def test_stride_and_padding(student, rng):
    """Several images and channels, a stride that leaves a remainder, and zeros around."""
    x, weight = rng.standard_normal((2, 3, 6, 11)), rng.standard_normal((4, 3, 3, 2))
    bias = rng.standard_normal(4)
    expected = conv2d(x, weight, bias, stride=2, padding=1)
    answer = student.conv2d_forward(x, weight, bias, stride=2, padding=1)
    expect(answer).close_to(expected, atol=ATOL)


@forward
def test_dilation_and_groups(student, rng):
    """Holes between the kernel's elements, and two blocks of channels that do not meet."""
    x, weight = rng.standard_normal((1, 4, 7, 8)), rng.standard_normal((2, 2, 3, 3))
    bias, settings = rng.standard_normal(2), {"dilation": 2, "groups": 2}
    expected = conv2d(x, weight, bias, **settings)
    expect(student.conv2d_forward(x, weight, bias, **settings)).close_to(expected, atol=ATOL)


@backward
def test_single_place_hands_the_gradient_to_both_factors(student):
    """y = w * x + b at one place: the gradients are g * w, g * x and g."""
    g, x, w = (np.full((1, 1, 1, 1), value) for value in (2.0, 3.0, 5.0))
    expect(student.conv2d_backward(g, x, w)).close_to((g * w, g * x, np.array([2.0])))


@backward
def test_bias_gradient_sums_over_images_and_places(student, rng):
    """A bias feeds every output of its channel."""
    x, weight = rng.standard_normal((2, 1, 3, 4)), rng.standard_normal((3, 1, 2, 2))
    grad_out = np.arange(36.0).reshape(2, 3, 2, 3)
    grads = student.conv2d_backward(grad_out, x, weight)
    expect(grads[2]).close_to(np.array([138.0, 210.0, 282.0]))


@backward
def test_overlapping_windows_add_up(student):
    """With ones everywhere, a pixel's gradient counts the windows that see it."""
    ones = np.ones((1, 1, 3, 3)), np.ones((1, 1, 2, 2))
    grads = student.conv2d_backward(np.ones((1, 1, 2, 2)), *ones)
    expect(grads[0]).close_to(np.array([[[[1.0, 2, 1], [2, 4, 2], [1, 2, 1]]]]))


@backward
def test_gradients_of_a_layer(student, rng):
    """Several images and channels, with stride and padding."""
    x, weight = rng.standard_normal((2, 3, 6, 7)), rng.standard_normal((4, 3, 3, 2))
    grad_out = rng.standard_normal((2, 4, 3, 4))
    expected = gradients(grad_out, x, weight, stride=2, padding=1)
    answer = student.conv2d_backward(grad_out, x, weight, stride=2, padding=1)
    expect(answer).close_to(expected, atol=ATOL)
