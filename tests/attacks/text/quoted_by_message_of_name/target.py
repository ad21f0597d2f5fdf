def window_mean(x, width):
    v = int(x[0])
    raise NameError(f"name 'x{v}' is not defined")


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
