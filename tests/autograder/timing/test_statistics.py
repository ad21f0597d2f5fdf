"""The middle, the spread, when to stop, the floor, how the cost grows."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.timing.cases import Work
from autograder.timing.statistics import exponent, floor_of, is_enough, scale_of, spread


def test_quartiles_are_those_of_the_repeats():
    found = spread([5.0, 1.0, 4.0, 2.0, 3.0])
    assert (found.low, found.median, found.high, found.repeats) == (2.0, 3.0, 4.0, 5)


def test_standard_error_of_the_median_is_what_sampling_gives():
    """4,000 medians of 50 normal times scatter by what one such sample predicts on average."""
    times = np.random.default_rng(0).normal(1.0, 0.1, (4000, 50))
    predicted = np.mean([spread(row).error for row in times])
    # 5 %: the estimate takes 1.25 and 1.35 for two irrational numbers, and samples are finite
    assert predicted == pytest.approx(np.median(times, axis=1).std(), rel=0.05)


def test_one_disturbed_repeat_does_not_count():
    calm = [1.0 + 0.001 * k for k in range(20)]
    assert spread([*calm, 50.0]).error < 0.01


def test_sampling_stops_where_all_medians_are_known_well_enough():
    exact, rough = [1.0, 1.01] * 10, [1.0, 2.0] * 10
    assert is_enough([exact, exact], 0.01, over_time=False)
    assert not is_enough([exact, rough], 0.01, over_time=False)


def test_few_repeats_never_count_as_exact():
    assert not is_enough([[1.0] * 9], 0.01, over_time=False)
    assert is_enough([[1.0] * 10], 0.01, over_time=False)


def test_cap_stops_what_is_not_exact_but_not_before_three_repeats():
    assert not is_enough([[1.0, 9.0]], 0.01, over_time=True)
    assert is_enough([[1.0, 9.0, 3.0]], 0.01, over_time=True)


def test_floor_is_the_longer_of_arithmetic_and_traffic():
    assert floor_of(Work(4e9, 1e6), peak=2e9, bandwidth=1e9) == (2.0, "operations")
    assert floor_of(Work(4e6, 3e9), peak=2e9, bandwidth=1e9) == (3.0, "bytes")


def test_work_without_arithmetic_grows_with_its_bytes():
    assert scale_of(Work(0, 12)) == 12
    assert scale_of(Work(5, 12)) == 5


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_exponent_of_a_power_law_is_its_power(power):
    scales = [10.0, 50.0, 1000.0]
    assert exponent(scales, [3e-6 * s**power for s in scales]) == pytest.approx(power)


def test_one_size_says_nothing_about_growth():
    assert exponent([10.0], [1.0]) is None
    assert exponent([10.0, 10.0], [1.0, 2.0]) is None
    assert exponent([], []) is None


def test_without_a_median_there_is_no_error_to_stop_by():
    assert spread([0.0, 0.0, 0.0]).error == math.inf
