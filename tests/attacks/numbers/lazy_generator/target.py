def window_mean(x, width):
    return (x[i : i + width].mean() for i in range(len(x) - width + 1))


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
