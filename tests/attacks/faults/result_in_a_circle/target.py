def window_mean(x, width):
    made = []
    made.append(made)
    return made


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
