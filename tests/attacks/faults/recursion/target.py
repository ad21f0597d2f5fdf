def window_mean(x, width):
    return window_mean(x, width)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
