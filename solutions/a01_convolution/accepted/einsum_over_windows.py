"""sliding_window_view and einsum; np.pad even where the padding is 0."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def _views(x, kernel_size, stride, padding, dilation):
    (sh, sw), (ph, pw), (dh, dw) = as_pair(stride), as_pair(padding), as_pair(dilation)
    rows, columns = as_pair(kernel_size)
    conv_output_size(x.shape[2], rows, sh, ph, dh)
    conv_output_size(x.shape[3], columns, sw, pw, dw)
    padded = np.pad(x.astype(float), [(0, 0), (0, 0), (ph, ph), (pw, pw)])
    reach = (dh * (rows - 1) + 1, dw * (columns - 1) + 1)
    return sliding_window_view(padded, reach, axis=(2, 3))[:, :, ::sh, ::sw, ::dh, ::dw]


def cross_correlate2d(image, kernel):
    windows = sliding_window_view(image.astype("f8"), kernel.shape)
    return np.einsum("yxij,ij->yx", windows, kernel.astype("f8"))


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    windows = _views(x, weight.shape[2:], stride, padding, dilation)
    parts = [
        np.einsum("nchwij,ocij->nohw", w, k.astype(float))
        for w, k in zip(np.split(windows, groups, axis=1), np.split(weight, groups), strict=True)
    ]
    out = np.concatenate(parts, axis=1)
    out += np.asarray(bias, float)[None, :, None, None]
    return out


def conv2d_backward(grad_out, x, weight, stride=1, padding=0, dilation=1):
    windows = _views(x, weight.shape[2:], stride, padding, dilation)
    grad_out, weight = grad_out.astype(float), weight.astype(float)
    grad_weight = np.einsum("nohw,nchwij->ocij", grad_out, windows)
    ones = np.einsum("nohw,ocij->nchwij", grad_out, weight)
    columns = ones.transpose(0, 1, 4, 5, 2, 3)
    columns = columns.reshape(len(x), weight[0].size, windows.shape[2] * windows.shape[3])
    settings = (stride, padding, dilation)
    grad_x = col2im(columns, x.shape[2:], weight.shape[2:], *settings)
    return [grad_x, grad_weight, np.einsum("nohw->o", grad_out)]


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    windows = _views(x, kernel_size, stride, padding, dilation)
    n, c, h, w, i, j = windows.shape
    return np.array(windows.transpose(0, 1, 4, 5, 2, 3)).reshape(n, c * i * j, h * w)
