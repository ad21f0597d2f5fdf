"""Pooling with NumPy alone: maxima and averages over windows, forwards and backwards.

Everywhere: float64 in, float64 out, finite values. Inputs are never changed, and results never
share memory with them. Sizes, strides and paddings are an int or a pair (rows, columns), in any
integer type or sequence.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# given
Array = np.ndarray
HW = int | Sequence[int] | np.ndarray  # one number for both axes, or (rows, columns)
Pair = tuple[int, int]


def as_pair(value: HW) -> Pair:
    """(rows, columns) of an int or of a pair, in any integer type or sequence."""
    rows, columns = np.broadcast_to(value, 2)
    return int(rows), int(columns)


def as_settings(
    x: Array, kernel_size: HW, stride: HW | None, padding: HW
) -> tuple[Pair, Pair, Pair, Pair]:
    """Give kernel_size, stride, padding and the output's size, each as (rows, columns).

    Raises ValueError where a window or a step is of size 0, and where not even one window fits the
    padded image. The padding is at most half of the window, so every window sees a pixel.
    """
    kernel_size, padding = as_pair(kernel_size), as_pair(padding)
    stride = kernel_size if stride is None else as_pair(stride)
    if min(*kernel_size, *stride) < 1:
        raise ValueError(f"kernel_size {kernel_size} and stride {stride} must be at least 1")
    free = [n + 2 * p - k for n, p, k in zip(x.shape[2:], padding, kernel_size, strict=True)]
    if min(free) < 0:
        raise ValueError(f"a window of {kernel_size} does not fit an image of {x.shape[2:]}")
    return kernel_size, stride, padding, (free[0] // stride[0] + 1, free[1] // stride[1] + 1)


# end given


def max_pool2d_forward(
    x: Array, kernel_size: HW, stride: HW | None = None, padding: HW = 0
) -> Array:
    """Keep the largest value of each window.

    x: images, float64 (batch, channels, height, width)
    kernel_size, stride, padding: an int, or (rows, columns); stride None: kernel_size
    returns: float64 (batch, channels, out_height, out_width); an empty batch gives an empty one

    The padding, on both sides of an axis, never wins: it counts as minus infinity. A last window
    that would reach beyond the padded image does not count.
    Raises ValueError where as_settings does: windows or steps of size 0, windows that do not fit.
    Source: handout, "Max pooling"; the conventions are those of torch.nn.functional.max_pool2d.
    """
    # Your turn: pad with what cannot win, then take the maximum of each window.
    # given
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    # end given
    padded = _pad(x, padding, -np.inf)
    out = np.full((*x.shape[:2], *out_size), -np.inf)
    for window in _taps(kernel_size, stride, out_size):
        np.maximum(out, padded[window], out=out)
    return out


def max_pool2d_backward(
    grad_out: Array, x: Array, kernel_size: HW, stride: HW | None = None, padding: HW = 0
) -> Array:
    """Send each output's gradient back to the pixel that won its window.

    grad_out: gradient of the output, float64 (batch, channels, out_height, out_width)
    x, kernel_size, stride, padding: as in the forward call
    returns: gradient of x, float64, shape of x, which may be an empty batch

    Windows may overlap: a pixel that won twice receives both gradients.
    Ties: the first maximum of the window in row-major order receives all of it.
    Raises ValueError where as_settings does: windows or steps of size 0, windows that do not fit.
    Source: handout, "Overlapping windows".
    """
    # Your turn: find each window's winner, and add its gradient where it stands.
    # given
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    # end given
    padded = _pad(x, padding, -np.inf)
    best = max_pool2d_forward(x, kernel_size, stride, padding)
    taps = _taps(kernel_size, stride, out_size)
    # How many pixels of each window come before its first maximum, in row-major order.
    before = np.zeros(best.shape, np.min_scalar_type(len(taps)))
    undecided = np.ones(best.shape, dtype=bool)
    for window in taps:
        undecided &= padded[window] != best
        before += undecided
    # Number all pixels: a winner is so many steps away from the first pixel of its window.
    numbers = np.arange(padded.size).reshape(padded.shape)
    steps = np.add.outer(np.arange(kernel_size[0]) * padded.shape[3], np.arange(kernel_size[1]))
    winners = numbers[taps[0]] + steps.ravel()[before]
    grads = np.zeros(padded.size)
    np.add.at(grads, winners.ravel(), np.ravel(grad_out))
    grad_padded = grads.reshape(padded.shape)
    return _crop(grad_padded, padding)


def avg_pool2d_forward(
    x: Array,
    kernel_size: HW,
    stride: HW | None = None,
    padding: HW = 0,
    count_include_pad: bool = True,
) -> Array:
    """Average each window.

    x: images, float64 (batch, channels, height, width)
    kernel_size, stride, padding: an int, or (rows, columns); stride None: kernel_size
    returns: float64 (batch, channels, out_height, out_width); an empty batch gives an empty one

    The padding is zeros, on both sides of an axis. count_include_pad=True divides by the size of
    the window, wherever it stands; False divides by the number of its pixels that lie on the image.
    A last window that would reach beyond the padded image does not count.
    Raises ValueError where as_settings does: windows or steps of size 0, windows that do not fit.
    Source: the conventions are those of torch.nn.functional.avg_pool2d.
    """
    # Your turn: add up each window, and divide by what the last argument says.
    # given
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    # end given
    padded = _pad(x, padding, 0.0)
    rows, columns = _strips(kernel_size, stride, out_size, padded.shape[3])
    # A window's sum is the sum of its columns' sums: k + k additions for each output, not k * k.
    strips = np.zeros((*x.shape[:2], out_size[0], padded.shape[3]))
    for window in rows:
        strips += padded[window]
    out = np.zeros((*x.shape[:2], *out_size))
    for window in columns:
        out += strips[window]
    out /= _divisor(x.shape[2:], kernel_size, stride, padding, out_size, count_include_pad)
    return out


def avg_pool2d_backward(
    grad_out: Array,
    x: Array,
    kernel_size: HW,
    stride: HW | None = None,
    padding: HW = 0,
    count_include_pad: bool = True,
) -> Array:
    """Share each output's gradient among the pixels of its window.

    grad_out: gradient of the output, float64 (batch, channels, out_height, out_width)
    x, kernel_size, stride, padding, count_include_pad: as in the forward call
    returns: gradient of x, float64, shape of x, which may be an empty batch

    What falls on the padding is dropped. A pixel that no window sees receives 0.
    Raises ValueError where as_settings does: windows or steps of size 0, windows that do not fit.
    Source: handout, "Average pooling, backward".
    """
    # Your turn: each pixel of a window receives an equal share; windows may overlap.
    # given
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    # end given
    height, width = (n + 2 * p for n, p in zip(x.shape[2:], padding, strict=True))
    divisor = _divisor(x.shape[2:], kernel_size, stride, padding, out_size, count_include_pad)
    share = grad_out / divisor
    rows, columns = _strips(kernel_size, stride, out_size, width)
    # The forward sums backwards: along the rows of pixels first, then from row to row.
    strips = np.zeros((*x.shape[:2], out_size[0], width))
    for window in columns:
        strips[window] += share
    grad_padded = np.zeros((*x.shape[:2], height, width))
    for window in rows:
        grad_padded[window] += strips
    return _crop(grad_padded, padding)


def global_avg_pool2d(x: Array) -> Array:
    """Average each channel over the whole image: one number per feature map.

    x: images, float64 (batch, channels, height, width), height and width at least 1
    returns: float64 (batch, channels); an empty batch gives an empty one

    Source: Lin et al. 2013, Network in Network, section 3.2.
    """
    # Your turn: one mean for each image and channel.
    return x.mean(axis=(2, 3))


def global_avg_pool2d_backward(grad_out: Array, x: Array) -> Array:
    """Share each channel's gradient among all of its pixels.

    grad_out: gradient of the output, float64 (batch, channels)
    x: the forward input, float64 (batch, channels, height, width)
    returns: gradient of x, float64, shape of x, which may be an empty batch
    """
    # Your turn: every pixel of a channel receives the same share.
    share = grad_out / (x.shape[2] * x.shape[3])
    return np.broadcast_to(share[:, :, np.newaxis, np.newaxis], x.shape).copy()


def adaptive_avg_pool2d(x: Array, output_size: HW) -> Array:
    """Average over as many windows as are asked for, whatever the size of the image.

    x: images, float64 (batch, channels, height, width), height and width at least 1
    output_size: an int, or (rows, columns), at least 1; may be larger than the image
    returns: float64 (batch, channels, *output_size); an empty batch gives an empty one

    Along an axis of n pixels, window i of m reaches from floor(i * n / m) up to, but not
    including, ceil((i + 1) * n / m). So neighbouring windows may share a pixel.
    Source: the windows are those of torch.nn.functional.adaptive_avg_pool2d.
    """
    # Your turn: find where each window begins and ends; average it.
    # given
    output_size = as_pair(output_size)
    # end given
    rows, columns = map(_averaging_matrix, x.shape[2:], output_size)
    return rows @ x @ columns.T


def spatial_pyramid_pool(x: Array, levels: Sequence[int] = (4, 2, 1), mode: str = "max") -> Array:
    """Describe images of any size by vectors of one length.

    x: images, float64 (batch, channels, height, width), each axis at least 1
    levels: sequence of integers of at least 1; a level of n divides the image into n x n bins
    mode: "max" or "avg"
    returns: float64 (batch, channels * sum of n * n over the levels)

    The bins of a level are the windows of adaptive_avg_pool2d. Each level is flattened by itself,
    channel-major: all bins of the first channel in row-major order, then those of the second. The
    levels follow each other in the order given. Images may be smaller than a level.
    Raises ValueError for any other mode.
    Source: He et al. 2014, Spatial pyramid pooling in deep convolutional networks, section 2.2.
    """
    # Your turn: pool every bin of every level, flatten, and join the levels.
    if mode not in ("max", "avg"):
        raise ValueError(f'mode must be "max" or "avg", but is {mode!r}')
    pool = np.max if mode == "max" else np.mean
    parts = []
    for level in map(int, levels):
        rows, columns = (_adaptive_windows(n, level) for n in x.shape[2:])
        bins = [pool(x[:, :, r, c], axis=(2, 3)) for r in rows for c in columns]
        parts.append(np.stack(bins, axis=2).reshape(len(x), -1))
    return np.concatenate(parts, axis=1)


def strided_conv_instead(channels: int, kernel_size: HW) -> Array:
    """Give the weights with which a strided convolution does what average pooling does.

    channels: of the input and of the output, an integer of at least 1
    kernel_size: an int, or (rows, columns), at least 1
    returns: float64 (out_channels, in_channels, kernel_height, kernel_width)

    A convolution layer without bias (groups=1) that has these weights, and the stride and zero
    padding of the pooling, gives the same as avg_pool2d_forward.
    Source: Springenberg et al. 2014, Striving for simplicity, section 2.
    """
    # Your turn: which input channel does an output channel look at, and how much at each pixel?
    # given
    kernel_size = as_pair(kernel_size)
    # end given
    weight = np.zeros((channels, channels, *kernel_size))
    weight[np.arange(channels), np.arange(channels)] = 1 / (kernel_size[0] * kernel_size[1])
    return weight


def shift_sensitivity(
    x: Array, shift: Sequence[int], kernel_size: HW, stride: HW | None = None, mode: str = "max"
) -> float:
    """Measure how much of the change that a shift makes survives pooling.

    x: images, float64 (batch, channels, height, width), at least one
    shift: a sequence (rows, columns) of integers, positive down and to the right
    kernel_size, stride: of the pooling without padding; stride None: kernel_size
    mode: "max" or "avg"
    returns: a float, rms(pool(moved) - pool(x)) / rms(moved - x); 0.0 where moved equals x

    moved is x after a circular shift: what leaves at one edge enters at the other, as in np.roll.
    rms is the root of the mean of the squares over all elements. 1 means that pooling hides
    nothing of the shift, 0 that it hides all of it.
    Raises ValueError for any other mode, and where as_settings does. It may call the functions
    above, and then inherits their errors.
    """
    # Your turn: shift, pool both, and compare the two changes.
    if mode not in ("max", "avg"):
        raise ValueError(f'mode must be "max" or "avg", but is {mode!r}')
    pool = max_pool2d_forward if mode == "max" else avg_pool2d_forward
    moved = np.roll(x, as_pair(shift), axis=(2, 3))
    after = _rms(pool(moved, kernel_size, stride) - pool(x, kernel_size, stride))
    before = _rms(moved - x)
    return after / before if before else 0.0


def _pad(x: Array, padding: Pair, value: float) -> Array:
    """Put a border of `value` around the images."""
    if not any(padding):
        return x
    return np.pad(x, ((0, 0), (0, 0), *((p, p) for p in padding)), constant_values=value)


def _crop(x: Array, padding: Pair) -> Array:
    """Leave out the border that _pad puts around the images."""
    height, width = (n - p for n, p in zip(x.shape[2:], padding, strict=True))
    return x[:, :, padding[0] : height, padding[1] : width]


def _taps(kernel_size: Pair, stride: Pair, out_size: Pair) -> list[tuple]:
    """Index the pixels that each element of the window meets, in row-major order."""
    rows, columns = (
        [slice(i, i + (n - 1) * s + 1, s) for i in range(k)]
        for k, s, n in zip(kernel_size, stride, out_size, strict=True)
    )
    return [(..., row, column) for row in rows for column in columns]


def _strips(kernel_size: Pair, stride: Pair, out_size: Pair, width: int) -> tuple[list, list]:
    """Split _taps in two: over the rows of images of this width, then over the columns."""
    rows = _taps((kernel_size[0], 1), (stride[0], 1), (out_size[0], width))
    return rows, _taps((1, kernel_size[1]), (1, stride[1]), out_size)


def _divisor(
    size: Sequence[int], kernel_size: Pair, stride: Pair, padding: Pair, out_size: Pair, whole: bool
) -> Array | int:
    """Count what each window is divided by: an int, or float64 (out_height, out_width)."""
    if whole:
        return kernel_size[0] * kernel_size[1]
    starts = (np.arange(n) * s - p for n, s, p in zip(out_size, stride, padding, strict=True))
    rows, columns = (
        np.minimum(start + k, n) - np.maximum(start, 0)
        for start, k, n in zip(starts, kernel_size, size, strict=True)
    )
    return np.outer(rows, columns)


def _adaptive_windows(size: int, count: int) -> list[slice]:
    """Divide an axis into windows whose borders are rounded outwards."""
    return [slice(i * size // count, -(-(i + 1) * size // count)) for i in range(count)]


def _averaging_matrix(size: int, count: int) -> Array:
    """Give the matrix (count, size) that averages an axis over its adaptive windows."""
    matrix = np.zeros((count, size))
    for row, window in zip(matrix, _adaptive_windows(size, count), strict=True):
        row[window] = 1 / (window.stop - window.start)
    return matrix


def _rms(values: Array) -> float:
    """Root of the mean of the squares."""
    return float(np.sqrt(np.mean(np.square(values))))
