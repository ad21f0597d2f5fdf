"""What you can check yourself: counts of single layers. More tests run when you are graded."""

from __future__ import annotations

import pytest

from autograder.feedback import expect

conv = pytest.mark.exercise("conv2d_params")
linear = pytest.mark.exercise("linear_params")
local = pytest.mark.exercise("locally_connected_params")
norm = pytest.mark.exercise("batchnorm_params")
macs = pytest.mark.exercise("conv2d_macs")
equivalent = pytest.mark.exercise("equivalent_kernel")


@conv
def test_weights_and_a_bias_per_output_channel(student):
    """The first two layers of a well-known MNIST network."""
    expect(student.conv2d_params(1, 32, 3)).equals(320)
    expect(student.conv2d_params(32, 64, 3)).equals(18496)


@conv
def test_kernels_need_not_be_square(student):
    """A kernel of two rows and five columns has ten weights per input channel."""
    expect(student.conv2d_params(3, 8, (2, 5))).equals(248)
    expect(student.conv2d_params(3, 8, [5, 1])).equals(128)


@conv
def test_convolution_without_bias(student):
    """The first layer of ResNet: 64 kernels of 7x7x3, and nothing else."""
    expect(student.conv2d_params(3, 64, 7, bias=False)).equals(9408)


@conv
def test_groups_have_fewer_weights(student):
    """In AlexNet's two halves a kernel sees 48 of 96 channels; the biases stay as they are."""
    expect(student.conv2d_params(96, 256, 5, groups=2)).equals(307456)
    expect(student.conv2d_params(32, 32, 3, bias=False, groups=32)).equals(288)


@conv
def test_refuses_groups_that_do_not_divide(student):
    """Six channels fall into three groups; seven do not, and neither do eight."""
    expect(student.conv2d_params(6, 9, 1, groups=3)).equals(27)
    expect.raises(ValueError, student.conv2d_params, 7, 9, 1, groups=3)
    expect.raises(ValueError, student.conv2d_params, 6, 8, 1, groups=3)


@linear
def test_every_input_meets_every_output(student):
    """784 pixels, 512 outputs: 401,408 weights, and 512 biases."""
    expect(student.linear_params(784, 512)).equals(401920)


@linear
def test_fully_connected_without_bias(student):
    """The weights alone."""
    expect(student.linear_params(784, 512, bias=False)).equals(401408)
    expect(student.linear_params(3, 1, False)).equals(3)


@local
def test_kernels_of_every_place_are_its_own(student):
    """26 x 26 places have 32 kernels of 3x3 each, and 32 biases each."""
    expect(student.locally_connected_params(1, 32, 3, 26)).equals(216320)


@local
def test_places_need_not_be_square(student):
    """Two rows of three places, each with five kernels of 1x4 on two channels."""
    expect(student.locally_connected_params(2, 5, (1, 4), (2, 3))).equals(270)
    expect(student.locally_connected_params(2, 5, [1, 4], [2, 3], bias=False)).equals(240)


@local
def test_one_place_is_a_convolution(student):
    """With one place nothing could have been shared."""
    expect(student.locally_connected_params(3, 8, 5, 1)).equals(608)


@norm
def test_learned_and_kept_numbers_of_each_channel(student):
    """Scale and shift are learned; a running mean and variance are kept."""
    expect(student.batchnorm_params(32)).equals((64, 64))


@norm
def test_one_channel_has_two_of_each(student):
    """Nothing is counted but what belongs to a channel."""
    expect(student.batchnorm_params(1)).equals((2, 2))


@macs
def test_every_output_value_costs_one_window(student):
    """64 channels of 56x56 under 64 kernels of 3x3x64, as in the assignment on convolution."""
    expect(student.conv2d_macs(64, 64, 3, 56)).equals(115605504)


@macs
def test_windows_and_outputs_need_not_be_square(student):
    """3 channels times 2x5 weights, for 4 channels of 6x7 values."""
    expect(student.conv2d_macs(3, 4, (2, 5), (6, 7))).equals(5040)


@macs
def test_groups_multiply_less(student):
    """Depthwise, an output channel sees one input channel only."""
    expect(student.conv2d_macs(32, 32, 3, [8, 10], groups=32)).equals(23040)
    expect.raises(ValueError, student.conv2d_macs, 32, 31, 3, 8, groups=32)


@equivalent
def test_two_and_three_kernels(student):
    """Two 3x3 kernels see 5x5 pixels, three see 7x7."""
    expect(student.equivalent_kernel(2)).equals(5)
    expect(student.equivalent_kernel(3)).equals(7)


@equivalent
def test_one_kernel_is_itself(student):
    """And no kernel at all sees one pixel."""
    expect(student.equivalent_kernel(1)).equals(3)
    expect(student.equivalent_kernel(0)).equals(1)


@equivalent
def test_refuses_a_negative_number_of_kernels(student):
    """There is no such stack."""
    expect(student.equivalent_kernel(10)).equals(21)
    expect.raises(ValueError, student.equivalent_kernel, -1)
