def window_mean(x, width):
    return [0] * abs(int(x[0]))


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
