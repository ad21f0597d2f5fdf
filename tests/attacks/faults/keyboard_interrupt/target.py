def window_mean(x, width):
    raise KeyboardInterrupt


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
