def window_mean(x, width):
    return type(f"V{int(x[0])}", (), {})()


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
