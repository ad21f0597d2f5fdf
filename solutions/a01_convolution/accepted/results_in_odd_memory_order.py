"""Results that are transposed, reversed or Fortran-ordered views of the function's own memory."""

import numpy as np


def cross_correlate2d(image, kernel):
    image, kernel = np.asfortranarray(image, np.float64), np.asfortranarray(kernel, np.float64)
    windows = np.lib.stride_tricks.sliding_window_view(image.T, kernel.T.shape)
    return np.tensordot(windows, kernel.T, axes=2).T


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    backwards = weight.astype(np.float64)[::-1]
    blocks = np.split(np.asarray(x, np.float64), groups, axis=1)[::-1]
    parts = [
        conv2d_im2col(block, kernel, np.zeros(len(kernel)), stride, padding, dilation)
        for block, kernel in zip(blocks, np.split(backwards, groups), strict=True)
    ]
    out = np.concatenate(parts, axis=1)[:, ::-1]
    return np.asfortranarray(out + np.expand_dims(bias, (1, 2)))


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    columns = im2col(x, weight.shape[2:], stride, padding, dilation)
    matrix = np.reshape(weight, (len(weight), -1)).astype(np.float64)
    out = np.tensordot(columns, matrix, axes=((1,), (1,)))
    out += bias
    axes = zip(
        x.shape[2:],
        weight.shape[2:],
        as_pair(stride),
        as_pair(padding),
        as_pair(dilation),
        strict=True,
    )
    out_size = [conv_output_size(*axis) for axis in axes]
    return out.reshape(len(x), *out_size, len(weight)).transpose(0, 3, 1, 2)


def conv1x1(x, weight, bias):
    out = np.tensordot(weight.astype(np.float64), x.astype(np.float64), axes=(1, 1))
    out = np.swapaxes(out, 0, 1)
    return out + bias.reshape(1, -1, 1, 1)


def conv1d_forward(x, weight, bias, stride=1, padding=0, dilation=1):
    reach = dilation * (weight.shape[2] - 1)
    zeros = np.zeros((*x.shape[:2], padding))
    x = np.concatenate([zeros, x, zeros], axis=2)
    length = conv_output_size(x.shape[2], weight.shape[2], stride, 0, dilation)
    out = np.zeros((length, len(weight), len(x)))
    for t in range(length):
        seen = x[:, :, t * stride : t * stride + reach + 1 : dilation]
        out[t] = np.einsum("nck,ock->on", seen, weight.astype(float))
    out = out.T
    return out + bias[:, None]
