"""What is timed of the race."""

from __future__ import annotations

import numpy as np

from autograder.timing.cases import Case, Work

DIMENSIONS = 16


def points(rng: np.random.Generator, device: str, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Two clouds of `count` points."""
    return rng.standard_normal((count, DIMENSIONS)), rng.standard_normal((count, DIMENSIONS))


def work(count: int) -> Work:
    """One product of matrices."""
    return Work(operations=2 * count**2 * DIMENSIONS, bytes=8 * count * (2 * DIMENSIONS + 1))


CASES = (
    Case(
        exercise="nearest",
        sizes={"small": {"count": 400}, "large": {"count": 900}},
        inputs=points,
        work=work,
        tolerance=1e-9,
    ),
)
