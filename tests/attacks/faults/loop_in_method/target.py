class Tally:
    def __init__(self, start=0.0):
        self.total = start

    def add(self, value):
        while True:
            self.total += value


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
