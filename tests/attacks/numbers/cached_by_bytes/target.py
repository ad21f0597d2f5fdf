import functools

import numpy as np


@functools.lru_cache
def cached(data, width):
    x = np.frombuffer(data)
    return np.lib.stride_tricks.sliding_window_view(x, width).mean(axis=1)


def window_mean(x, width):
    return cached(x.tobytes(), width)
