"""Late rules: applied to the total, after the raw score is stored."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from autograder.errors import UsageError
from autograder.results import Lateness

_RULE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%\s*/\s*day\s*(?:,\s*max\s+(\d+)\s*(?:days?)?\s*)?")


@dataclass(frozen=True)
class LateRule:
    """So many per cent off for each started day; nothing is earned after `max_days`."""

    due: datetime
    percent: float = 0.0
    max_days: int | None = None
    text: str = "no deduction"

    def apply(self, submitted: datetime | None) -> Lateness | None:
        """How late, and what it costs; None on time, or where the time is not known."""
        if submitted is None or submitted <= self.due:
            return None
        days = math.ceil((submitted - self.due).total_seconds() / 86400)
        factor = max(0.0, 1.0 - days * self.percent / 100)
        if self.max_days is not None and days > self.max_days:
            factor = 0.0
        return Lateness(days=days, factor=round(factor, 6), rule=self.text)


def parse_rule(due: str | None, late: str | None) -> LateRule | None:
    """From `--due` and `--late`.

    Args:
        due: ISO 8601 date or time; without a zone it is this machine's; a date alone ends that day.
        late: "10%/day" or "10%/day,max 3".

    Raises:
        UsageError: one cannot be read, or `late` stands without `due`.
    """
    if due is None:
        if late is not None:
            raise UsageError("--late needs --due: late from when on?")
        return None
    when = parse_instant(due, "--due")
    if late is None:
        return LateRule(when)
    match = _RULE.fullmatch(late)
    if not match or float(match[1]) > 100:
        raise UsageError(f'--late {late!r} is no rule. Write for example "10%/day,max 3".')
    days = int(match[2]) if match[2] else None
    return LateRule(when, float(match[1]), days, " ".join(late.split()))


def parse_instant(text: str, option: str) -> datetime:
    """A date or time that a user wrote, UTC; a date alone ends that day.

    Args:
        text: ISO 8601; without a zone it is this machine's.
        option: which option it was given to.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        try:
            when = datetime.combine(date.fromisoformat(text), time.max)
        except ValueError:
            when = datetime.fromisoformat(text)
        return when.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{option} {text!r} is no ISO 8601 time. Write for example 2026-11-30T23:59."
        ) from None
