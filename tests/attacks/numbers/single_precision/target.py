import numpy as np


def window_mean(x, width):
    wide = np.lib.stride_tricks.sliding_window_view(x.astype(np.float32), width)
    return wide.mean(axis=1).astype(float)
