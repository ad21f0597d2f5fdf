import numpy as np

calls = []


def window_mean(x, width):
    calls.append(1)
    if len(calls) > 1:
        raise BaseException
    return np.lib.stride_tricks.sliding_window_view(x, width).mean(axis=1)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
