def add_twice(accumulator, values):
    first = accumulator.add(values)
    return first, accumulator.add(values)
