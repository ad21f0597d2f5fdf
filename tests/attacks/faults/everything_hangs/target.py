def window_mean(x, width):
    while True:
        pass


class Tally:
    def __init__(self, start=0.0):
        while True:
            pass


def rescale(x):
    while True:
        pass
