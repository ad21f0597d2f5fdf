import time


def window_mean(x, width):
    time.sleep(3600)
    return x


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
