"""Hidden tests: pooling to a size, the convolution instead, and what a shift changes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from autograder.feedback import expect

adaptive = pytest.mark.exercise("adaptive_avg_pool2d")
pyramid = pytest.mark.exercise("spatial_pyramid_pool")
instead = pytest.mark.exercise("strided_conv_instead")
sensitivity = pytest.mark.exercise("shift_sensitivity")

SUMS = {"rtol": 1e-9, "atol": 1e-10}  # sums of numbers of size 1, in any order


def averaged(x, size):
    """Give torch's adaptive averages, in float64."""
    return F.adaptive_avg_pool2d(torch.from_numpy(x), size).numpy()


def vectors(x, levels, mode):
    """Give torch's adaptive pooling of every level, each flattened, side by side."""
    pool = F.adaptive_max_pool2d if mode == "max" else F.adaptive_avg_pool2d
    parts = [pool(torch.from_numpy(x), n).reshape(len(x), x.shape[1] * n * n) for n in levels]
    return torch.cat(parts, dim=1).numpy()


@adaptive
def test_adaptive_windows_round_outwards(student, rng):
    """Sizes that do not divide: borders are rounded down before and up after."""
    for size in ((2, 3), (5, 4), (3, 7), (6, 1), (1, 5), (7, 9)):
        x = rng.standard_normal((2, 3, 7, 10))
        expect(student.adaptive_avg_pool2d(x, size)).close_to(averaged(x, size), **SUMS)
        x = rng.standard_normal((2, 2, 11, 9))
        expect(student.adaptive_avg_pool2d(x, size)).close_to(averaged(x, size), **SUMS)


@adaptive
def test_adaptive_windows_of_every_count(student, rng):
    """Along one axis, from one window to more than there are pixels."""
    x = rng.standard_normal((1, 2, 3, 8))
    for count in range(1, 12):
        expect(student.adaptive_avg_pool2d(x, (2, count))).close_to(averaged(x, (2, count)), **SUMS)


@adaptive
def test_adaptive_output_larger_than_the_image(student, rng):
    """Then neighbouring windows look at the same pixel."""
    x = rng.standard_normal((2, 3, 3, 4))
    for size in ((7, 5), (4, 9), (3, 4), 8):
        expect(student.adaptive_avg_pool2d(x, size)).close_to(averaged(x, size), **SUMS)


@adaptive
def test_one_number_gives_a_square(student, rng):
    """An int stands for both axes, in any integer type; a pair may be a list."""
    x = rng.standard_normal((2, 3, 8, 5))
    expect(student.adaptive_avg_pool2d(x, 3)).close_to(averaged(x, 3), **SUMS)
    expect(student.adaptive_avg_pool2d(x, np.int64(2))).close_to(averaged(x, 2), **SUMS)
    expect(student.adaptive_avg_pool2d(x, [4, 2])).close_to(averaged(x, (4, 2)), **SUMS)
    answer = student.adaptive_avg_pool2d(x, np.array([2, 3]))
    expect(answer).close_to(averaged(x, (2, 3)), **SUMS)


@adaptive
def test_adaptive_average_of_an_empty_batch(student):
    """No images in, no images out, in the right shape."""
    answer = student.adaptive_avg_pool2d(np.zeros((0, 3, 7, 8)), (2, 5))
    expect(answer).close_to(np.zeros((0, 3, 2, 5)))


@adaptive
def test_adaptive_average_leaves_its_input_alone(student, rng):
    """x is kept, and windows of one pixel give a new array."""
    x = rng.standard_normal((2, 3, 4, 5))
    expect(student.adaptive_avg_pool2d(x, (4, 5))).close_to(x, **SUMS)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@pyramid
def test_pyramid_of_any_size(student, rng):
    """Bins of sizes that do not divide, on images that are high or wide."""
    for mode in ("max", "avg"):
        for size in ((7, 10), (13, 5), (8, 8)):
            x = rng.standard_normal((2, 3, *size)) - 1
            answer = student.spatial_pyramid_pool(x, mode=mode)
            expect(answer).close_to(vectors(x, (4, 2, 1), mode), **SUMS)


