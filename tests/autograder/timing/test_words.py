"""Figures for reading."""

from __future__ import annotations

import pytest

from autograder.timing.words import digits, gigabytes, percent, speed, times, traffic, unit


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (3.12e-5, "31.2 µs"),
        (0.001, "1.00 ms"),
        (0.0009999, "1.00 ms"),
        (0.00099, "990 µs"),
        (12.0, "12.0 s"),
        (1234.0, "1,234 s"),
        (2e-10, "0.200 ns"),
    ],
)
def test_times_have_three_digits_and_a_unit(seconds, text):
    assert unit(seconds) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0.0 %"), (0.0001, "<0.1 %"), (0.0123, "1.2 %"), (0.1, "10 %"), (1.7, "170 %")],
)
def test_what_is_next_to_nothing_is_said_to_be(share, text):
    assert percent(share) == text


@pytest.mark.parametrize(
    ("ratio", "text"), [(0.003, "0.0030x"), (0.91, "0.91x"), (3.14, "3.1x"), (446.0, "446x")]
)
def test_ratios_have_two_digits(ratio, text):
    assert times(ratio) == text


def test_rates_and_amounts_have_units():
    assert speed(6.31e10) == "63.1 Gflop/s"
    assert speed(5.1e13) == "51.0 Tflop/s"
    assert traffic(2.8e10) == "28.0 GB/s"
    assert traffic(4.2e12) == "4.20 TB/s"
    assert gigabytes(6e11) == "600 GB"


def test_no_exponent_is_ever_shown():
    assert not any("e" in digits(10.0**power) for power in range(-9, 13))
