"""What you can check yourself: shapes, counts and receptive fields of stacks of layers."""

from __future__ import annotations

import pytest

from autograder.feedback import expect

shapes = pytest.mark.exercise("trace_shapes")
count = pytest.mark.exercise("count_params")
field = pytest.mark.exercise("receptive_field")
error = pytest.mark.exercise("find_the_error")


def network(student, probes, name):
    """Input shape and layers of one of the networks in probes.py."""
    kinds = {kind: getattr(student, kind) for kind in probes.KINDS}
    shape, layers = probes.NETWORKS[name]
    return shape, student.run(probes.build, kinds, layers)


@shapes
def test_convolutions_round_down(student):
    """A last window that would reach beyond the image does not count: 28 -> 26 -> 12."""
    layers = [student.Conv2d(32, 3), student.Conv2d(8, 3, stride=2)]
    expect(student.trace_shapes(layers, (1, 28, 28))).equals([(32, 26, 26), (8, 12, 12)])


@shapes
def test_padding_and_dilation(student):
    """Padding stands on both sides; 3 weights with dilation 2 reach over 5 pixels."""
    layers = [student.Conv2d(4, 3, padding=1), student.Conv2d(4, 3, dilation=2)]
    expect(student.trace_shapes(layers, (3, 9, 11))).equals([(4, 9, 11), (4, 5, 7)])
    layers = [student.Conv2d(64, (7, 5), (2, 1), (3, 0))]
    expect(student.trace_shapes(layers, (3, 224, 32))).equals([(64, 112, 28)])


@shapes
def test_pooling_steps_by_its_window(student):
    """Without a stride the windows lie side by side; 13 pixels hold six windows of two."""
    layers = [student.MaxPool2d(2), student.AvgPool2d(3, stride=1)]
    expect(student.trace_shapes(layers, (5, 13, 20))).equals([(5, 6, 10), (5, 4, 8)])


@shapes
def test_ceil_mode_counts_a_window_that_hangs_over(student):
    """112 pixels, windows of 3, steps of 2: 55 windows fit, and a 56th begins on the image."""
    layers = [student.MaxPool2d(3, 2, ceil_mode=True)]
    expect(student.trace_shapes(layers, (64, 112, 112))).equals([(64, 56, 56)])
    layers = [student.MaxPool2d(3, 2)]
    expect(student.trace_shapes(layers, (64, 112, 112))).equals([(64, 55, 55)])


@shapes
def test_flatten_makes_one_axis(student):
    """And then only Linear changes the number of features."""
    layers = [student.AdaptiveAvgPool2d((4, 2)), student.Flatten(), student.Linear(10)]
    layers += [student.ReLU(), student.Dropout()]
    expected = [(6, 4, 2), (48,), (10,), (10,), (10,)]
    expect(student.trace_shapes(layers, (6, 9, 9))).equals(expected)
    layers = [student.BatchNorm2d(), student.LocalResponseNorm(), student.ReLU()]
    expect(student.trace_shapes(layers, (6, 9, 8))).equals([(6, 9, 8)] * 3)


@shapes
def test_branches_are_joined_along_the_channels(student):
    """3 + 4 + 5 channels: two branches of layers, and one that hands its input on."""
    branches = [[student.Conv2d(3, 1)], [student.Conv2d(9, 1), student.Conv2d(4, 3, 1, 1)], []]
    layers = [student.Concat(branches), student.MaxPool2d(2)]
    expect(student.trace_shapes(layers, (5, 8, 6))).equals([(12, 8, 6), (12, 4, 3)])


@shapes
def test_refuses_what_does_not_fit(student):
    """A window of 5 in an image of 4, and an image where features are needed."""
    expect(student.trace_shapes([student.Conv2d(8, 4)], (1, 4, 9))).equals([(8, 1, 6)])
    expect.raises(ValueError, student.trace_shapes, [student.Conv2d(8, 5)], (1, 4, 9))
    expect.raises(ValueError, student.trace_shapes, [student.Linear(10)], (1, 4, 9))


@count
def test_mnist_network(student, probes):
    """The popular network of two convolutions, for images of 28x28: 421,642 parameters."""
    shape, layers = network(student, probes, "mnist_same")
    expect(student.count_params(layers, shape)).equals(421642)


@count
def test_batch_norm_learns_two_numbers_per_channel(student):
    """8 kernels of 3x3x3 without bias, then 8 scales and 8 shifts."""
    layers = [student.Conv2d(8, 3, bias=False), student.BatchNorm2d(), student.ReLU()]
    expect(student.count_params(layers, (3, 6, 7))).equals(232)


@count
def test_pooling_learns_nothing(student):
    """Nor do the other layers that only rearrange or rescale."""
    layers = [student.MaxPool2d(2), student.AvgPool2d(2), student.LocalResponseNorm()]
    layers += [student.AdaptiveAvgPool2d(1), student.Dropout(), student.ReLU(), student.Flatten()]
    expect(student.count_params(layers, (3, 16, 16))).equals(0)


