def window_mean(x, width):
    v = int(x[0])
    raise ValueError(f"operands could not be broadcast together with shapes ({v},) ({v},)")


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
