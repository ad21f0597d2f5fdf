def window_mean(x, width):
    while True:
        print("x" * 1000)


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
