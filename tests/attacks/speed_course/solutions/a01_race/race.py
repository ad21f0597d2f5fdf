"""What attacks on speed marks attack."""

from __future__ import annotations

import numpy as np


def nearest(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Distance of each point to the nearest of others.

    x: float64 (points, dimensions); y: (others, dimensions). Returns float64 (points,).
    """
    # Your turn: a product of matrices holds all the distances.
    squares = (x * x).sum(axis=1)[:, None] + (y * y).sum(axis=1) - 2 * (x @ y.T)
    return np.sqrt(np.maximum(squares.min(axis=1), 0))
