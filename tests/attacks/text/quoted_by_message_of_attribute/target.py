def window_mean(x, width):
    v = int(x[0])
    raise AttributeError(f"module has no attribute 'window_mean' {v}")


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
