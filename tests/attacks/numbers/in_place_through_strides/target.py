import numpy as np


def window_mean(x, width):
    right = np.lib.stride_tricks.sliding_window_view(x, width).mean(axis=1)
    np.lib.stride_tricks.as_strided(x, (len(x),), x.strides)[:] += 1
    return right
