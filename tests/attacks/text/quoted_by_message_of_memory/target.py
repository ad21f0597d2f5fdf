def window_mean(x, width):
    v = int(x[0])
    raise MemoryError(f"Unable to allocate {v} GiB")


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
