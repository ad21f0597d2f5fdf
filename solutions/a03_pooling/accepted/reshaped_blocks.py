"""Blocks by reshaping where windows stand side by side, running maxima where they do not."""

import numpy as np


def max_pool2d_forward(x, kernel_size, stride=None, padding=0):
    kernel, step, padding, out_size = as_settings(x, kernel_size, stride, padding)
    if kernel == step and not any(padding):
        height, width = (n * k for n, k in zip(out_size, kernel))
        shape = (*x.shape[:2], out_size[0], kernel[0], out_size[1], kernel[1])
        return x[:, :, :height, :width].reshape(shape).max(axis=5).max(axis=3)
    border = np.finfo(np.float64).min
    around = [(0, 0), (0, 0), *((p, p) for p in padding)]
    padded = np.pad(x, around, constant_values=border)
    rows = [
        padded[:, :, i * step[0] : i * step[0] + kernel[0]].max(axis=2) for i in range(out_size[0])
    ]
    lines = np.stack(rows, axis=2)
    columns = [
        lines[..., j * step[1] : j * step[1] + kernel[1]].max(axis=3) for j in range(out_size[1])
    ]
    return np.stack(columns, axis=3)


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    kernel, step, (top, left), out_size = as_settings(x, kernel_size, stride, padding)
    grad = np.zeros(x.shape)
    flat, pixels = grad.reshape(-1), x.reshape(-1)
    offsets = np.arange(np.prod(x.shape[:2])) * x.shape[2] * x.shape[3]
    for i in range(out_size[0]):
        rows = range(max(i * step[0] - top, 0), min(i * step[0] - top + kernel[0], x.shape[2]))
        for j in range(out_size[1]):
            first = j * step[1] - left
            columns = range(max(first, 0), min(first + kernel[1], x.shape[3]))
            places = np.array([r * x.shape[3] + c for r in rows for c in columns])
            if not len(offsets):
                continue
            best = places[pixels[offsets[:, None] + places].argmax(axis=1)]
            flat[offsets + best] += grad_out[:, :, i, j].reshape(-1)
    return grad


def avg_pool2d_forward(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kernel, step, padding, out_size = as_settings(x, kernel_size, stride, padding)
    means = []
    for n, k, s, p, m in zip(x.shape[2:], kernel, step, padding, out_size):
        matrix = np.zeros((m, n + 2 * p))
        for row in range(m):
            matrix[row, row * s : row * s + k] = 1
        matrix = matrix[:, p : p + n]
        means.append(matrix / (k if count_include_pad else matrix.sum(axis=1, keepdims=True)))
    return np.einsum("ih,nchw,jw->ncij", means[0], x, means[1], optimize=True)


def adaptive_avg_pool2d(x, output_size):
    for axis, count in zip((2, 3), as_pair(output_size)):
        size = x.shape[axis]
        parts = [
            x.take(range(i * size // count, -(-(i + 1) * size // count)), axis=axis).mean(axis=axis)
            for i in range(count)
        ]
        x = np.stack(parts, axis=axis)
    return x
