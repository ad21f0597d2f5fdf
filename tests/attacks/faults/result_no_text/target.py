def window_mean(x, width):
    return "\ud800"


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
