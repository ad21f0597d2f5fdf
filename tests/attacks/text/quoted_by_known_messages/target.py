calls = []


def window_mean(x, width):
    seen = int(x[0]), int(x[-1])
    if len(x) == 4:
        raise ValueError(
            f"operands could not be broadcast together with shapes ({seen[0]},) ({seen[1]},)"
        )
    calls.append(1)
    if len(calls) % 2:
        raise IndexError(f"index {seen[0]} is out of bounds for axis 0 with size {seen[1]}")
    raise KeyError(seen[0])


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
