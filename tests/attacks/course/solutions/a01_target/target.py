"""What the attacks attack."""

from __future__ import annotations

import numpy as np
import torch


def window_mean(x: np.ndarray, width: int) -> np.ndarray:
    """x: float64 (length,). Returns the mean of each `width` neighbours, (length - width + 1,)."""
    # Your turn: sums of neighbours, divided.
    # CANARY-reference
    sums = np.cumsum(np.concatenate([[0.0], x]))
    return (sums[width:] - sums[:-width]) / width


class Tally:
    """Adds up numbers."""

    def __init__(self, start: float = 0.0) -> None:
        """Begin with `start`."""
        # Your turn: keep the total.
        self.total = start

    def add(self, value: float) -> float:
        """Returns the total so far."""
        # Your turn: add.
        self.total = self.total + value
        return self.total


def rescale(x: torch.Tensor) -> torch.Tensor:
    """x: float64, any shape. Returns it moved and divided so that it reaches from 0 to 1."""
    # Your turn: smallest and largest value.
    return (x - x.min()) / (x.max() - x.min())
