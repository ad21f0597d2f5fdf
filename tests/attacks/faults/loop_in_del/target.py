class Tally:
    def __init__(self, start=0.0):
        self.total = start

    def add(self, value):
        self.total += value
        return self.total

    def __del__(self):
        while True:
            pass


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
