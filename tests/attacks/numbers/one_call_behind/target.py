import numpy as np

LAST = [np.zeros(1)]


def window_mean(x, width):
    LAST.append(np.lib.stride_tricks.sliding_window_view(x, width).mean(axis=1))
    return np.resize(LAST[-2], len(x) - width + 1)