@pyramid
def test_pyramid_levels_in_the_order_given(student, rng):
    """Levels rise, fall, or come twice; they may be a list or an array."""
    x = rng.standard_normal((2, 3, 9, 7))
    for levels in ((1, 2, 3), (3, 1), (2, 2), (5,)):
        answer = student.spatial_pyramid_pool(x, levels)
        expect(answer).close_to(vectors(x, levels, "max"), **SUMS)
    for levels in ([1, 3], np.array([1, 3])):
        answer = student.spatial_pyramid_pool(x, levels, "avg")
        expect(answer).close_to(vectors(x, (1, 3), "avg"), **SUMS)


@pyramid
def test_pyramid_of_images_smaller_than_a_level(student, rng):
    """Three rows into four bins: every bin still sees a pixel."""
    for mode in ("max", "avg"):
        for size in ((3, 5), (1, 2), (6, 3), (3, 3)):
            x = rng.standard_normal((2, 3, *size)) - 2
            answer = student.spatial_pyramid_pool(x, (4, 2, 1), mode)
            expect(answer).close_to(vectors(x, (4, 2, 1), mode), **SUMS)


@pyramid
def test_pyramid_takes_maxima_unless_told(student, rng):
    """The default mode is "max"; a mode that is neither is refused."""
    x = rng.standard_normal((1, 2, 6, 7))
    expect(student.spatial_pyramid_pool(x, (2,))).close_to(vectors(x, (2,), "max"), **SUMS)
    for mode in ("sum", "mean", "ma", ""):
        expect.raises(ValueError, student.spatial_pyramid_pool, x, (2,), mode)


@pyramid
def test_pyramid_keeps_the_levels(student, probes, rng):
    """A list of levels can be used again."""
    x = rng.standard_normal((1, 2, 6, 7))
    levels = [3, 1]
    answer = student.run(probes.twice, student.spatial_pyramid_pool, (x, levels), (x, (2,)))
    expected = (vectors(x, (3, 1), "max"), vectors(x, (2,), "max"), vectors(x, (3, 1), "max"))
    expect(answer).close_to(expected, **SUMS)


@pyramid
def test_pyramid_leaves_its_input_alone(student, rng):
    """x is kept, and bins of one pixel give a new array."""
    x = rng.standard_normal((2, 3, 2, 2))
    expect(student.spatial_pyramid_pool(x, (2,))).close_to(x.reshape(2, 12), **SUMS)
    expect.inputs_kept(student)
    expect.fresh_result(student)


@instead
def test_convolution_gives_the_average(student, rng):
    """With these weights torch's convolution gives what its average pooling gives."""
    for channels, kernel, stride, padding in (
        (3, (2, 3), (2, 3), (0, 0)),
        (2, (4, 1), (3, 2), (2, 0)),
        (4, (3, 3), (1, 1), (1, 1)),
        (1, (1, 5), (1, 2), (0, 1)),
    ):
        x = torch.from_numpy(rng.standard_normal((2, channels, 9, 8)))
        expected = F.avg_pool2d(x, kernel, stride, padding).numpy()
        weight = student.strided_conv_instead(channels, kernel)
        area = kernel[0] * kernel[1]
        wanted = np.einsum("oi,hw->oihw", np.eye(channels), np.full(kernel, 1 / area))
        expect(weight).close_to(wanted)
        answer = F.conv2d(x, torch.from_numpy(weight), None, stride, padding).numpy()
        expect(answer).close_to(expected, **SUMS)


@instead
def test_one_number_gives_a_square_window(student):
    """An int stands for both axes, in any integer type; a pair may be a list."""
    expected = np.einsum("oi,hw->oihw", np.eye(3), np.full((2, 2), 0.25))
    expect(student.strided_conv_instead(3, 2)).close_to(expected)
    expect(student.strided_conv_instead(np.int64(3), np.int32(2))).close_to(expected)
    expect(student.strided_conv_instead(3, [2, 2])).close_to(expected)


