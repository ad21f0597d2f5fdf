"""One window at a time, cut out of an image that was padded by hand."""

import numpy as np


def _windows(height, width, kernel_size, stride, padding, dilation):
    """Yield (place, row slice, column slice) in the padded image."""
    (rows, columns), (sh, sw), (dh, dw) = kernel_size, stride, dilation
    out_height = conv_output_size(height, rows, sh, padding[0], dh)
    out_width = conv_output_size(width, columns, sw, padding[1], dw)
    for place in range(out_height * out_width):
        top, left = place // out_width * sh, place % out_width * sw
        below, right = top + (rows - 1) * dh + 1, left + (columns - 1) * dw + 1
        yield place, slice(top, below, dh), slice(left, right, dw)


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    kernel_size, stride = as_pair(kernel_size), as_pair(stride)
    padding, dilation = as_pair(padding), as_pair(dilation)
    batch, channels, height, width = x.shape
    places = list(_windows(height, width, kernel_size, stride, padding, dilation))
    padded = np.zeros((batch, channels, height + 2 * padding[0], width + 2 * padding[1]))
    padded[:, :, padding[0] : padding[0] + height, padding[1] : padding[1] + width] = x
    columns = np.zeros((batch, channels * kernel_size[0] * kernel_size[1], len(places)))
    for n in range(batch):
        for place, rows, cols in places:
            columns[n, :, place] = padded[n, :, rows, cols].ravel()
    return columns


def col2im(columns, output_size, kernel_size, stride=1, padding=0, dilation=1):
    (height, width), kernel_size = as_pair(output_size), as_pair(kernel_size)
    stride, padding, dilation = as_pair(stride), as_pair(padding), as_pair(dilation)
    places = list(_windows(height, width, kernel_size, stride, padding, dilation))
    area = kernel_size[0] * kernel_size[1]
    if columns.shape[1] % area != 0 or columns.shape[2] != len(places):
        raise ValueError("columns have another shape than im2col gives")
    channels = columns.shape[1] // area
    padded = np.zeros((len(columns), channels, height + 2 * padding[0], width + 2 * padding[1]))
    for n in range(len(columns)):
        for place, rows, cols in places:
            padded[n, :, rows, cols] += columns[n, :, place].reshape(channels, *kernel_size)
    bottom, right = padded.shape[2] - padding[0], padded.shape[3] - padding[1]
    return padded[:, :, padding[0] : bottom, padding[1] : right].copy()


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    columns = im2col(x, weight.shape[2:], stride, padding, dilation)
    sizes = zip(
        x.shape[2:],
        weight.shape[2:],
        as_pair(stride),
        as_pair(padding),
        as_pair(dilation),
        strict=True,
    )
    out = np.zeros((len(x), len(weight), *(conv_output_size(*axis) for axis in sizes)))
    for n in range(len(x)):
        for o in range(len(weight)):
            plane = weight[o].ravel().astype(float) @ columns[n]
            out[n, o] = plane.reshape(out.shape[2:]) + bias[o]
    return out
