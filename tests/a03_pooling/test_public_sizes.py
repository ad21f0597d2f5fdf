"""What you can check yourself: pooling to a size, and what pooling does to a shift."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.feedback import expect

gap = pytest.mark.exercise("global_avg_pool2d")
gap_backward = pytest.mark.exercise("global_avg_pool2d_backward")
adaptive = pytest.mark.exercise("adaptive_avg_pool2d")
pyramid = pytest.mark.exercise("spatial_pyramid_pool")
instead = pytest.mark.exercise("strided_conv_instead")
sensitivity = pytest.mark.exercise("shift_sensitivity")

TWO = np.array([[[[1.0, 2, 3], [4, 5, 9]], [[0, -6, 0], [0, 0, 0]]]])  # (1, 2, 2, 3)


@gap
def test_one_mean_for_each_channel(student):
    """24 / 6 and -6 / 6."""
    expect(student.global_avg_pool2d(TWO)).close_to(np.array([[4.0, -1.0]]))


@gap
def test_images_of_a_batch_are_averaged_apart(student):
    """Each row of the result is one image."""
    x = np.concatenate([TWO, 10 * TWO])
    expect(student.global_avg_pool2d(x)).close_to(np.array([[4.0, -1.0], [40, -10]]))


@gap_backward
def test_all_pixels_share_the_gradient(student):
    """A mean of six pixels hands a sixth to each."""
    answer = student.global_avg_pool2d_backward(np.array([[6.0, -3.0]]), TWO)
    expected = np.ones((1, 2, 2, 3)) * np.array([1, -0.5]).reshape(1, 2, 1, 1)
    expect(answer).close_to(expected)


@adaptive
def test_windows_divide_the_image(student):
    """Four rows and two columns from a 4x6 image: windows of one row and three columns."""
    x = np.arange(24.0).reshape(1, 1, 4, 6)
    expected = np.array([[[[1.0, 4], [7, 10], [13, 16], [19, 22]]]])
    expect(student.adaptive_avg_pool2d(x, (4, 2))).close_to(expected)


@adaptive
def test_windows_that_do_not_divide_share_pixels(student):
    """Two windows on five pixels: 0 to 2 and 2 to 4. Three: 0 to 1, 1 to 3, 3 to 4."""
    x = np.array([[[[1.0, 3, 5, 8, 2]]]])
    expect(student.adaptive_avg_pool2d(x, (1, 2))).close_to(np.array([[[[3.0, 5]]]]))
    expect(student.adaptive_avg_pool2d(x, (1, 3))).close_to(np.array([[[[2.0, 16 / 3, 5]]]]))


@adaptive
def test_one_window_is_the_global_average(student):
    """output_size 1 averages everything and keeps the axes."""
    expect(student.adaptive_avg_pool2d(TWO, 1)).close_to(np.array([[[[4.0]], [[-1]]]]))


@pyramid
def test_levels_follow_each_other(student):
    """Two levels on a 2x3 image with two channels: 2 * (4 + 1) numbers."""
    answer = student.spatial_pyramid_pool(TWO, (2, 1))
    expected = np.array([[2.0, 3, 5, 9, 0, 0, 0, 0, 9, 0]])
    expect(answer).close_to(expected)


@pyramid
def test_averages_instead_of_maxima(student):
    """mode="avg", and the levels in the order given."""
    answer = student.spatial_pyramid_pool(TWO, levels=(1, 2), mode="avg")
    expect(answer).close_to(np.array([[4, -1, 1.5, 2.5, 4.5, 7, -3, -3, 0, 0]]))


@pyramid
def test_any_size_gives_the_same_length(student):
    """Levels 4, 2 and 1 have 21 bins; three channels give 63 numbers."""
    for size in ((8, 8), (5, 7), (3, 13)):
        x = np.linspace(0, 1, 2 * 3 * size[0] * size[1]).reshape(2, 3, *size)
        answer = student.spatial_pyramid_pool(x)
        shape = getattr(answer, "shape", None)
        expect(shape).equals((2, 63))


@instead
def test_weights_of_one_channel(student):
    """A window of 2x4 averages with weights of one eighth."""
    expect(student.strided_conv_instead(1, (2, 4))).close_to(np.full((1, 1, 2, 4), 0.125))


@instead
def test_channels_stay_apart(student):
    """An output channel looks at its own input channel alone."""
    expected = np.array([[[[1.0]], [[0]]], [[[0]], [[1]]]])
    expect(student.strided_conv_instead(2, 1)).close_to(expected)
    answer = student.strided_conv_instead(2, 2)
    expect(answer).close_to(expected * np.full((2, 2), 0.25))


@sensitivity
def test_a_shift_inside_the_windows_is_hidden(student):
    """The bright pixel moves, but stays in its window of 2x2: its maximum stays, too."""
    x = np.zeros((1, 1, 4, 4))
    x[0, 0, 0, 2] = 1
    expect(student.shift_sensitivity(x, (1, 0), 2)).close_to(0.0)
    expect(student.shift_sensitivity(x, (0, 1), 2)).close_to(0.0)


@sensitivity
def test_a_shift_across_windows_is_seen(student):
    """One step to the left: two of four maxima change, and two of sixteen pixels."""
    x = np.zeros((1, 1, 4, 4))
    x[0, 0, 0, 2] = 1
    expect(student.shift_sensitivity(x, (0, -1), 2)).close_to(2.0)
    expect(student.shift_sensitivity(x, (0, -1), 2, mode="avg")).close_to(0.5)


@sensitivity
def test_no_shift_is_no_change(student):
    """0, and no division by zero."""
    expect(student.shift_sensitivity(TWO, (0, 0), 2)).close_to(0.0)
    expect(student.shift_sensitivity(TWO, (2, -3), 2)).close_to(0.0)
