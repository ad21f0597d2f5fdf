def window_mean(x, width):
    while True:
        pass


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
