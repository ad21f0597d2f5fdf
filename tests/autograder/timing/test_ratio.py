"""Ratios and what they earn. Times are drawn, so that the truth is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.timing.ratio import Ratio, ratio, settled, share

SEEDS = range(40)


def rounds(seed: int, slowness: float, count: int = 25, noise: float = 0.1) -> list[np.ndarray]:
    """Times of a submission, the reference and the wire: 10 ms of work and 2 ms on the wire.

    Disturbances are one-sided, as on a real machine, and now and then large.
    """
    rng = np.random.default_rng(seed)

    def times(work: float) -> np.ndarray:
        late = rng.exponential(noise, count) + 5 * (rng.random(count) < 0.05)
        return (work + 0.002) * (1 + late)

    return [times(0.01 * slowness), times(0.01), times(0.0)]


@pytest.mark.parametrize("slowness", [0.5, 1.0, 2.0, 30.0])
def test_the_ratio_is_of_the_work_without_the_wire(slowness: float) -> None:
    found = [ratio(*rounds(seed, slowness)).value for seed in SEEDS]
    # medians of 25 exponentials of 10 % wander by 3 %; over 40 seeds their mean by less than 2 %
    assert np.mean(found) == pytest.approx(slowness, rel=0.05)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    found = [ratio(*rounds(seed, 2.0)) for seed in range(200)]
    held = np.mean([r.low <= 2.0 <= r.high for r in found])
    # 95 % is promised; a bootstrap of 25 medians keeps a little less, and 200 trials wander by 2 %
    assert held >= 0.88


def test_more_rounds_make_it_narrower() -> None:
    def width(count: int) -> float:
        found = [ratio(*rounds(seed, 2.0, count)) for seed in SEEDS]
        return float(np.mean([r.high - r.low for r in found]))

    assert width(64) < 0.7 * width(16)  # a half is expected: widths go with the root


def test_the_same_times_have_the_same_interval() -> None:
    assert ratio(*rounds(1, 2.0)) == ratio(*rounds(1, 2.0))


def test_one_call_that_was_disturbed_changes_little() -> None:
    mine, theirs, wire = rounds(3, 1.0, noise=0.01)
    before = ratio(mine, theirs, wire).value
    mine[0] = theirs[5] = 100.0
    # each median moves by at most one place, among times that differ by 1 %
    assert ratio(mine, theirs, wire).value == pytest.approx(before, rel=0.02)


def test_what_is_faster_than_the_wire_has_a_ratio_of_nothing() -> None:
    found = ratio([0.001] * 5, [0.01] * 5, [0.002] * 5)
    assert (found.value, found.low, found.samples) == (0.0, 0.0, 5)


def test_a_wire_as_slow_as_the_reference_does_not_divide_by_nothing() -> None:
    found = ratio([0.03] * 5, [0.01] * 5, [0.01] * 5)
    assert found.value == pytest.approx(0.02 / 0.0025)


@pytest.mark.parametrize("times", [([], [], []), ([1.0], [1.0, 2.0], [1.0])])
def test_rounds_without_all_three_times_are_refused(times: tuple[list[float], ...]) -> None:
    with pytest.raises(ValueError):
        ratio(*times)


@pytest.mark.parametrize(
    ("at", "earned"),
    [
        *[(0.0, 1), (1.0, 1), (2.0, 1), (2.01, 0.75), (3.9, 0.75), (4.1, 0.5), (7.9, 0.5)],
        *[(8.1, 0.25), (15.99, 0.25), (16.0, 0), (1e9, 0), (math.inf, 0)],
    ],
)
def test_between_all_and_nothing_are_three_steps_of_the_same_factor(
    at: float, earned: float
) -> None:
    assert share(at, full_marks_at=2.0, zero_at=16.0) == earned


def test_slower_never_earns_more() -> None:
    shares = [share(at, 1.7, 23.0) for at in np.geomspace(0.1, 100, 500)]
    assert shares == sorted(shares, reverse=True)
    assert set(shares) == {1.0, 0.75, 0.5, 0.25, 0.0}


@pytest.mark.parametrize(
    ("low", "high", "clear"),
    [(1, 1.9, True), (1.9, 2.1, False), (2.1, 3.9, True), (3, 5, False), (20, 400, True)],
)
def test_a_mark_is_clear_where_all_of_the_interval_earns_it(
    low: float, high: float, clear: bool
) -> None:
    assert settled(Ratio(low, low, high, 9), full_marks_at=2.0, zero_at=16.0) is clear
