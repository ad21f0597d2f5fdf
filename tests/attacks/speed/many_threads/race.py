from concurrent.futures import ThreadPoolExecutor

import numpy as np


def slow(x, y):
    for _ in range(10):
        found = np.array([np.sqrt(((row - y) ** 2).sum(axis=1)).min() for row in x])
    return found


POOL = ThreadPoolExecutor(8)


def part(rows, y):
    return slow(rows, y)


def nearest(x, y):
    return np.concatenate(list(POOL.map(part, np.array_split(x, 8), [y] * 8)))
