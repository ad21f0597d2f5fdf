import numpy as np


def window_mean(x, width):
    return np.zeros((abs(int(x[0])), 0))


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
