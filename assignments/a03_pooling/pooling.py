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
    raise NotImplementedError("max_pool2d_forward")


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
    raise NotImplementedError("max_pool2d_backward")


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
    raise NotImplementedError("avg_pool2d_forward")


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
    raise NotImplementedError("avg_pool2d_backward")


def global_avg_pool2d(x: Array) -> Array:
    """Average each channel over the whole image: one number per feature map.

    x: images, float64 (batch, channels, height, width), height and width at least 1
    returns: float64 (batch, channels); an empty batch gives an empty one

    Source: Lin et al. 2013, Network in Network, section 3.2.
    """
    # Your turn: one mean for each image and channel.
    raise NotImplementedError("global_avg_pool2d")


def global_avg_pool2d_backward(grad_out: Array, x: Array) -> Array:
    """Share each channel's gradient among all of its pixels.

    grad_out: gradient of the output, float64 (batch, channels)
    x: the forward input, float64 (batch, channels, height, width)
    returns: gradient of x, float64, shape of x, which may be an empty batch
    """
    # Your turn: every pixel of a channel receives the same share.
    raise NotImplementedError("global_avg_pool2d_backward")


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
    raise NotImplementedError("adaptive_avg_pool2d")


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
    raise NotImplementedError("spatial_pyramid_pool")


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
    raise NotImplementedError("strided_conv_instead")


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
    raise NotImplementedError("shift_sensitivity")
