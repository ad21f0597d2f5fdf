"""What a handful of times says: the middle, the spread, when to stop, how the cost grows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from autograder.timing.cases import Work
from autograder.timing.records import Row

LEAST_ROUNDS = 3  # fewer say nothing about the spread
CALM_ROUNDS = 10  # quartiles of fewer are too rough to stop by


@dataclass(frozen=True)
class Spread:
    """Quartiles of repeats.

    Attributes:
        low: a quarter of the repeats is below.
        median: a half is.
        high: three quarters are.
        repeats: how many there are.
    """

    low: float
    median: float
    high: float
    repeats: int

    @property
    def error(self) -> float:
        """Relative standard error of the median.

        From the quartiles, so that a few disturbed repeats do not count: for normal errors the
        standard deviation is (high - low) / 1.35, and the median's error 1.25 of the mean's.
        Source: McGill, Tukey and Larsen 1978, "Variations of box plots", section 7.
        """
        if not self.median:
            return math.inf
        return 1.25 * (self.high - self.low) / (1.35 * math.sqrt(self.repeats)) / self.median


def spread(values: Sequence[float]) -> Spread:
    """The quartiles of at least one value."""
    low, median, high = np.quantile(values, [0.25, 0.5, 0.75]).tolist()
    return Spread(low, median, high, len(values))


def is_enough(samples: Sequence[Sequence[float]], error: float, over_time: bool) -> bool:
    """Whether sampling can stop.

    Args:
        samples: repeats of each function, as many of each.
        error: relative standard error at which all medians are good enough.
        over_time: the cap has passed: the least number of repeats must do.
    """
    rounds = len(samples[0])
    if rounds < LEAST_ROUNDS:
        return False
    if over_time:
        return True
    return rounds >= CALM_ROUNDS and all(spread(each).error <= error for each in samples)


def floor_of(work: Work, peak: float, bandwidth: float) -> tuple[float, str]:
    """The least time that a machine can need, and what bounds it: "operations" or "bytes".

    Args:
        work: what is asked for.
        peak: operations per second.
        bandwidth: bytes per second.

    Returns:
        Seconds, and which of the two takes longer.
    """
    times = {"operations": work.operations / peak, "bytes": work.bytes / bandwidth}
    bound = max(times, key=lambda name: times[name])
    return times[bound], bound


def scale_of(work: Work | Row) -> float:
    """What a cost is said to grow with: operations; where there are none, bytes."""
    return work.operations or work.bytes


def exponent(scales: Sequence[float], times: Sequence[float]) -> float | None:
    """K of the best fit times = c * scales ** k, by least squares of logarithms.

    Returns:
        None where there are not two different scales.
    """
    x, y = np.log(scales), np.log(times)
    x = x - x.mean() if len(x) else x
    square = float(x @ x)
    return float(x @ y) / square if square > 0 else None
