"""One window at a time, as the definitions are written; ties by argmax of the flat window."""

import numpy as np

slow = ("max_pool2d_forward",)


def _windows(x, kernel_size, stride, padding, fill):
    (kh, kw), (sh, sw), (ph, pw), out_size = as_settings(x, kernel_size, stride, padding)
    padded = np.full((*x.shape[:2], x.shape[2] + 2 * ph, x.shape[3] + 2 * pw), fill)
    padded[:, :, ph : ph + x.shape[2], pw : pw + x.shape[3]] = x
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            for i in range(out_size[0]):
                for j in range(out_size[1]):
                    window = padded[n, c, i * sh : i * sh + kh, j * sw : j * sw + kw]
                    yield (n, c, i, j), (i * sh - ph, j * sw - pw), window


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    out = np.empty((*x.shape[:2], *as_settings(x, kernel_size, stride, padding)[3]))
    for place, _, window in _windows(x, kernel_size, stride, padding, -np.inf):
        out[place] = max(window.ravel().tolist())
    return out


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    grad = np.zeros_like(x)
    for place, corner, window in _windows(x, kernel_size, stride, padding, -np.inf):
        row, column = np.unravel_index(np.argmax(window), window.shape)
        grad[place[0], place[1], corner[0] + row, corner[1] + column] += grad_out[place]
    return grad


def avg_pool2d_forward(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    out = np.empty((*x.shape[:2], *as_settings(x, kernel_size, stride, padding)[3]))
    for place, _, window in _windows(x, kernel_size, stride, padding, np.nan):
        real = window[~np.isnan(window)]
        out[place] = real.sum() / (window.size if count_include_pad else real.size)
    return out


def avg_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    grad = np.zeros_like(x)
    for place, corner, window in _windows(x, kernel_size, stride, padding, np.nan):
        inside = np.argwhere(~np.isnan(window))
        share = grad_out[place] / (window.size if count_include_pad else len(inside))
        for row, column in inside:
            grad[place[0], place[1], corner[0] + row, corner[1] + column] += share
    return grad


def global_avg_pool2d(x):
    batch, channels, height, width = x.shape
    out = np.zeros((batch, channels))
    for i in range(height):
        for j in range(width):
            out += x[:, :, i, j] / (height * width)
    return out


def global_avg_pool2d_backward(grad_out, x):
    grad = np.empty_like(x)
    for i in range(x.shape[2]):
        for j in range(x.shape[3]):
            grad[:, :, i, j] = grad_out / x[0:1, 0:1].size if len(x) else 0.0
    return grad


def adaptive_avg_pool2d(x, output_size):
    rows, columns = as_pair(output_size)
    out = np.zeros((*x.shape[:2], rows, columns))
    for i in range(rows):
        top, bottom = i * x.shape[2] // rows, -((-(i + 1) * x.shape[2]) // rows)
        for j in range(columns):
            left, right = j * x.shape[3] // columns, -((-(j + 1) * x.shape[3]) // columns)
            out[:, :, i, j] = x[:, :, top:bottom, left:right].mean((-2, -1))
    return out


def spatial_pyramid_pool(x, levels=(4, 2, 1), mode="max"):
    if mode not in {"max", "avg"}:
        raise ValueError(mode)
    vectors = []
    for image in x:
        vector = []
        for level in levels:
            for channel in image:
                for i in range(level):
                    top = int(np.floor(i * channel.shape[0] / level))
                    bottom = int(np.ceil((i + 1) * channel.shape[0] / level))
                    for j in range(level):
                        left = int(np.floor(j * channel.shape[1] / level))
                        right = int(np.ceil((j + 1) * channel.shape[1] / level))
                        part = channel[top:bottom, left:right]
                        vector.append(part.max() if mode == "max" else part.mean())
        vectors.append(vector)
    return np.array(vectors)


def strided_conv_instead(channels, kernel_size):
    rows, columns = as_pair(kernel_size)
    weight = np.zeros((channels, channels, rows, columns))
    for channel in range(channels):
        weight[channel, channel, :, :] = 1.0 / rows / columns
    return weight


def shift_sensitivity(x, shift, kernel_size, stride=None, mode="max"):
    pool = {"max": max_pool2d_forward, "avg": avg_pool2d_forward}.get(mode)
    if pool is None:
        raise ValueError("unknown mode")
    height, width = x.shape[2:]
    rows = [(i - shift[0]) % height for i in range(height)]
    columns = [(j - shift[1]) % width for j in range(width)]
    moved = x[:, :, rows][:, :, :, columns]
    if (moved == x).all():
        return 0
    before = np.linalg.norm(moved - x) / moved.size**0.5
    after = pool(moved, kernel_size, stride) - pool(x, kernel_size, stride)
    return np.linalg.norm(after) / after.size**0.5 / before
