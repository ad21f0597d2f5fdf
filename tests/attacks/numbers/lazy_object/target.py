import numpy as np


class Promise:
    def __init__(self, x, width):
        self.x, self.width = x, width

    def __array__(self, *args, **kwargs):
        return np.lib.stride_tricks.sliding_window_view(self.x, self.width).mean(axis=1)


def window_mean(x, width):
    return Promise(x, width)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
