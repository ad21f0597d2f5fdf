"""Hidden tests: counts of single layers."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from autograder.feedback import expect

conv = pytest.mark.exercise("conv2d_params")
linear = pytest.mark.exercise("linear_params")
local = pytest.mark.exercise("locally_connected_params")
norm = pytest.mark.exercise("batchnorm_params")
macs = pytest.mark.exercise("conv2d_macs")
equivalent = pytest.mark.exercise("equivalent_kernel")

HUGE = 10**12 + 7  # a product of two such numbers is no float, and no 64-bit integer


def learned(module):
    """Trainable numbers of a torch module."""
    return sum(parameter.numel() for parameter in module.parameters())


def torch_conv(in_channels, out_channels, kernel, bias=True, groups=1):
    """Count the parameters of a torch convolution that holds no memory."""
    return learned(
        nn.Conv2d(in_channels, out_channels, kernel, bias=bias, groups=groups, device="meta")
    )


def integers(rng, low, high, count):
    """So many Python integers, `high` included."""
    return [int(n) for n in rng.integers(low, high + 1, count)]


@conv
def test_convolutions_of_torch(student, rng):
    """Channels, kernel sides, groups and bias, all drawn at random."""
    for _ in range(12):
        groups, inner, outer, rows, columns = integers(rng, 1, 9, 5)
        sizes = groups * inner, groups * outer, (rows, columns)
        for bias in (True, False):
            expected = torch_conv(*sizes, bias=bias, groups=groups)
            expect(student.conv2d_params(*sizes, bias=bias, groups=groups)).equals(expected)


@conv
def test_convolution_arguments_in_order(student):
    """Without names: channels in and out, kernel, bias, groups."""
    expect(student.conv2d_params(6, 4, 3, False, 2)).equals(108)
    expect(student.conv2d_params(6, 4, (3, 1), True)).equals(76)
    answer = student.conv2d_params(kernel_size=3, out_channels=4, in_channels=6, groups=2)
    expect(answer).equals(112)


@conv
def test_kernel_size_in_any_sequence(student):
    """Lists, arrays and integers of NumPy."""
    for kernel in ([3, 5], (3, 5), np.array([3, 5]), (np.int32(3), np.int64(5))):
        expect(student.conv2d_params(2, 7, kernel)).equals(217)
    expect(student.conv2d_params(2, 7, np.int64(3))).equals(133)


@conv
def test_convolution_counts_are_exact(student):
    """No float and no fixed width holds these."""
    expected = HUGE * (9 * (HUGE + 2) + 1)
    expect(student.conv2d_params(HUGE + 2, HUGE, 3)).equals(expected)
    expected = 4 * HUGE * 5 * HUGE * HUGE
    expect(student.conv2d_params(4 * HUGE * HUGE, 4 * HUGE, (1, 5), False, 4)).equals(expected)


@conv
def test_groups_keep_every_bias(student):
    """One bias per output channel, however many groups there are."""
    for groups in (1, 2, 3, 4, 6, 12):
        expected = torch_conv(12, 24, (2, 3), groups=groups)
        expect(student.conv2d_params(12, 24, (2, 3), groups=groups)).equals(expected)


@conv
def test_refuses_any_groups_that_do_not_divide(student):
    """More groups than channels, and groups that divide the product alone."""
    expect(student.conv2d_params(8, 12, 3, groups=4)).equals(228)
    for sizes in ((2, 8), (8, 2), (6, 10), (9, 8), (12, 2), (3, 4)):
        expect.raises(ValueError, student.conv2d_params, *sizes, 3, groups=4)


@linear
def test_linear_layers_of_torch(student, rng):
    """Sizes drawn at random, with and without bias."""
    for _ in range(8):
        inputs, outputs = integers(rng, 1, 5000, 2)
        for bias in (True, False):
            expected = learned(nn.Linear(inputs, outputs, bias=bias, device="meta"))
            expect(student.linear_params(inputs, outputs, bias=bias)).equals(expected)
            expect(student.linear_params(inputs, outputs, bias)).equals(expected)


@linear
def test_linear_counts_are_exact(student):
    """An image of 224x224 fully connected to 64 such maps, and more than that."""
    answer = student.linear_params(150528, 64 * 224 * 224, bias=False)
    expect(answer).equals(483385147392)
    expect(student.linear_params(HUGE, HUGE + 2)).equals(HUGE * HUGE + 3 * HUGE + 2)


@linear
def test_one_feature(student):
    """A single input or output is a case like any other."""
    expect(student.linear_params(1, 1)).equals(2)
    expect(student.linear_params(1, 9)).equals(18)
    expect(student.linear_params(9, 1)).equals(10)
    expect(student.linear_params(in_features=9, out_features=2)).equals(20)


@local
def test_a_convolution_for_every_place(student, rng):
    """As many convolutions as there are places, all by themselves."""
    for _ in range(12):
        inputs, outputs, rows, columns, height, width = integers(rng, 1, 9, 6)
        for bias in (True, False):
            one = torch_conv(inputs, outputs, (rows, columns), bias=bias)
            expected = sum(one for _ in np.ndindex(height, width))
            answer = student.locally_connected_params(
                inputs, outputs, (rows, columns), (height, width), bias=bias
            )
            expect(answer).equals(expected)


@local
def test_places_and_kernels_in_any_sequence(student):
    """One number for both axes, lists and arrays; bias is the last argument."""
    expect(student.locally_connected_params(2, 3, 4, 5)).equals(2475)
    expect(student.locally_connected_params(2, 3, [4, 4], np.array([5, 5]))).equals(2475)
    expect(student.locally_connected_params(2, 3, np.int64(4), [5, 5], False)).equals(2400)
    expect(student.locally_connected_params(2, 3, (4, 1), [5, 1], True)).equals(135)


@local
def test_local_counts_are_exact(student):
    """No float holds this."""
    expected = (HUGE * HUGE) * 3 * (2 * 25 + 1)
    expect(student.locally_connected_params(2, 3, 5, HUGE)).equals(expected)


@norm
def test_batch_norm_of_torch(student, rng):
    """What torch learns and keeps, but for its counter of batches."""
    for channels in integers(rng, 1, 3000, 8):
        layer = nn.BatchNorm2d(channels)
        kept = layer.running_mean.numel() + layer.running_var.numel()
        expect(student.batchnorm_params(channels)).equals((learned(layer), kept))


@norm
def test_batch_norm_counts_are_exact(student):
    """No channels have nothing, and many have exactly twice as many."""
    expect(student.batchnorm_params(0)).equals((0, 0))
    huge = HUGE * HUGE
    expect(student.batchnorm_params(huge)).equals((2 * huge, 2 * huge))


@macs
def test_products_of_every_output(student, rng):
    """Weights of one output channel, times the values that torch gives."""
    for _ in range(12):
        groups, inner, outer, rows, columns, height, width = integers(rng, 1, 7, 7)
        sizes = groups * inner, groups * outer, (rows, columns)
        layer = nn.Conv2d(*sizes, groups=groups, device="meta")
        image = torch.zeros(1, sizes[0], height + rows - 1, width + columns - 1, device="meta")
        out = layer(image)
        expected = out.numel() * layer.weight[0].numel()
        answer = student.conv2d_macs(*sizes, tuple(out.shape[2:]), groups=groups)
        expect(answer).equals(expected)


@macs
def test_published_multiplications(student):
    """AlexNet's first layer, and all thirteen convolutions of VGG-16."""
    expect(student.conv2d_macs(3, 96, 11, 55)).equals(105415200)
    widths = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]
    sizes = [224, 224, 112, 112, 56, 56, 56, 28, 28, 28, 14, 14, 14]
    total = 0
    for before, after, size in zip(widths, widths[1:], sizes, strict=False):
        answer = student.conv2d_macs(before, after, 3, size)
        expect(answer).satisfies(isinstance(answer, int | np.integer), "Counts are integers.")
        total += int(answer)
    expect(total).equals(15346630656)


