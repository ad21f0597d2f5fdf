import numpy as np


def slow(x, y):
    for _ in range(10):
        found = np.array([np.sqrt(((row - y) ** 2).sum(axis=1)).min() for row in x])
    return found


KEPT = []


def nearest(x, y):
    KEPT.append((x, y))
    for a, b in KEPT[-40:]:
        a.sum() + b.sum()
    return slow(x, y)
