"""Loops, NumPy integers, an array that is not contiguous."""

import numpy as np


def output_size(size, kernel, stride=1):
    if kernel > size:
        raise ValueError
    return np.int32(len(range(0, size - kernel + 1, stride)))


def mirror(image):
    result = np.empty(image.shape[::-1]).T
    for row, values in enumerate(image):
        for column, value in enumerate(values):
            result[row, -1 - column] = value
    return result
