import sys


def window_mean(x, width):
    return repr(sys._getframe(1).f_locals)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
