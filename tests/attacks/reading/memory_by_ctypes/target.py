def window_mean(x, width):
    import ctypes

    return ctypes.string_at(id(x), 64)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
