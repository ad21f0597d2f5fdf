"""Views of all windows at once, and unbuffered additions by index."""

import numpy as np


def _view(x, kernel_size, stride, padding, fill):
    kernel, stride, (ph, pw), out_size = as_settings(x, kernel_size, stride, padding)
    padded = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)], constant_values=fill)
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel, axis=(2, 3))
    return windows[:, :, :: stride[0], :: stride[1]], kernel, stride, (ph, pw), out_size


def _pixels(kernel, stride, padding, out_size):
    """Row and column of each element of each window, on the image."""
    starts = (np.arange(n) * s - p for n, s, p in zip(out_size, stride, padding))
    rows, columns = (start[:, None] + np.arange(k) for start, k in zip(starts, kernel))
    return rows[:, None, :, None], columns[None, :, None, :]


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    return _view(x, kernel_size, stride, padding, -np.inf)[0].max(axis=(-2, -1))


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    windows, kernel, stride, padding, out_size = _view(x, kernel_size, stride, padding, -np.inf)
    winner = windows.reshape(*windows.shape[:4], kernel[0] * kernel[1]).argmax(axis=-1)
    rows, columns = np.divmod(winner, kernel[1])
    rows += (np.arange(out_size[0]) * stride[0] - padding[0])[:, None]
    columns += (np.arange(out_size[1]) * stride[1] - padding[1])[None, :]
    grad = np.zeros(x.shape)
    batch, channels = np.indices(grad_out.shape)[:2]
    np.add.at(grad, (batch, channels, rows, columns), grad_out)
    return grad


def avg_pool2d_forward(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    windows = _view(x, kernel_size, stride, padding, 0)[0]
    if count_include_pad:
        return windows.mean(axis=(-2, -1))
    ones = _view(np.ones((1, 1, *x.shape[2:])), kernel_size, stride, padding, 0)[0]
    return windows.sum(axis=(-2, -1)) / ones.sum(axis=(-2, -1))


def avg_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kernel, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    rows, columns = np.broadcast_arrays(*_pixels(kernel, stride, padding, out_size))
    height, width = x.shape[2:]
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    count = inside[0, 0].size if count_include_pad else inside.sum(axis=(2, 3))
    spread = np.zeros((inside[..., 0, 0].size, height * width))
    window = np.indices(inside.shape)[:2]
    which = (window[0] * out_size[1] + window[1])[inside]
    spread[which, (rows * width + columns)[inside]] = 1
    flat = (grad_out / count).reshape(*grad_out.shape[:2], spread.shape[0])
    return (flat @ spread).reshape(x.shape)


def global_avg_pool2d(x):
    return np.einsum("nchw->nc", x) / np.prod(x.shape[2:])


def global_avg_pool2d_backward(grad_out, x):
    return np.einsum("nc,hw->nchw", grad_out, np.full(x.shape[2:], 1 / np.prod(x.shape[2:])))


def adaptive_avg_pool2d(x, output_size):
    height, width = x.shape[2:]
    table = np.zeros((*x.shape[:2], height + 1, width + 1))
    table[:, :, 1:, 1:] = x.cumsum(axis=2).cumsum(axis=3)
    borders = []
    for size, count in zip((height, width), as_pair(output_size)):
        i = np.arange(count)
        borders.append((i * size // count, ((i + 1) * size + count - 1) // count))
    (top, bottom), (left, right) = borders
    total = table[:, :, bottom][..., right] - table[:, :, top][..., right]
    total += table[:, :, top][..., left] - table[:, :, bottom][..., left]
    return total / np.outer(bottom - top, right - left)


def spatial_pyramid_pool(x, levels=(4, 2, 1), mode="max"):
    if mode == "avg":
        parts = [adaptive_avg_pool2d(x, int(n)).reshape(len(x), -1) for n in levels]
    elif mode == "max":
        parts = []
        for n in levels:
            masks = []
            for size in x.shape[2:]:
                i = np.arange(n)[:, None]
                pixel = np.arange(size)[None]
                masks.append((pixel >= i * size // n) & (pixel < -(-(i + 1) * size // n)))
            both = masks[0][:, None, :, None] & masks[1][None, :, None, :]
            chosen = np.where(both, x[:, :, None, None], -np.inf)
            parts.append(chosen.max(axis=(4, 5)).reshape(len(x), -1))
    else:
        raise ValueError(f"mode {mode}")
    return np.hstack(parts)


def strided_conv_instead(channels, kernel_size):
    average = np.ones(as_pair(kernel_size))
    return np.multiply.outer(np.eye(channels), average / average.size)


def shift_sensitivity(x, shift, kernel_size, stride=None, mode="max"):
    if mode != "max" and mode != "avg":
        raise ValueError("mode")
    pool = max_pool2d_forward if mode == "max" else avg_pool2d_forward
    moved = np.roll(np.roll(x, shift[0], 2), shift[1], 3)
    change = np.mean((moved - x) ** 2)
    if change == 0:
        return np.float64(0)
    after = pool(moved, kernel_size, stride) - pool(x, kernel_size, stride)
    return np.sqrt(np.mean(after**2) / change)
