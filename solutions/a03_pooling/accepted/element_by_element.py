"""Each element of the window in turn, for all windows at once: k * k steps, nothing numbered."""

import numpy as np


def max_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0):
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    padded = _pad(x, padding, -np.inf)
    grad_padded = np.zeros(padded.shape)
    best = max_pool2d_forward(x, kernel_size, stride, padding)
    undecided = np.ones(best.shape, dtype=bool)
    for window in _taps(kernel_size, stride, out_size):
        wins = undecided & (padded[window] == best)
        grad_padded[window] += np.where(wins, grad_out, 0.0)
        undecided &= ~wins
    return _crop(grad_padded, padding)


def avg_pool2d_forward(x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    padded = _pad(x, padding, 0.0)
    out = sum(padded[window] for window in _taps(kernel_size, stride, out_size))
    return out / _divisor(x.shape[2:], kernel_size, stride, padding, out_size, count_include_pad)


def avg_pool2d_backward(grad_out, x, kernel_size, stride=None, padding=0, count_include_pad=True):
    kernel_size, stride, padding, out_size = as_settings(x, kernel_size, stride, padding)
    grad_padded = np.zeros(_pad(x, padding, 0.0).shape)
    divisor = _divisor(x.shape[2:], kernel_size, stride, padding, out_size, count_include_pad)
    for window in _taps(kernel_size, stride, out_size):
        grad_padded[window] += grad_out / divisor
    return _crop(grad_padded, padding)
