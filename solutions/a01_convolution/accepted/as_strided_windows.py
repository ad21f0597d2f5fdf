"""Windows as strides of the padded image, and a matrix product over them."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def _strided(x, kernel_size, stride, padding, dilation):
    (kh, kw), (sh, sw) = as_pair(kernel_size), as_pair(stride)
    (ph, pw), (dh, dw) = as_pair(padding), as_pair(dilation)
    out_height = conv_output_size(x.shape[2], kh, sh, ph, dh)
    out_width = conv_output_size(x.shape[3], kw, sw, pw, dw)
    padded = np.pad(x.astype(np.float64), ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    n, c, h, w = padded.strides
    shape = (*x.shape[:2], kh, kw, out_height, out_width)
    return as_strided(padded, shape, (n, c, h * dh, w * dw, h * sh, w * sw), writeable=False)


def im2col(x, kernel_size, stride=1, padding=0, dilation=1):
    windows = _strided(x, kernel_size, stride, padding, dilation)
    n, c, kh, kw, height, width = windows.shape
    return windows.copy().reshape(n, c * kh * kw, height * width)


def conv2d_im2col(x, weight, bias, stride=1, padding=0, dilation=1):
    windows = _strided(x, weight.shape[2:], stride, padding, dilation)
    weight = weight.astype(np.float64)
    out = np.tensordot(weight, windows, axes=((1, 2, 3), (1, 2, 3))).transpose(1, 0, 2, 3)
    return out + bias[:, None, None]


def cross_correlate2d(image, kernel):
    image = np.ascontiguousarray(image, dtype=np.float64)
    size = tuple(n - k + 1 for n, k in zip(image.shape, kernel.shape, strict=True))
    windows = as_strided(image, size + kernel.shape, image.strides * 2)
    return (windows * kernel).sum(axis=(2, 3))
