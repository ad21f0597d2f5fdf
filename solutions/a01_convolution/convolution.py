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
    reach = dilation * (kernel - 1) + 1
    return (size + 2 * padding - reach) // stride + 1


def same_padding(size: int, kernel: int, stride: int = 1, dilation: int = 1) -> tuple[int, int]:
    """Find the least padding of one axis that gives ceil(size / stride) outputs.

    size, kernel, stride, dilation: integers, in pixels
    returns: (before, after), integers of at least 0

    Where the total is odd, the extra zero stands after.
    """
    # Your turn: how far the last window reaches, and how that splits over both sides.
    outputs = -(-size // stride)
    total = max(0, (outputs - 1) * stride + dilation * (kernel - 1) + 1 - size)
    return total // 2, total - total // 2


def cross_correlate2d(image: Array, kernel: Array) -> Array:
    """Slide a kernel over one plane, as it is, wherever it fits.

    image: (height, width); kernel: (kernel_height, kernel_width)
    returns: float64 (height - kernel_height + 1, width - kernel_width + 1)

    Each output is the sum of the products of the kernel with the window below it.
    """
    # Your turn: multiply each window with the kernel and add up.
    image, kernel = np.asarray(image, np.float64), np.asarray(kernel, np.float64)
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.tensordot(windows, kernel, axes=2)


def convolve2d(image: Array, kernel: Array) -> Array:
    """Convolve one plane in the mathematical sense, wherever the kernel fits.

    image: (height, width); kernel: (kernel_height, kernel_width)
    returns: float64 (height - kernel_height + 1, width - kernel_width + 1)

    Source: Goodfellow et al. 2016, Deep Learning, section 9.1.
    """
    # Your turn: say what a true convolution does to the kernel before it slides.
    return cross_correlate2d(image, np.asarray(kernel)[::-1, ::-1])


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
    kernels = {
        "identity": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
        "vertical_edge": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
        "horizontal_edge": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
        "sobel_x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
        "sobel_y": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
        "box_blur": np.full((3, 3), 1 / 9),
        "gaussian_blur": np.outer([1, 2, 1], [1, 2, 1]) / 16,
        "laplacian": [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
        "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    }
    if name not in kernels:
        raise ValueError(f"expected one of {', '.join(kernels)}, but got {name!r}")
    return np.array(kernels[name], dtype=np.float64)


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
    out_channels, per_group, *kernel_size = weight.shape
    padded, out_size, taps = _slide(x, kernel_size, stride, padding, dilation)
    blocks = (len(x), groups, per_group, np.prod(out_size))
    out = np.zeros((len(x), groups, out_channels // groups, np.prod(out_size)))
    for (i, j), window in taps:
        out += weight[:, :, i, j].reshape(groups, -1, per_group) @ padded[window].reshape(blocks)
    return out.reshape(len(x), out_channels, *out_size) + np.reshape(bias, (-1, 1, 1))


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
    padded, _, taps = _slide(x, weight.shape[2:], stride, padding, dilation)
    flat = grad_out.reshape(*grad_out.shape[:2], -1)
    grad_padded, grad_weight = np.zeros(padded.shape), np.empty(weight.shape)
    for (i, j), window in taps:
        seen = padded[window]
        grad_weight[:, :, i, j] = np.tensordot(grad_out, seen, axes=((0, 2, 3), (0, 2, 3)))
        grad_padded[window] += (weight[:, :, i, j].T @ flat).reshape(seen.shape)
    return _crop(grad_padded, padding), grad_weight, grad_out.sum(axis=(0, 2, 3))


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
    batch, channels, *_ = x.shape
    padded, out_size, taps = _slide(x, kernel_size, stride, padding, dilation)
    columns = np.empty((batch, channels, *kernel_size, *out_size))
    for (i, j), window in taps:
        columns[:, :, i, j] = padded[window]
    return columns.reshape(batch, channels * np.prod(kernel_size), np.prod(out_size))


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
    (batch, rows, _), area = columns.shape, np.prod(kernel_size)
    empty = np.zeros((batch, rows // area, *output_size))
    padded, out_size, taps = _slide(empty, kernel_size, stride, padding, dilation)
    columns = columns.reshape(batch, rows // area, *kernel_size, *out_size)
    for (i, j), window in taps:
        padded[window] += columns[:, :, i, j]
    return _crop(padded, padding)


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
    out_channels, _, *kernel_size = weight.shape
    out_size = map(conv_output_size, x.shape[2:], kernel_size, stride, padding, dilation)
    matrix, out = weight.reshape(out_channels, -1), np.empty((len(x), out_channels, *out_size))
    # Image by image: the columns of a whole batch would fill the memory, and the cache.
    for image, result in zip(x, out, strict=True):
        columns = im2col(image[np.newaxis], kernel_size, stride, padding, dilation)
        np.matmul(matrix, columns[0], out=result.reshape(out_channels, -1))
    return np.add(out, np.reshape(bias, (-1, 1, 1)), out=out)


def conv1x1(x: Array, weight: Array, bias: Array) -> Array:
    """Mix the channels of each pixel: a matrix product at every place.

    x: images (batch, in_channels, height, width)
    weight: (out_channels, in_channels); bias: (out_channels,)
    returns: float64 (batch, out_channels, height, width)

    Source: Lin et al. 2013, Network in Network, section 3.1.
    """
    # Your turn: the matrix multiplies the channel axis; the pixels only stand by.
    x, weight = np.asarray(x, np.float64), np.asarray(weight, np.float64)
    return np.einsum("oc,nchw->nohw", weight, x, optimize=True) + np.reshape(bias, (-1, 1, 1))


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
    x, weight = np.asarray(x)[:, :, np.newaxis], np.asarray(weight)[:, :, np.newaxis]
    return conv2d_forward(x, weight, bias, (1, stride), (0, padding), (1, dilation))[:, :, 0]


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
    around = [same_padding(*axis) for axis in zip(np.shape(image), np.shape(kernel), strict=True)]
    image, shift = np.asarray(image, np.float64), as_pair(shift)
    after = cross_correlate2d(np.pad(_shift(image, shift), around), kernel)
    gap = np.abs(after - _shift(cross_correlate2d(np.pad(image, around), kernel), shift))
    if not borders:
        margins = (max(k // 2, abs(s)) for k, s in zip(np.shape(kernel), shift, strict=True))
        gap = _crop(gap, tuple(margins))
    return float(gap.max())


def _slide(
    x: Array, kernel_size: Sequence[int], stride: HW, padding: HW, dilation: HW
) -> tuple[Array, tuple[int, ...], list]:
    """Give padded x, (out_height, out_width), and a list of ((i, j), window).

    Element (i, j) of the kernel meets the pixels padded[window], one for each output.
    """
    out_size = tuple(map(conv_output_size, x.shape[2:], kernel_size, stride, padding, dilation))
    padded = np.pad(x, ((0, 0), (0, 0), *((p, p) for p in padding))) if any(padding) else x
    rows, columns = (
        [slice(k * d, k * d + (n - 1) * s + 1, s) for k in range(kernel)]
        for kernel, n, s, d in zip(kernel_size, out_size, stride, dilation, strict=True)
    )
    taps = [((i, j), (..., r, c)) for i, r in enumerate(rows) for j, c in enumerate(columns)]
    return padded, out_size, taps


def _crop(x: Array, margins: tuple[int, int]) -> Array:
    """Leave out so many rows and columns at each edge of x (..., height, width)."""
    height, width = (n - m for n, m in zip(x.shape[-2:], margins, strict=True))
    return x[..., margins[0] : height, margins[1] : width]


def _shift(plane: Array, shift: tuple[int, int]) -> Array:
    """Move a plane (height, width) by (rows, columns); zeros enter."""
    wide = np.pad(plane, [(max(s, 0), max(-s, 0)) for s in shift])
    top, left = (max(-s, 0) for s in shift)
    return wide[top : top + plane.shape[0], left : left + plane.shape[1]]
