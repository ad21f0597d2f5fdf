exercise = "Accumulator"
belief = "begins with zero, whatever it is told"
hint = "The first total is `start`."
must_fail = ("start_counts",)


class Accumulator:
    def __init__(self, start=0.0):
        self.total = 0.0

    def add(self, values):
        self.total = self.total + values
        return self.total.copy()
