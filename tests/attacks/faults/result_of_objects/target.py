def window_mean(x, width):
    return [object() for _ in range(10**6)]


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