@macs
def test_multiplications_in_any_sequence(student):
    """One number for both axes, lists and arrays; groups is the last argument."""
    expect(student.conv2d_macs(4, 6, [2, 3], np.array([5, 7]))).equals(5040)
    expect(student.conv2d_macs(4, 6, (2, 3), (5, 7), 2)).equals(2520)
    expect(student.conv2d_macs(4, 6, np.int64(2), [5, 1], groups=1)).equals(480)


@macs
def test_multiplications_are_exact(student):
    """No float holds this."""
    expect(student.conv2d_macs(HUGE, 2, (1, 3), HUGE)).equals(6 * HUGE**3)
    expect(student.conv2d_macs(2 * HUGE, 2, 3, 1, groups=2)).equals(18 * HUGE)


@macs
def test_multiplications_refuse_groups_that_do_not_divide(student):
    """As for the parameters: groups must divide both."""
    expect(student.conv2d_macs(6, 9, 1, 2, groups=3)).equals(72)
    for sizes in ((7, 9), (6, 8), (1, 3), (3, 1), (2, 6)):
        expect.raises(ValueError, student.conv2d_macs, *sizes, 1, 2, groups=3)


@equivalent
def test_side_grows_by_two(student, rng):
    """Counted on a torch convolution of ones: how many pixels reach the middle."""
    for count in (4, 5, *integers(rng, 6, 20, 2)):
        line = torch.zeros(1, 1, 64)
        line[0, 0, 32] = 1
        for _ in range(count):
            line = nn.functional.conv1d(line, torch.ones(1, 1, 3), padding=1)
        expect(student.equivalent_kernel(count)).equals(int((line > 0).sum()))


@equivalent
def test_high_stacks_are_exact(student):
    """A thousand layers, and more; a loop over the layers is as good as a formula."""
    for count in (1_000, 12_345):
        expect(student.equivalent_kernel(count)).equals(2 * count + 1)


@equivalent
def test_refuses_any_negative_number(student):
    """Even where the formula would give something."""
    expect(student.equivalent_kernel(0)).equals(1)
    for count in (-1, -2, -100):
        expect.raises(ValueError, student.equivalent_kernel, count)
