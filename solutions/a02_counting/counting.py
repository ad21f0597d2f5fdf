"""Counting before building: shapes, weights, multiplications and receptive fields.

Everywhere: no shape has a batch axis; counts are exact Python integers, however large; a size,
stride, padding or dilation is an int or a pair (rows, columns), in any sequence. A layer's
description says what it makes; the channels that it takes are those of the shape that reaches it.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass

# given
HW = int | Sequence[int]  # one number for both axes, or (rows, columns)
Shape = tuple[int, ...]  # (channels, height, width); after Flatten (features,)
Claim = tuple[Sequence[int], int]  # (output shape, trainable parameters)


def as_pair(value: HW) -> tuple[int, int]:
    """(rows, columns) of an int or of a pair, in any integer type or sequence."""
    try:
        rows, columns = value
    except TypeError:
        rows = columns = value
    return operator.index(rows), operator.index(columns)


@dataclass(frozen=True)
class Layer:
    """What all descriptions below have in common.

    Sizes and steps are stored as pairs, whatever form they came in: Conv2d(8, 3).kernel_size is
    (3, 3). Only a pooling layer's stride may be None, and stays so.
    Raises ValueError where a window, a step or an output is empty, or a padding is negative.
    """

    def __post_init__(self) -> None:
        for name in ("kernel_size", "stride", "padding", "dilation", "output_size"):
            if (value := getattr(self, name, None)) is not None:
                pair = as_pair(value)
                if min(pair) < (name != "padding"):
                    raise ValueError(f"{name} is {pair}, which is too small")
                object.__setattr__(self, name, pair)  # the only way into a frozen dataclass


@dataclass(frozen=True)
class Conv2d(Layer):
    """A convolution, as torch.nn.Conv2d."""

    out_channels: int
    kernel_size: HW
    stride: HW = 1
    padding: HW = 0
    dilation: HW = 1
    groups: int = 1
    bias: bool = True


@dataclass(frozen=True)
class LocallyConnected2d(Layer):
    """A convolution whose every output place has weights and biases of its own."""

    out_channels: int
    kernel_size: HW
    stride: HW = 1
    padding: HW = 0
    bias: bool = True


@dataclass(frozen=True)
class Pool(Layer):
    """What MaxPool2d and AvgPool2d have in common. stride None: the same as kernel_size."""

    kernel_size: HW
    stride: HW | None = None
    padding: HW = 0
    ceil_mode: bool = False


class MaxPool2d(Pool):
    """The largest value of each window."""


class AvgPool2d(Pool):
    """The mean of each window."""


@dataclass(frozen=True)
class AdaptiveAvgPool2d(Layer):
    """Means over as many windows as are asked for."""

    output_size: HW


class BatchNorm2d(Layer):
    """Batch normalisation, with a learned scale and shift for each channel."""


class LocalResponseNorm(Layer):
    """Each value divided by a sum over neighbouring channels; nothing is learned."""


class ReLU(Layer):
    """Negative values become 0; takes any shape."""


class Dropout(Layer):
    """Values dropped at random in training; takes any shape."""


class Flatten(Layer):
    """All values in one axis; takes any shape."""


@dataclass(frozen=True)
class Linear(Layer):
    """A fully connected layer. Takes (features,), and nothing else."""

    out_features: int
    bias: bool = True


@dataclass(frozen=True)
class Concat(Layer):
    """Branches with the same input, joined along the channels; an empty one hands it on."""

    branches: Sequence[Sequence[Layer]]


# end given


def conv2d_params(
    in_channels: int, out_channels: int, kernel_size: HW, bias: bool = True, groups: int = 1
) -> int:
    """Count the trainable parameters of a convolution: weights, and one bias per output channel.

    in_channels, out_channels: integers
    kernel_size: an int, or (rows, columns)
    groups: blocks of channels that do not meet; block i of the output sees block i of the input
    returns: an int, exact

    Raises ValueError where groups does not divide both in_channels and out_channels.
    """
    # Your turn: how many weights does one output channel have?
    # given
    rows, columns = as_pair(kernel_size)
    # end given
    _check_groups(in_channels, out_channels, groups)
    return out_channels * (in_channels // groups * rows * columns + bool(bias))


def linear_params(in_features: int, out_features: int, bias: bool = True) -> int:
    """Count the trainable parameters of a fully connected layer.

    in_features, out_features: integers
    returns: an int, exact

    Each output has a weight for every input and, with bias=True, one bias.
    """
    # Your turn: weights and biases.
    return out_features * (in_features + bool(bias))


def locally_connected_params(
    in_channels: int, out_channels: int, kernel_size: HW, output_size: HW, bias: bool = True
) -> int:
    """Count the trainable parameters of a convolution that shares no weights between places.

    in_channels, out_channels, kernel_size: as in conv2d_params
    output_size: of one channel, an int, or (rows, columns)
    returns: an int, exact

    Every place of the output has kernels of its own. With bias=True it also has biases of its
    own: one for each output channel at each place.
    Source: Goodfellow et al. 2016, Deep Learning, section 9.5, "unshared convolution".
    """
    # Your turn: a convolution's parameters, once for every place.
    # given
    (rows, columns), (height, width) = as_pair(kernel_size), as_pair(output_size)
    # end given
    return height * width * out_channels * (in_channels * rows * columns + bool(bias))


def batchnorm_params(channels: int) -> tuple[int, int]:
    """Count what batch normalisation learns, and what it only keeps.

    channels: an integer
    returns: (trainable, buffers), two integers

    trainable: numbers that the optimiser changes, here the scale and the shift.
    buffers: the running mean and variance. A counter of batches, as torch keeps, is not counted.
    Source: Ioffe and Szegedy 2015, Batch normalization, algorithms 1 and 2.
    """
    # Your turn: how many numbers of each kind does a channel have?
    return 2 * channels, 2 * channels


def trace_shapes(layers: Sequence[Layer], input_shape: Sequence[int]) -> list[Shape]:
    """Give the shape of what leaves each layer of a stack.

    layers: a sequence of layers, each fed by the one before
    input_shape: (channels, height, width), or (features,)
    returns: a list of tuples, one per layer; Concat counts as one layer

    Conv2d, LocallyConnected2d: padding on both sides of an axis; a last window that would reach
    beyond the padded image does not count.
    MaxPool2d, AvgPool2d: the same. With ceil_mode=True a last window that reaches beyond the
    padded image counts, too, unless it would begin on the padding after the image or later.
    BatchNorm2d, LocalResponseNorm, ReLU, Dropout: the shape stays.
    Flatten: (features,), also from (features,).
    Raises ValueError where a window is larger than the padded image, where groups does not divide
    the channels, where Linear gets other than (features,) or a layer other than Linear, Flatten,
    ReLU and Dropout gets it, and where branches of Concat differ in height or width.
    Source: handout, "Shapes"; the conventions are those of torch.nn.
    """
    # Your turn: what does each kind of layer do to a shape? Then follow the stack.
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        shape = _after(layer, shape)
        shapes.append(shape)
    return shapes


def count_params(layers: Sequence[Layer], input_shape: Sequence[int]) -> int:
    """Count the trainable parameters of a stack.

    layers, input_shape: as in trace_shapes
    returns: an int, exact; 0 for a stack that learns nothing

    Running statistics are not trainable. Of Concat, the branches count.
    Raises ValueError where trace_shapes does.
    """
    # Your turn: each layer's count follows from the shapes before and after it.
    return sum(params for _, params in _table(layers, input_shape))


def conv2d_macs(
    in_channels: int, out_channels: int, kernel_size: HW, output_size: HW, groups: int = 1
) -> int:
    """Count the multiply-accumulates with which a convolution computes the output of one image.

    in_channels, out_channels, kernel_size, groups: as in conv2d_params
    output_size: of one channel, an int, or (rows, columns)
    returns: an int, exact

    A product that is added to a sum is one multiply-accumulate. Products with zeros of the padding
    count like any other; adding a bias does not count.
    Raises ValueError where groups does not divide both in_channels and out_channels.
    """
    # Your turn: how many products does one output value need, and how many values are there?
    # given
    (rows, columns), (height, width) = as_pair(kernel_size), as_pair(output_size)
    # end given
    weights = conv2d_params(in_channels, out_channels, (rows, columns), bias=False, groups=groups)
    return weights * height * width


def receptive_field(layers: Sequence[Layer], axis: int = 0) -> tuple[int, int, float]:
    """Find which pixels of the input one output value can see, along one axis.

    layers: a sequence of layers, each fed by the one before
    axis: 0 for rows, 1 for columns
    returns: (size, jump, start), two integers and a float, in pixels of the input

    size: from the first to the last pixel that is seen; padding and the holes of dilation count.
    jump: distance between the fields of neighbouring outputs.
    start: centre of the field of the first output. The centre of the first pixel is 0.5, of the
    second 1.5, and so on; padding moves the start towards, or beyond, the border.
    No layers: (1, 1, 0.5). BatchNorm2d, LocalResponseNorm, ReLU and Dropout change nothing.
    Raises ValueError for AdaptiveAvgPool2d, Flatten, Linear and Concat, which slide no window.
    Source: Dang Ha The Hien 2017, A guide to receptive field arithmetic; Dumoulin and Visin 2016.
    """
    # Your turn: how does one more window change size, jump and start?
    size, jump, start = 1, 1, 0.5
    for layer in layers:
        if isinstance(layer, POINTWISE):
            continue
        if not isinstance(layer, WINDOWS):
            raise ValueError(f"{layer} slides no window")
        reach, stride, padding = _window(layer, axis)
        size += (reach - 1) * jump
        start += ((reach - 1) / 2 - padding) * jump
        jump *= stride
    return size, jump, start


def equivalent_kernel(n_3x3: int) -> int:
    """Find the one kernel that sees as much as a stack of 3x3 kernels.

    n_3x3: number of 3x3 convolutions with stride 1, an integer of at least 0
    returns: the side of the square kernel that has the same receptive field, an int

    Raises ValueError for a negative number.
    Source: Simonyan and Zisserman 2014, section 2.3.
    """
    # Your turn: by how much does each further 3x3 kernel widen the view?
    if n_3x3 < 0:
        raise ValueError(f"a stack cannot have {n_3x3} kernels")
    return 2 * n_3x3 + 1


def find_the_error(
    layers: Sequence[Layer], input_shape: Sequence[int], claims: Sequence[Claim]
) -> int | None:
    """Find the first layer about which a table is wrong.

    layers, input_shape: as in trace_shapes
    claims: for each layer (output shape, trainable parameters), as somebody wrote them down
    returns: the index of the first layer of which either is wrong, an int; None if all are right

    Raises ValueError where trace_shapes does (even if an earlier claim is wrong), and where there
    is not one claim for each layer.
    """
    # Your turn: compute what is true, and compare.
    # given
    claims = [(tuple(shape), params) for shape, params in claims]
    # end given
    if len(claims) != len(layers):
        raise ValueError(f"{len(claims)} claims about {len(layers)} layers")
    pairs = zip(claims, _table(layers, input_shape), strict=True)
    return next((i for i, (claim, truth) in enumerate(pairs) if claim != truth), None)


WINDOWS = (Conv2d, LocallyConnected2d, Pool)
POINTWISE = (BatchNorm2d, LocalResponseNorm, ReLU, Dropout)


def _check_groups(in_channels: int, out_channels: int, groups: int) -> None:
    if in_channels % groups or out_channels % groups:
        raise ValueError(f"{groups} groups do not divide {in_channels} and {out_channels} channels")


def _window(layer: Layer, axis: int) -> tuple[int, int, int]:
    """(reach, stride, padding) along an axis; reach: pixels from a window's first to its last."""
    dilation = getattr(layer, "dilation", (1, 1))[axis]
    stride = layer.kernel_size if layer.stride is None else layer.stride
    return dilation * (layer.kernel_size[axis] - 1) + 1, stride[axis], layer.padding[axis]


