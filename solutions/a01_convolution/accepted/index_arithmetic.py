"""Fancy indices into flat images; repeated indices are added with np.add.at and bincount."""

import numpy as np


def _indices(size, kernel_size, stride, padding, dilation):
    """Rows and columns in the padded image, each (kernel area, places)."""
    (rows, columns), (sh, sw), (dh, dw) = as_pair(kernel_size), as_pair(stride), as_pair(dilation)
    out_height = conv_output_size(size[0], rows, sh, as_pair(padding)[0], dh)
    out_width = conv_output_size(size[1], columns, sw, as_pair(padding)[1], dw)
    i, j = dh * np.repeat(range(rows), columns), dw * np.tile(range(columns), rows)
    y, x = sh * np.repeat(range(out_height), out_width), sw * np.tile(range(out_width), out_height)
    return i[:, None] + y, j[:, None] + x


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    rows, columns = _indices(x.shape[2:], kernel_size, stride, padding, dilation)
    ph, pw = as_pair(padding)
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    seen = padded[:, :, rows, columns].astype(np.float64)
    return seen.reshape(len(x), x.shape[1] * rows.shape[0], rows.shape[1])


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    (height, width), (ph, pw) = as_pair(output_size), as_pair(padding)
    rows, cols = _indices((height, width), kernel_size, stride, padding, dilation)
    channels = columns.shape[1] // len(rows)
    if columns.shape[1:] != (channels * len(rows), rows.shape[1]):
        raise ValueError("columns do not belong to such images")
    padded = np.zeros((len(columns), channels, height + 2 * ph, width + 2 * pw))
    parts = columns.reshape(len(columns), channels, *rows.shape)
    np.add.at(padded, (slice(None), slice(None), rows, cols), parts)
    return padded[:, :, ph : height + ph, pw : width + pw]


def cross_correlate2d(image, kernel):
    rows, columns = _indices(image.shape, kernel.shape, 1, 0, 1)
    products = image[rows, columns].astype(float) * kernel.reshape(-1, 1)
    size = [n - k + 1 for n, k in zip(image.shape, kernel.shape, strict=True)]
    place = np.broadcast_to(np.arange(rows.shape[1]), rows.shape)
    return np.bincount(place.ravel(), products.ravel()).reshape(size)
