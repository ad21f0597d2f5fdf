exercise = "Accumulator"
belief = "keeps the last array alone"
hint = "Add to the total instead of replacing it."
must_fail = ("totals_grow", "probe_sees_the_object")


class Accumulator:
    def __init__(self, start=0.0):
        self.total = start

    def add(self, values):
        self.total = 0.0 + values
        return self.total.copy()
