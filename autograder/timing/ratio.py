"""Two programs' times as one ratio, with its interval, and what a ratio earns.

Times are taken in rounds: in each the submission, the reference and the wire, one after the other,
so that whatever slows the machine slows all three. Medians are compared, since a disturbance only
ever makes a call slower.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

STEPS = 3  # between all and nothing
_RESAMPLES = 1000
_CONFIDENCE = 0.95
_LEAST = 0.25  # of the reference's time is its own work, whatever the wire seems to take
_SEED = 20  # the same samples have the same interval


@dataclass(frozen=True)
class Ratio:
    """The submission's time over the reference's.

    Attributes:
        value: of the medians, each without what the wire takes.
        low: of its interval, 95 % of the resamples.
        high: likewise.
        samples: rounds that it was made from.
    """

    value: float
    low: float
    high: float
    samples: int


def ratio(mine: Sequence[float], theirs: Sequence[float], wire: Sequence[float]) -> Ratio:
    """The ratio of two programs' times, and how sure it is.

    The interval is a bootstrap: rounds are drawn anew, each with its three times, and the ratio
    is computed of each draw.

    Args:
        mine: seconds of the submission's calls, one a round.
        theirs: of the reference's.
        wire: what it takes to carry the same values there and back.

    Raises:
        ValueError: there is no round, or one has not all three.
    """
    times = np.array([mine, theirs, wire], np.float64)
    if times.ndim != 2 or not times.shape[1]:
        raise ValueError(f"expected three times a round, but the rounds are {times.shape[1:]}")
    rounds = times.shape[1]
    draws = np.random.default_rng(_SEED).integers(rounds, size=(_RESAMPLES, rounds))
    outside = 50 * (1 - _CONFIDENCE)
    low, high = np.percentile(_ratios(times[:, draws]), (outside, 100 - outside))
    return Ratio(float(_ratios(times)), float(low), float(high), rounds)


def _ratios(times: np.ndarray) -> np.ndarray:
    """times: float64 (3, ..., rounds), mine, theirs and the wire's. Returns their ratios, (...)."""
    mine, theirs, wire = np.median(times, axis=-1)
    return np.asarray(np.maximum(mine - wire, 0.0) / np.maximum(theirs - wire, _LEAST * theirs))


def share(ratio: float, full_marks_at: float, zero_at: float) -> float:
    """What a ratio earns, as a share of a size's points: 1, 3/4, 1/2, 1/4 or 0.

    All up to `full_marks_at`, nothing from `zero_at` on. Between them are three steps, as wide as
    each other on a logarithmic scale: to be twice as slow costs the same wherever one stands.
    """
    if ratio <= full_marks_at:
        return 1.0
    if ratio >= zero_at:
        return 0.0
    left = math.log(zero_at / ratio) / math.log(zero_at / full_marks_at)
    return (1 + min(int(STEPS * left), STEPS - 1)) / (STEPS + 1)


def settled(ratio: Ratio, full_marks_at: float, zero_at: float) -> bool:
    """Whether all of the interval earns the same."""
    ends = (share(end, full_marks_at, zero_at) for end in (ratio.low, ratio.high))
    return len(set(ends)) == 1
