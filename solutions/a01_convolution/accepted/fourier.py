"""A correlation is a product of spectra, one of them conjugated."""

import numpy as np


def cross_correlate2d(image, kernel):
    image, kernel = np.asarray(image, np.float64), np.asarray(kernel, np.float64)
    height, width = (n - k + 1 for n, k in zip(image.shape, kernel.shape, strict=True))
    if height <= 0 or width <= 0:
        raise ValueError("the kernel is larger than the image")
    spectrum = np.fft.rfft2(image) * np.conj(np.fft.rfft2(kernel, image.shape))
    return np.fft.irfft2(spectrum, image.shape)[:height, :width]
