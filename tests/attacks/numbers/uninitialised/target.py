import numpy as np


def window_mean(x, width):
    return np.empty(len(x) - width + 1)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
