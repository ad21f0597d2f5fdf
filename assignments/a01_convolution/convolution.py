"""Convolution with NumPy alone: sizes, planes, layers, gradients and the fast way.

Everywhere: float64 in, float64 out. Images may also hold integers of any type; they are computed
without overflow. Inputs are never changed, and results never share memory with them.
A pair of settings, (rows, columns), may be any sequence of any integer type.
Kernels have a place and channels agree: unless a docstring says so, nothing need be checked.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# given
Array = np.ndarray
HW = int | Sequence[int] | np.ndarray  # one number for both axes, or (rows, columns)


def as_pair(value: HW) -> tuple[int, int]:
    """(rows, columns) of an int or of a pair, in any integer type or sequence."""
    rows, columns = np.broadcast_to(value, 2)
    return int(rows), int(columns)


# end given


def conv_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """Count the places where a kernel fits along one axis.

    all arguments and the result: integers, in pixels

    padding: zeros before and again after the axis.
    dilation: distance between neighbouring elements of the kernel; 1 leaves no holes.
    A last window that would reach beyond the padded axis does not count.
    Source: Dumoulin and Visin 2016, sections 2 and 5.1.
    """
    # Your turn: the length of the dilated kernel, and how many strides fit beside it.
    raise NotImplementedError("conv_output_size")


def same_padding(size: int, kernel: int, stride: int = 1, dilation: int = 1) -> tuple[int, int]:
    """Find the least padding of one axis that gives ceil(size / stride) outputs.

    size, kernel, stride, dilation: integers, in pixels
    returns: (before, after), integers of at least 0

    Where the total is odd, the extra zero stands after.
    """
    # Your turn: how far the last window reaches, and how that splits over both sides.
    raise NotImplementedError("same_padding")


def cross_correlate2d(image: Array, kernel: Array) -> Array:
    """Slide a kernel over one plane, as it is, wherever it fits.

    image: (height, width); kernel: (kernel_height, kernel_width)
    returns: float64 (height - kernel_height + 1, width - kernel_width + 1)

    Each output is the sum of the products of the kernel with the window below it.
    """
    # Your turn: multiply each window with the kernel and add up.
    raise NotImplementedError("cross_correlate2d")


def convolve2d(image: Array, kernel: Array) -> Array:
    """Convolve one plane in the mathematical sense, wherever the kernel fits.

    image: (height, width); kernel: (kernel_height, kernel_width)
    returns: float64 (height - kernel_height + 1, width - kernel_width + 1)

    Source: Goodfellow et al. 2016, Deep Learning, section 9.1.
    """
    # Your turn: say what a true convolution does to the kernel before it slides.
    raise NotImplementedError("convolve2d")


def make_kernel(name: str) -> Array:
    """Give one of the classic 3x3 kernels, ready for cross_correlate2d.

    returns: float64 (3, 3), a new array at each call

    identity: leaves every pixel as it is.
    vertical_edge: each row is -1, 0, 1 (Prewitt): positive where the image brightens to the right.
    horizontal_edge: its transpose: positive where the image brightens downwards.
    sobel_x: vertical_edge with the middle row doubled; sobel_y: its transpose.
    box_blur: the mean of the nine pixels.
    gaussian_blur: the weights 1, 2, 1 along both axes, multiplied, then scaled to sum 1.
    laplacian: the four direct neighbours minus four times the centre.
    sharpen: identity minus laplacian.
    Raises ValueError for any other name.
    Source: Gonzalez and Woods, Digital Image Processing, chapters 3 and 10.
    """
    # Your turn: write down the nine kernels.
    raise NotImplementedError("make_kernel")


def conv2d_forward(
    x: Array,
    weight: Array,
    bias: Array,
    stride: HW = 1,
    padding: HW = 0,
    dilation: HW = 1,
    groups: int = 1,
) -> Array:
    """Compute a convolution layer: each output channel sees all input channels of its group.

    x: images (batch, in_channels, height, width)
    weight: (out_channels, in_channels // groups, kernel_height, kernel_width)
    bias: (out_channels,)
    stride, padding, dilation: an int, or (rows, columns)
    returns: float64 (batch, out_channels, out_height, out_width)

    The kernel is not flipped. Padding is zeros, on both sides of an axis. Groups split the
    input and the output channels into consecutive blocks; block g of the output sees block
    g of the input alone.
    """
    # Your turn: pad, then sum the products over a group's channels and the kernel.
    # given
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    stride, padding, dilation = map(as_pair, (stride, padding, dilation))
    # end given
    raise NotImplementedError("conv2d_forward")


def conv2d_backward(
    grad_out: Array, x: Array, weight: Array, stride: HW = 1, padding: HW = 0, dilation: HW = 1
) -> tuple[Array, Array, Array]:
    """Send a loss's gradient back through conv2d_forward with groups=1.

    grad_out: gradient of the output (batch, out_channels, out_height, out_width)
    x, weight, stride, padding, dilation: as in the forward call
    returns: (grad_x, grad_weight, grad_bias), float64, shapes of x, weight and (out_channels,)

    The loss is one number: gradients are summed, not averaged, over the batch.
    """
    # Your turn: each product of the forward sum hands grad_out to both of its factors.
    # given
    grad_out = np.asarray(grad_out, np.float64)
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    stride, padding, dilation = map(as_pair, (stride, padding, dilation))
    # end given
    raise NotImplementedError("conv2d_backward")


def im2col(x: Array, kernel_size: HW, stride: HW = 1, padding: HW = 0, dilation: HW = 1) -> Array:
    """Lay each window out as a column, so that a convolution becomes a matrix product.

    x: images (batch, channels, height, width)
    kernel_size, stride, padding, dilation: an int, or (rows, columns)
    returns: float64 (batch, channels * kernel_height * kernel_width, out_height * out_width)

    Rows: channel, then kernel row, then kernel column, the last one fastest, as in
    weight.reshape(out_channels, -1). Columns: the windows in row-major order.
    Source: Chellapilla et al. 2006; the layout is that of torch.nn.functional.unfold.
    """
    # Your turn: copy every window into its column; mind which axis runs fastest.
    # given
    x, kernel_size = np.asarray(x, np.float64), as_pair(kernel_size)
    stride, padding, dilation = map(as_pair, (stride, padding, dilation))
    # end given
    raise NotImplementedError("im2col")


def col2im(
    columns: Array,
    output_size: HW,
    kernel_size: HW,
    stride: HW = 1,
    padding: HW = 0,
    dilation: HW = 1,
) -> Array:
    """Add columns back into the images that im2col reads them from: its transpose.

    columns: (batch, channels * kernel_height * kernel_width, out_height * out_width)
    output_size: an int, or (height, width), of the images without padding
    kernel_size, stride, padding, dilation: as for im2col
    returns: float64 (batch, channels, height, width)

    A pixel that several windows share receives the sum; one that no window sees is 0. What
    falls on the padding is dropped.
    """
    # Your turn: add every column's values to the pixels they came from, then drop the padding.
    # given
    columns, output_size = np.asarray(columns, np.float64), as_pair(output_size)
    kernel_size, stride, padding, dilation = map(as_pair, (kernel_size, stride, padding, dilation))
    # end given
    raise NotImplementedError("col2im")


def conv2d_im2col(
    x: Array, weight: Array, bias: Array, stride: HW = 1, padding: HW = 0, dilation: HW = 1
) -> Array:
    """Compute conv2d_forward with groups=1 as a matrix product.

    x, weight, bias, stride, padding, dilation: as for conv2d_forward
    returns: float64 (batch, out_channels, out_height, out_width)
    """
    # Your turn: one product of weight, as a matrix, with im2col's columns.
    # given
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    stride, padding, dilation = map(as_pair, (stride, padding, dilation))
    # end given
    raise NotImplementedError("conv2d_im2col")


def conv1x1(x: Array, weight: Array, bias: Array) -> Array:
    """Mix the channels of each pixel: a matrix product at every place.

    x: images (batch, in_channels, height, width)
    weight: (out_channels, in_channels); bias: (out_channels,)
    returns: float64 (batch, out_channels, height, width)

    Source: Lin et al. 2013, Network in Network, section 3.1.
    """
    # Your turn: the matrix multiplies the channel axis; the pixels only stand by.
    raise NotImplementedError("conv1x1")


def conv1d_forward(
    x: Array, weight: Array, bias: Array, stride: int = 1, padding: int = 0, dilation: int = 1
) -> Array:
    """Compute a convolution layer over sequences.

    x: sequences (batch, in_channels, length)
    weight: (out_channels, in_channels, kernel); bias: (out_channels,)
    stride, padding, dilation: integers, in steps
    returns: float64 (batch, out_channels, out_length)

    The kernel is not flipped. Padding is zeros, before and again after the sequence.
    """
    # Your turn: a sequence is an image of height 1.
    raise NotImplementedError("conv1d_forward")


def equivariance_gap(
    image: Array, kernel: Array, shift: Sequence[int], borders: bool = False
) -> float:
    """Measure how far "shift, then convolve" is from "convolve, then shift".

    image: (height, width); kernel: (kernel_height, kernel_width)
    shift: a sequence (rows, columns), positive down and to the right, smaller than the image
    returns: a float, the largest |conv(shift(image)) - shift(conv(image))|

    conv is cross_correlate2d of the image within zeros, same_padding of stride 1 along each
    axis, so the size stays. shift moves a plane and fills what it leaves with zeros.
    borders=False leaves out, along each axis, the first and the last
    max(kernel // 2, |shift|) outputs, and some are left; borders=True compares all of them.
    """
    # Your turn: compute both orders, and compare them where the border has no say.
    raise NotImplementedError("equivariance_gap")
