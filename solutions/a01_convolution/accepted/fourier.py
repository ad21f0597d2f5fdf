"""A correlation is a product of spectra, one of them conjugated."""

import numpy as np


def cross_correlate2d(image, kernel):
    image, kernel = np.asarray(image, np.float64), np.asarray(kernel, np.float64)
    height, width = (n - k + 1 for n, k in zip(image.shape, kernel.shape, strict=True))
    spectrum = np.fft.rfft2(image) * np.conj(np.fft.rfft2(kernel, image.shape))
    return np.fft.irfft2(spectrum, image.shape)[:height, :width]


def convolve2d(image, kernel):
    (height, width), (rows, columns) = image.shape, kernel.shape
    size = height + rows, width + columns
    full = np.fft.ifft2(np.fft.fft2(image, size) * np.fft.fft2(kernel, size)).real
    return full[rows - 1 : height, columns - 1 : width]


def conv2d_forward(x, weight, bias, stride=1, padding=0, dilation=1, groups=1):
    (sh, sw), (ph, pw), (dh, dw) = as_pair(stride), as_pair(padding), as_pair(dilation)
    outputs, inputs, rows, columns = weight.shape
    spread = np.zeros((outputs, inputs, dh * (rows - 1) + 1, dw * (columns - 1) + 1))
    spread[:, :, ::dh, ::dw] = weight
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    size = padded.shape[2:]
    height, width = (n - k + 1 for n, k in zip(size, spread.shape[2:], strict=True))
    images = np.fft.rfft2(padded).reshape(len(x), groups, inputs, *size[:1], -1)
    kernels = np.fft.rfft2(spread, size).conj().reshape(groups, -1, *images.shape[2:])
    spectrum = np.einsum("ngchw,gochw->ngohw", images, kernels)
    out = np.fft.irfft2(spectrum, size).reshape(len(x), outputs, *size)
    return out[:, :, :height:sh, :width:sw] + bias[:, None, None]
