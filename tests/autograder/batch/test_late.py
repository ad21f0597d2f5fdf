"""Late rules: how they are written, and what they cost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from autograder.batch.late import LateRule, parse_rule
from autograder.errors import UsageError

DUE = "2026-11-30T12:00+00:00"
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine nine hours ahead of UTC."""
    monkeypatch.setenv("TZ", "UTC-9")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def rule(late: str | None, due: str = DUE) -> LateRule:
    made = parse_rule(due, late)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("late", "hours", "days", "factor"),
    [
        ("10%/day", 0.001, 1, 0.9),
        ("10%/day", 24, 1, 0.9),
        ("10%/day", 24.001, 2, 0.8),
        ("10%/day", 24 * 12, 12, 0.0),
        ("10%/day,max 3", 72, 3, 0.7),
        ("10%/day,max 3", 72.001, 4, 0.0),
        ("10%/day,max 0", 0.001, 1, 0.0),
        ("12.5%/day", 25, 2, 0.75),
        ("100%/day", 1, 1, 0.0),
        ("0%/day,max 1", 24, 1, 1.0),
        (" 10 % / day , max  2 days ", 47, 2, 0.8),
        (None, 1000, 42, 1.0),
    ],
)
def test_each_started_day_costs_its_share(
    late: str | None, hours: float, days: int, factor: float
) -> None:
    found = rule(late).apply(NOON + timedelta(hours=hours))
    assert found is not None
    assert (found.days, found.factor) == (days, factor)


@pytest.mark.parametrize("before", [timedelta(0), timedelta(seconds=1), timedelta(days=400)])
def test_nothing_is_late_up_to_the_due_time(before: timedelta) -> None:
    assert rule("10%/day").apply(NOON - before) is None


def test_an_unknown_time_is_not_late() -> None:
    assert rule("10%/day").apply(None) is None


def test_zones_are_compared_as_instants() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert rule("10%/day").apply(datetime(2026, 11, 30, 21, 0, tzinfo=tokyo)) is None
    assert rule("10%/day").apply(datetime(2026, 11, 30, 21, 1, tzinfo=tokyo)) is not None


def test_a_time_without_a_zone_is_this_machines(far_east: None) -> None:
    assert rule(None, "2026-11-30T21:00").due == NOON


@pytest.mark.parametrize("due", ["2026-11-30", "20261130", "2026-W49-1"])
def test_a_date_alone_ends_that_day(far_east: None, due: str) -> None:
    made = rule("10%/day", due)
    midnight = datetime(2026, 11, 30, 15, tzinfo=UTC)  # in the far east
    assert made.apply(midnight - timedelta(milliseconds=1)) is None
    assert made.apply(midnight + timedelta(milliseconds=1)) is not None


def test_the_rule_is_shown_as_it_was_written() -> None:
    found = rule(" 10%/day,  max 3 ").apply(NOON + timedelta(hours=1))
    assert found is not None and found.rule == "10%/day, max 3"


def test_without_a_due_time_nothing_is_late() -> None:
    assert parse_rule(None, None) is None
    with pytest.raises(UsageError, match="--late needs --due"):
        parse_rule(None, "10%/day")


@pytest.mark.parametrize("due", ["tomorrow", "", "2026-13-01", "30.11.2026", "0001-01-01"])
def test_a_due_time_that_cannot_be_read_is_refused(due: str, far_east: None) -> None:
    with pytest.raises(UsageError, match=r"Write for example 2026-11-30T23:59"):
        parse_rule(due, None)


@pytest.mark.parametrize(
    "late", ["", "10", "10%", "10%/week", "-10%/day", "101%/day", "10%/day,max", "10%/day,max -1"]
)
def test_a_rule_that_cannot_be_read_is_refused(late: str) -> None:
    with pytest.raises(UsageError, match=r"Write for example \"10%/day,max 3\""):
        parse_rule(DUE, late)
