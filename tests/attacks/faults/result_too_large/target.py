import numpy as np


def window_mean(x, width):
    return np.zeros(10**7)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
