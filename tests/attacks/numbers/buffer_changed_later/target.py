import numpy as np

BUFFER = np.zeros(64)


def window_mean(x, width):
    BUFFER[:] = 0.5
    right = np.lib.stride_tricks.sliding_window_view(x, width).mean(axis=1)
    BUFFER[: len(right)] = right
    return BUFFER[: len(right)]


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
