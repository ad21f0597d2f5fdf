class Tally:
    def __init__(self, start=0.0):
        self.total = start

    @property
    def add(self):
        while True:
            pass


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
