def window_mean(x, width):
    return 10**10**6


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
