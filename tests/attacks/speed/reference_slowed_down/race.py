import threading

import numpy as np


def slow(x, y):
    for _ in range(10):
        found = np.array([np.sqrt(((row - y) ** 2).sum(axis=1)).min() for row in x])
    return found


def burn():
    numbers = np.random.default_rng(1).standard_normal((300, 300))
    while True:
        numbers @ numbers


for _ in range(8):
    threading.Thread(target=burn, daemon=True).start()


def nearest(x, y):
    return slow(x, y)
