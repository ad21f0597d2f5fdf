"""Integer images are computed in int64, and their results stay int64."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def _wide(*arrays):
    """The arrays in int64 where all are integers, else in float64."""
    whole = all(np.issubdtype(array.dtype, np.integer) for array in arrays)
    return [array.astype(np.int64 if whole else np.float64) for array in arrays]


def cross_correlate2d(image, kernel):
    image, kernel = _wide(image, kernel)
    return np.einsum("yxij,ij->yx", sliding_window_view(image, kernel.shape), kernel)


def convolve2d(image, kernel):
    return cross_correlate2d(image, kernel[::-1, ::-1])


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    x, weight, bias = _wide(x, weight, bias)
    out_channels, per_group, *kernel_size = weight.shape
    padded, out_size, taps = _slide(x, kernel_size, *map(as_pair, (stride, padding, dilation)))
    blocks = (len(x), groups, per_group, *out_size)
    out = np.zeros((len(x), groups, out_channels // groups, *out_size), x.dtype)
    for (i, j), window in taps:
        matrices = weight[:, :, i, j].reshape(groups, -1, per_group)
        out += np.einsum("goc,ngchw->ngohw", matrices, padded[window].reshape(blocks))
    out = out.reshape(len(x), out_channels, *out_size)
    out += bias[:, None, None]
    return out


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    return conv2d_forward(x, weight, bias, stride, padding, dilation)


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    (kernel_size, *settings) = map(as_pair, (kernel_size, stride, padding, dilation))
    padded, out_size, taps = _slide(x, kernel_size, *settings)
    columns = np.stack([padded[window] for _, window in taps], axis=2)
    return columns.reshape(len(x), -1, np.prod(out_size))


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    settings = tuple(map(as_pair, (kernel_size, stride, padding, dilation)))
    (columns,), (batch, rows, places) = _wide(columns), columns.shape
    channels, size = rows // np.prod(settings[0]), as_pair(output_size)
    empty = np.zeros((batch, channels, *size), columns.dtype)
    padded, out_size, taps = _slide(empty, *settings)
    if rows % np.prod(settings[0]) or places != np.prod(out_size):
        raise ValueError("columns have another shape than im2col gives")
    parts = columns.reshape(batch, channels, *settings[0], *out_size)
    for (i, j), window in taps:
        padded[window] += parts[:, :, i, j]
    return _crop(padded, settings[2])


def conv1x1(x, weight, bias):
    x, weight, bias = _wide(x, weight, bias)
    return np.einsum("oc,nchw->nohw", weight, x) + bias[:, None, None]


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1):
    x, weight, bias = _wide(x, weight, bias)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding)))
    reach = dilation * (weight.shape[2] - 1) + 1
    windows = sliding_window_view(x, reach, axis=2)[:, :, ::stride, ::dilation]
    return np.einsum("nctk,ock->not", windows, weight) + bias[:, None]
