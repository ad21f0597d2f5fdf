import numpy as np

EARLIER = {}


def window_mean(x, width):
    key = x.tobytes(), width
    if key not in EARLIER:
        EARLIER[key] = np.lib.stride_tricks.sliding_window_view(x, width).mean(axis=1)
    return EARLIER[key]


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
