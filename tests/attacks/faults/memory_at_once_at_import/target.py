import numpy as np

TABLE = np.ones(10**10)
