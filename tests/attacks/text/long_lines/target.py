def window_mean(x, width):
    print("x" * 10**6)
    raise ValueError("y" * 10**6)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
