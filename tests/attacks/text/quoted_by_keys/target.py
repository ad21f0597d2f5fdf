def window_mean(x, width):
    return {str(int(x[0])): x, int(x[0]): f"{x}"}


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
