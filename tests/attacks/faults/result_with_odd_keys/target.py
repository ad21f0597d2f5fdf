import math

import numpy as np


class Key(np.ndarray):
    def __hash__(self):
        return 1

    def __eq__(self, other):
        return False


def window_mean(x, width):
    return {math.nan: 1, None: 2, Key((1,)): 3, (x.tobytes(),): 4}


def rescale(x):
    return (x - x.min()) / (x.max() - x.min())
