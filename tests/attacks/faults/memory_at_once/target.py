import numpy as np


def window_mean(x, width):
    return np.ones(10**10)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
