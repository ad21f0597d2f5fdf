class Stuck(Exception):
    def __str__(self):
        while True:
            pass


def window_mean(x, width):
    raise Stuck


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
