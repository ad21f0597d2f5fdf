def window_mean(x, width):
    opened = []
    while True:
        opened.append(open(__file__))


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
