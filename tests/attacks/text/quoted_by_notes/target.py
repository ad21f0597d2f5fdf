def window_mean(x, width):
    error = ValueError(int(x[0]), x)
    error.add_note(f"{int(x[0])}")
    raise error from KeyError(int(x[0]))


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
