"""A number, an image and an object that remembers."""

from __future__ import annotations

import numpy as np


def output_size(size: int, kernel: int, stride: int = 1) -> int:
    """How often a kernel fits along an axis.

    Raises:
        ValueError: the kernel is longer than the axis.
    """
    # Your turn: count the places where the kernel fits.
    raise NotImplementedError("output_size")


def mirror(image: np.ndarray) -> np.ndarray:
    """image: float64 (height, width). Returns a new image with the columns reversed."""
    # Your turn: reverse the order of the columns.
    raise NotImplementedError("mirror")


class Accumulator:
    """Adds up arrays of one shape, beginning with `start` everywhere."""

    def __init__(self, start: float = 0.0) -> None:
        """Begin with `start`."""
        # Your turn: keep the total.
        raise NotImplementedError("Accumulator.__init__")

    def add(self, values: np.ndarray) -> np.ndarray:
        """values: float64, any shape. Returns a copy of the total so far."""
        # Your turn: add to the total.
        raise NotImplementedError("Accumulator.add")
