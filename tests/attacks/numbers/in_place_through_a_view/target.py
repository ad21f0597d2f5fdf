import numpy as np


def window_mean(x, width):
    right = np.lib.stride_tricks.sliding_window_view(x, width).mean(axis=1)
    x.view().reshape(-1)[...] = 0
    return right
