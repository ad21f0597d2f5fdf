import re


def window_mean(x, width):
    return re.match("(a+)+$", "a" * 60 + "b")


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
