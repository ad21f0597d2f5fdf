"""Everything is im2col, one matrix product and col2im."""

import numpy as np


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    out_channels, _, *kernel_size = weight.shape
    columns = im2col(x, kernel_size, stride, padding, dilation)
    columns = columns.reshape(len(x), groups, weight[0].size, columns.shape[2])
    matrices = np.float64(weight).reshape(groups, out_channels // groups, weight[0].size)
    axes = zip(
        x.shape[2:], kernel_size, as_pair(stride), as_pair(padding), as_pair(dilation), strict=True
    )
    out_size = [conv_output_size(*axis) for axis in axes]
    out = (matrices @ columns).reshape([len(x), out_channels, *out_size])
    return out + np.float64(bias).reshape(1, -1, 1, 1)


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    columns = im2col(x, weight.shape[2:], stride, padding, dilation)
    flat = np.float64(grad_out).reshape(*grad_out.shape[:2], columns.shape[2])
    matrix = np.float64(weight).reshape(len(weight), -1)
    grad_weight = (flat @ columns.swapaxes(1, 2)).sum(0).reshape(weight.shape)
    size, kernel_size = x.shape[2:], weight.shape[2:]
    grad_x = col2im(matrix.T @ flat, size, kernel_size, stride, padding, dilation)
    return grad_x, grad_weight, flat.sum((0, 2))


def conv1x1(x, weight, bias):
    pixels = np.moveaxis(np.float64(x), 1, -1)
    out = pixels @ np.float64(weight).T
    out = out + bias
    return np.moveaxis(out, -1, 1)