@count
def test_locally_connected_layer(student):
    """5 x 3 places, each with 2 x 9 weights and a bias for each of 4 channels."""
    layers = [student.LocallyConnected2d(4, 3, stride=(1, 2))]
    expect(student.count_params(layers, (2, 7, 8))).equals(1140)


@count
def test_all_branches_count(student):
    """(5 + 1) * 3 + (5 * 9 + 1) * 4, then a convolution that sees 7 channels."""
    branches = [[student.Conv2d(3, 1)], [student.Conv2d(4, 3, padding=1)]]
    layers = [student.Concat(branches), student.Conv2d(2, 1)]
    expect(student.count_params(layers, (5, 8, 6))).equals(218)


@field
def test_three_by_three_kernels_grow_the_field(student):
    """3, then 5, then 7 pixels; without padding the first output looks at pixel 3's centre."""
    layers = [student.Conv2d(8, 3), student.ReLU(), student.Conv2d(8, 3), student.Conv2d(8, 3)]
    expect(student.receptive_field(layers[:1])).close_to((3, 1, 1.5))
    expect(student.receptive_field(layers)).close_to((7, 1, 3.5))


@field
def test_strides_multiply(student):
    """AlexNet's first two windows: 11 + (3 - 1) * 4 pixels, in steps of 4 * 2."""
    layers = [student.Conv2d(96, 11, stride=4), student.ReLU(), student.MaxPool2d(3, stride=2)]
    expect(student.receptive_field(layers)).close_to((19, 8, 9.5))


@field
def test_padding_moves_the_start(student):
    """With half a kernel of padding, the first output looks at the first pixel."""
    layers = [student.Conv2d(8, 5, padding=2)]
    expect(student.receptive_field(layers)).close_to((5, 1, 0.5))
    layers = [student.MaxPool2d(2), student.Conv2d(8, 3, padding=1)]
    expect(student.receptive_field(layers)).close_to((6, 2, 1.0))


@field
def test_dilation_widens_the_field(student):
    """Three weights, four pixels apart, span nine."""
    layers = [student.Conv2d(8, 3, dilation=4)]
    expect(student.receptive_field(layers)).close_to((9, 1, 4.5))


@field
def test_each_axis_by_itself(student):
    """Axis 0 are the rows, axis 1 are the columns."""
    layers = [student.Conv2d(8, (3, 5), stride=(1, 2)), student.MaxPool2d((2, 1))]
    expect(student.receptive_field(layers, 0)).close_to((4, 2, 2.0))
    expect(student.receptive_field(layers, 1)).close_to((5, 2, 2.5))


@field
def test_refuses_layers_without_a_window(student):
    """Flatten mixes all places: there is no field of a fixed size."""
    expect(student.receptive_field([])).close_to((1, 1, 0.5))
    expect.raises(ValueError, student.receptive_field, [student.Conv2d(8, 3), student.Flatten()])


@error
def test_a_table_without_errors(student):
    """Each layer's output shape and number of parameters."""
    layers = [student.Conv2d(32, 3), student.MaxPool2d(2), student.Flatten(), student.Linear(10)]
    claims = [((32, 26, 26), 320), ((32, 13, 13), 0), ((5408,), 0), ((10,), 54090)]
    expect(student.find_the_error(layers, (1, 28, 28), claims)).equals(None)


@error
def test_a_wrong_shape(student):
    """11 pixels hold five windows of two, not five and a half, and not six."""
    layers = [student.Conv2d(64, 3), student.MaxPool2d(2), student.Conv2d(64, 3)]
    claims = [((64, 11, 11), 18496), ((64, 6, 6), 0), ((64, 4, 4), 36928)]
    expect(student.find_the_error(layers, (32, 13, 13), claims)).equals(1)


@error
def test_a_wrong_count(student):
    """401,408 are the weights of this layer; the table claims to count all of it."""
    layers = [student.Flatten(), student.Linear(512), student.ReLU(), student.Linear(10)]
    claims = [((784,), 0), ((512,), 401408), ((512,), 0), ((10,), 5130)]
    expect(student.find_the_error(layers, (1, 28, 28), claims)).equals(1)


@error
def test_the_first_of_several_errors(student):
    """Where two claims are wrong, the first one counts."""
    layers = [student.Conv2d(8, 3, padding=1), student.BatchNorm2d(), student.Conv2d(8, 3)]
    claims = [((8, 6, 6), 225), ((8, 6, 6), 16), ((8, 4, 4), 576)]
    expect(student.find_the_error(layers, (3, 6, 6), claims)).equals(0)


@error
def test_every_layer_needs_a_claim(student):
    """A table with too few rows is no table of this network."""
    layers = [student.ReLU(), student.Conv2d(8, 3)]
    expect.raises(ValueError, student.find_the_error, layers, (3, 6, 6), [((3, 6, 6), 0)])