def _places(layer: Layer, size: int, axis: int) -> int:
    """How many windows there are along an axis."""
    reach, stride, padding = _window(layer, axis)
    free = size + 2 * padding - reach
    if free < 0:
        raise ValueError(f"a window of {layer} does not fit an axis of {size}")
    places = free // stride + 1
    hangs_over = free % stride > 0 and places * stride < size + padding
    return places + (hangs_over and getattr(layer, "ceil_mode", False))


def _after(layer: Layer, shape: Shape) -> Shape:
    """The shape that leaves a layer."""
    if isinstance(layer, ReLU | Dropout):
        return shape
    if isinstance(layer, Flatten):
        return (math.prod(shape),)
    if (len(shape) == 1) != isinstance(layer, Linear):
        raise ValueError(f"{layer} does not take a shape of {shape}")
    if isinstance(layer, Linear):
        return (layer.out_features,)
    channels, *size = shape
    if isinstance(layer, Concat):
        ends = [[shape, *trace_shapes(branch, shape)][-1] for branch in layer.branches]
        if len({end[1:] for end in ends}) > 1:
            raise ValueError(f"{ends} cannot be joined: height and width differ")
        return sum(end[0] for end in ends), *ends[0][1:]
    if isinstance(layer, AdaptiveAvgPool2d):
        return channels, *layer.output_size
    if isinstance(layer, Conv2d):
        _check_groups(channels, layer.out_channels, layer.groups)
    if isinstance(layer, WINDOWS):
        channels = getattr(layer, "out_channels", channels)
        size = [_places(layer, n, axis) for axis, n in enumerate(size)]
    return channels, *size


def _table(layers: Sequence[Layer], input_shape: Sequence[int]) -> list[Claim]:
    """(output shape, trainable parameters) of each layer."""
    after = trace_shapes(layers, input_shape)
    before = [tuple(input_shape), *after][: len(layers)]
    return list(zip(after, map(_layer_params, layers, before, after), strict=True))


def _layer_params(layer: Layer, before: Shape, after: Shape) -> int:
    """Trainable parameters of a layer between two shapes."""
    if isinstance(layer, Conv2d):
        return conv2d_params(before[0], after[0], layer.kernel_size, layer.bias, layer.groups)
    if isinstance(layer, LocallyConnected2d):
        size = after[1:]
        return locally_connected_params(before[0], after[0], layer.kernel_size, size, layer.bias)
    if isinstance(layer, Linear):
        return linear_params(before[0], after[0], layer.bias)
    if isinstance(layer, BatchNorm2d):
        return batchnorm_params(before[0])[0]
    if isinstance(layer, Concat):
        return sum(count_params(branch, before) for branch in layer.branches)
    return 0