@instead
def test_each_call_gives_new_weights(student, probes):
    """Changing one result does not change the next."""
    answer = student.run(probes.after_a_change, student.strided_conv_instead, 2, 2)
    expect(answer).close_to(np.einsum("oi,hw->oihw", np.eye(2), np.full((2, 2), 0.25)))


def changes(x, shift, kernel, stride=None, mode="max"):
    """Give the ratio by torch's pooling, and a shift by cutting and joining."""
    moved = x
    for axis, steps in ((2, shift[0]), (3, shift[1])):
        cut = -steps % x.shape[axis]
        head, tail = np.split(moved, [cut], axis=axis)
        moved = np.concatenate([tail, head], axis=axis)
    pool = F.max_pool2d if mode == "max" else F.avg_pool2d
    before = moved - x
    after = pool(torch.from_numpy(moved.copy()), kernel, stride).numpy()
    after = after - pool(torch.from_numpy(x), kernel, stride).numpy()
    return float(np.sqrt((after**2).mean() / (before**2).mean()))


@sensitivity
def test_sensitivity_of_random_images(student, rng):
    """Shifts in both directions, windows and strides as pairs, both modes."""
    for mode in ("max", "avg"):
        for shift, kernel, stride in (
            ((1, 0), 2, None),
            ((0, -1), (2, 3), None),
            ((-2, 3), (3, 2), (1, 2)),
            ((4, 1), 3, 2),
        ):
            x = rng.standard_normal((2, 3, 7, 10)) + 1
            answer = student.shift_sensitivity(x, shift, kernel, stride, mode)
            # 1e-9: a root of a mean of several hundred squares, in any order
            expect(answer).close_to(changes(x, shift, kernel, stride, mode), rtol=1e-9)


@sensitivity
def test_sensitivity_compares_all_images_together(student, rng):
    """One root over the whole batch, not a mean of ratios: a bright image counts more."""
    x = rng.standard_normal((3, 2, 6, 8)) * np.array([1.0, 10.0, 0.1]).reshape(3, 1, 1, 1)
    answer = student.shift_sensitivity(x, (1, 1), 2)
    expect(answer).close_to(changes(x, (1, 1), 2), rtol=1e-9)


@sensitivity
def test_sensitivity_goes_around(student, rng):
    """What leaves at one edge enters at the other; a full turn changes nothing."""
    x = rng.standard_normal((1, 2, 4, 6))
    expect(student.shift_sensitivity(x, (5, -8), 2)).close_to(changes(x, (1, -2), 2), rtol=1e-9)
    expect(student.shift_sensitivity(x, (4, 6), 2)).close_to(0.0)
    expect(student.shift_sensitivity(np.ones((1, 1, 4, 6)), (1, 2), 2)).close_to(0.0)


@sensitivity
def test_sensitivity_does_not_depend_on_the_scale(student, rng):
    """Faint images give the same ratio, and it may be larger than 2."""
    x = rng.standard_normal((1, 2, 4, 6))
    answer = student.shift_sensitivity(1e-12 * x, (1, 2), 2)
    expect(answer).close_to(changes(x, (1, 2), 2), rtol=1e-9)
    dot = np.zeros((1, 1, 9, 9))
    dot[0, 0, 4, 4] = 1
    answer = student.shift_sensitivity(dot, (3, 0), 3, 1)
    expect(answer).close_to(changes(dot, (3, 0), 3, 1), rtol=1e-9)


@sensitivity
def test_sensitivity_takes_maxima_unless_told(student, rng):
    """The default mode is "max"; shifts come in any sequence; other modes are refused."""
    x = rng.standard_normal((1, 2, 6, 6))
    expect(student.shift_sensitivity(x, [1, 0], 2)).close_to(changes(x, (1, 0), 2), rtol=1e-9)
    answer = student.shift_sensitivity(x, np.array([0, 1]), 2)
    expect(answer).close_to(changes(x, (0, 1), 2), rtol=1e-9)
    expect.inputs_kept(student)
    expect.raises(ValueError, student.shift_sensitivity, x, (1, 0), 2, None, "median")
