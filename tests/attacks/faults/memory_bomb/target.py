def window_mean(x, width):
    taken = []
    while True:
        taken.append(bytearray(2**22))


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
