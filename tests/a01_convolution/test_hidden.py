"""Hidden tests: sizes, planes and kernels."""

from __future__ import annotations

from itertools import product

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

EDGE = np.array([[-1.0, 0, 1], [-1, 0, 1], [-1, 0, 1]])
SOBEL = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
LAPLACIAN = np.array([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]])
IDENTITY = np.array([[0.0, 0, 0], [0, 1, 0], [0, 0, 0]])
ATOL = 1e-9  # data are of size 1: any order of summation passes, Fourier transforms too
INTEGERS = (np.uint8, np.int8, np.int16, np.int32, np.int64)


def correlation(image, kernel):
    """Give torch's cross-correlation of one plane, in float64."""
    planes = (torch.tensor(np.asarray(a, np.float64))[None, None] for a in (image, kernel))
    return F.conv2d(*planes)[0, 0].numpy()


def convolution(image, kernel):
    """Give the correlation with the kernel turned by half a turn."""
    return correlation(image, kernel[::-1, ::-1].copy())


def as_float(answer):
    """Give numbers of any real type as float64: integers may have given integers."""
    real = isinstance(answer, np.ndarray) and answer.dtype.kind in "iuf"
    return answer.astype(np.float64) if real else answer


def integers(rng, dtype, *shapes):
    """Draw arrays whose products overflow the type, but neither int64 nor float64's digits."""
    top = min(np.iinfo(dtype).max, 2**20)
    return [rng.integers(top // 2, top, shape, dtype=dtype) for shape in shapes]


def places(size, kernel, stride=1, padding=0, dilation=1):
    """Count by walking: the starts from which the last element is still on the axis."""
    last = dilation * (kernel - 1)
    return sum(
        1 for start in range(0, size + 2 * padding, stride) if start + last < size + 2 * padding
    )


@output_size
def test_remainder_is_dropped_for_every_size(student):
    """One output more comes with every third pixel, not before."""
    for size in range(8, 18):
        expect(student.conv_output_size(size, 4, 3)).equals(places(size, 4, 3))


@output_size
def test_all_settings_together(student):
    """Padding, stride and dilation act on the same axis at once."""
    for settings in product((11, 12), (2, 3), (2, 3), (1, 2), (2, 3)):
        expect(student.conv_output_size(*settings)).equals(places(*settings))


@output_size
def test_stride_may_be_longer_than_the_kernel(student):
    """Pixels between the windows are skipped."""
    expect(student.conv_output_size(10, 2, 5)).equals(2)
    expect(student.conv_output_size(12, 2, 5)).equals(3)
    expect(student.conv_output_size(3, 1, 7)).equals(1)


@output_size
def test_kernel_may_fill_the_padded_axis(student):
    """A kernel exactly as long as the padded axis has one place."""
    expect(student.conv_output_size(1, 3, padding=1)).equals(1)
    expect(student.conv_output_size(5, 3, stride=4, dilation=2)).equals(1)


@output_size
def test_padding_adds_to_both_ends(student):
    """Each pixel of padding makes room for two more places."""
    for padding in range(4):
        expect(student.conv_output_size(6, 3, padding=padding)).equals(4 + 2 * padding)


@output_size
def test_dilated_kernel_reaches_further(student):
    """Every hole between two elements costs a place; a single element has none."""
    for dilation in range(1, 5):
        expect(student.conv_output_size(12, 3, dilation=dilation)).equals(12 - 2 * dilation)
        expect(student.conv_output_size(12, 1, dilation=dilation)).equals(12)


@output_size
def test_sizes_may_be_numpy_integers(student):
    """Sizes that come out of arrays are integers too."""
    sizes = np.array([11, 3, 2, 1, 2])
    expect(student.conv_output_size(*sizes)).equals(places(11, 3, 2, 1, 2))
    expect(student.conv_output_size(np.int32(9), np.int64(4), 2)).equals(places(9, 4, 2))


@same
def test_outputs_are_the_ceiling_with_the_least_padding(student):
    """The total is the smallest that gives ceil(size / stride) outputs, split evenly."""
    for size, kernel, stride, dilation in product((5, 6, 7, 12), (2, 3, 5), (1, 2, 3), (1, 2)):
        total, wanted = 0, -(-size // stride)
        while places(size + total, kernel, stride, 0, dilation) < wanted:
            total += 1
        found = student.same_padding(size, kernel, stride, dilation)
        expect(found).equals((total // 2, total - total // 2))


@same
def test_padding_is_never_negative(student):
    """Where the stride jumps over what is left, nothing is padded and nothing cut."""
    expect(student.same_padding(8, 1, stride=3)).equals((0, 0))
    expect(student.same_padding(10, 2, stride=5)).equals((0, 0))


@same
def test_kernel_may_be_longer_than_the_axis(student):
    """Two pixels under a kernel of 7 need six zeros to stay two."""
    expect(student.same_padding(2, 7)).equals((3, 3))
    expect(student.same_padding(1, 4, stride=3)).equals((1, 2))


@same
def test_stride_one_keeps_the_size(student):
    """Without a stride, all that the kernel reaches beyond one pixel is padded."""
    for kernel, dilation in ((2, 1), (3, 1), (4, 1), (3, 2), (4, 3)):
        total = dilation * (kernel - 1)
        found = student.same_padding(9, kernel, dilation=dilation)
        expect(found).equals((total // 2, total - total // 2))


@correlate
def test_correlation_of_wide_and_high_kernels(student, rng):
    """Kernels that are higher than wide, wider than high, or a line."""
    for size in ((4, 2), (2, 5), (1, 4), (5, 1), (6, 9)):
        image, kernel = rng.standard_normal((6, 9)), rng.standard_normal(size)
        answer = student.cross_correlate2d(image, kernel)
        expect(answer).close_to(correlation(image, kernel), atol=ATOL)
        image, kernel = image.T.copy(), kernel.T.copy()
        answer = student.cross_correlate2d(image, kernel)
        expect(answer).close_to(correlation(image, kernel), atol=ATOL)


@correlate
def test_correlation_does_not_overflow(student, rng):
    """Integer images and kernels give the right numbers, in whatever type."""
    for dtype in INTEGERS:
        image, kernel = integers(rng, dtype, (5, 7), (3, 2))
        answer = as_float(student.cross_correlate2d(image, kernel))
        expect(answer).close_to(correlation(image, kernel))


@correlate
def test_correlation_of_integers_with_fractions(student, rng):
    """An integer image does not round a kernel of fractions, nor the result."""
    for dtype in INTEGERS:
        image, kernel = rng.integers(0, 100, (5, 7), dtype=dtype), rng.standard_normal((3, 2))
        answer = as_float(student.cross_correlate2d(image, kernel))
        expect(answer).close_to(correlation(image, kernel), atol=100 * ATOL)


@correlate
def test_correlation_of_whole_numbers_in_float64(student, rng):
    """float64 stays float64, even where all values are whole."""
    image, kernel = (rng.integers(-9, 10, size).astype(np.float64) for size in ((5, 6), (2, 3)))
    answer = student.cross_correlate2d(image, kernel)
    expect(answer).close_to(correlation(image, kernel), atol=ATOL)


@correlate
def test_correlation_leaves_its_inputs_alone(student, rng):
    """Inputs are kept, and even a 1x1 kernel gives a new plane."""
    image, kernel = rng.standard_normal((4, 6)), rng.standard_normal((2, 3))
    answer = student.cross_correlate2d(image, kernel)
    expect(answer).close_to(correlation(image, kernel), atol=ATOL)
    expect.inputs_kept(student)
    expect(student.cross_correlate2d(image, np.ones((1, 1)))).close_to(image, atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@correlate
def test_correlation_of_strided_views(student, probes, rng):
    """Arguments need not be contiguous."""
    image, kernel = rng.standard_normal((5, 7)), rng.standard_normal((3, 2))
    answer = student.run(probes.with_strided_inputs, student.cross_correlate2d, image, kernel)
    expect(answer).close_to(correlation(image, kernel), atol=ATOL)


@convolve
def test_convolution_of_wide_and_high_kernels(student, rng):
    """Both axes are flipped, whatever their lengths."""
    for size in ((4, 2), (2, 5), (3, 3), (9, 6)):
        image, kernel = rng.standard_normal((9, 6)), rng.standard_normal(size)
        answer = student.convolve2d(image, kernel)
        expect(answer).close_to(convolution(image, kernel), atol=ATOL)


@convolve
def test_convolution_of_lines(student, rng):
    """Along one axis it is what numpy.convolve calls valid."""
    image, kernel = rng.standard_normal(8), rng.standard_normal(3)
    expected = np.convolve(image, kernel, mode="valid")
    answer = student.convolve2d(image[None], kernel[None])
    expect(answer).close_to(expected[None], atol=ATOL)
    answer = student.convolve2d(image[:, None], kernel[:, None])
    expect(answer).close_to(expected[:, None], atol=ATOL)


@convolve
def test_convolution_is_associative(student, rng):
    """Two convolutions in a row are one with the kernels' own full convolution."""
    image, one, two = (rng.standard_normal(size) for size in ((8, 9), (2, 3), (3, 2)))
    both = convolution(np.pad(one, ((2, 2), (1, 1))), two)
    once = student.convolve2d(image, one)
    expect(once).close_to(convolution(image, one), atol=ATOL)
    expect(student.convolve2d(once, two)).close_to(convolution(image, both), atol=ATOL)


@convolve
def test_convolution_does_not_overflow(student, rng):
    """Integer images and kernels give the right numbers, in whatever type."""
    for dtype in INTEGERS:
        image, kernel = integers(rng, dtype, (5, 7), (3, 2))
        answer = as_float(student.convolve2d(image, kernel))
        expect(answer).close_to(convolution(image, kernel))


@convolve
def test_convolution_of_integers_with_fractions(student, rng):
    """An integer image does not round a kernel of fractions, nor the result."""
    for dtype in INTEGERS:
        image, kernel = rng.integers(0, 100, (5, 7), dtype=dtype), rng.standard_normal((3, 2))
        answer = as_float(student.convolve2d(image, kernel))
        expect(answer).close_to(convolution(image, kernel), atol=100 * ATOL)


@convolve
def test_convolution_leaves_its_inputs_alone(student, rng):
    """The kernel is not flipped in place, and a 1x1 kernel gives a new plane."""
    image, kernel = rng.standard_normal((4, 6)), rng.standard_normal((2, 3))
    answer = student.convolve2d(image, kernel)
    expect(answer).close_to(convolution(image, kernel), atol=ATOL)
    expect.inputs_kept(student)
    expect(student.convolve2d(image, np.ones((1, 1)))).close_to(image, atol=ATOL)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@convolve
def test_convolution_of_strided_views(student, probes, rng):
    """Arguments need not be contiguous."""
    image, kernel = rng.standard_normal((5, 7)), rng.standard_normal((3, 2))
    answer = student.run(probes.with_strided_inputs, student.convolve2d, image, kernel)
    expect(answer).close_to(convolution(image, kernel), atol=ATOL)


@kernels
def test_edge_kernels(student):
    """The horizontal edge kernel is the transpose of the vertical one."""
    expect(student.make_kernel("vertical_edge")).close_to(EDGE)
    expect(student.make_kernel("horizontal_edge")).close_to(EDGE.T.copy())


@kernels
def test_sobel_kernels(student):
    """Positive where the image brightens to the right (x) and downwards (y)."""
    expect(student.make_kernel("sobel_x")).close_to(SOBEL)
    expect(student.make_kernel("sobel_y")).close_to(SOBEL.T.copy())


@kernels
def test_blur_kernels(student):
    """Blurring keeps the brightness: the weights sum to 1."""
    expect(student.make_kernel("box_blur")).close_to(np.ones((3, 3)) / 9)
    expected = np.array([[1.0, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
    expect(student.make_kernel("gaussian_blur")).close_to(expected)


@kernels
def test_laplacian_kernel(student):
    """Neighbours count once, the centre minus four times."""
    expect(student.make_kernel("laplacian")).close_to(LAPLACIAN)


@kernels
def test_sharpen_kernel(student):
    """Sharpening keeps flat areas: the weights sum to 1."""
    expect(student.make_kernel("sharpen")).close_to(IDENTITY - LAPLACIAN)


@kernels
def test_each_call_gives_a_new_kernel(student, probes):
    """Changing one kernel does not change the next one of that name."""
    for name, expected in (("identity", IDENTITY), ("sobel_x", SOBEL), ("vertical_edge", EDGE)):
        answer = student.run(probes.kernel_after_a_change, student.make_kernel, name)
        expect(answer).close_to(expected)


@kernels
def test_unknown_names_are_refused(student):
    """A name that is not listed is an error."""
    expect(student.make_kernel("sobel_x")).close_to(SOBEL)
    expect.raises(ValueError, student.make_kernel, "prewitt")
    expect.raises(ValueError, student.make_kernel, "roberts")
