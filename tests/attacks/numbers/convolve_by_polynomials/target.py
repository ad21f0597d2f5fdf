import numpy as np


def window_mean(x, width):
    product = np.polynomial.polynomial.polymul(x, np.ones(width) / width)
    return product[width - 1 : len(x)]
