"""Rounds: in each, fresh inputs, the reference and every peer once, and their results compared.

What disturbs the machine for a while disturbs all of a round, so that ratios are taken within
rounds. The order turns from round to round.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.timing.cases import Case, Thunk
from autograder.timing.clocks import Clock
from autograder.timing.statistics import is_enough, spread

REFERENCE = "reference"
_WARM_ROUNDS = 8  # at most
_WARM_SHARE = 0.2  # of the time that is allowed, at most
_STEADY = 0.05  # two warm-up rounds that differ by less are warm
_MOST_CALLS = 10_000


class WrongResult(Exception):
    """A peer's result is not the reference's."""


@dataclass(frozen=True)
class Stop:
    """When to stop.

    Attributes:
        seconds: for one case at one size, warm-up and preparing included.
        error: relative standard error of the medians that is good enough.
    """

    seconds: float
    error: float = 0.01


@dataclass
class Rounds:
    """One case at one size.

    Attributes:
        times: function -> seconds of a call, a repeat each.
        calls: function -> calls in one repeat.
        absent: peer -> why it cannot be imported.
        overhead: seconds that a round takes beside what is timed.
    """

    case: Case
    function: Callable[..., Any]
    size: Mapping[str, Any]
    device: str
    clock: Clock
    rng: np.random.Generator
    times: dict[str, list[float]] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    overhead: float = 0.0
    _turn: int = 0

    def run(self, stop: Stop) -> None:
        """Warm up, then repeat until it is enough.

        Raises:
            WrongResult: a peer does not agree.
        """
        self._thunks(self._arguments())  # imports what peers need, at nobody's cost
        start = time.monotonic()
        before: dict[str, float] = {}
        for _ in range(_WARM_ROUNDS):
            now = self._round()
            self._choose_calls(now)
            steady = before and all(
                abs(now[n] - before[n]) <= _STEADY * before[n] for n in before.keys() & now.keys()
            )
            before = now
            if steady or time.monotonic() - start > _WARM_SHARE * stop.seconds:
                break
        self.times = {name: [] for name in before}
        while True:
            for name, seconds in self._round().items():
                self.times[name].append(seconds)
            late = time.monotonic() - start > stop.seconds
            if is_enough(list(self.times.values()), stop.error, late):
                return

    def ratios(self, peer: str) -> list[float]:
        """The reference's time divided by a peer's, round by round."""
        return [a / b for a, b in zip(self.times[REFERENCE], self.times[peer], strict=True)]

    def seconds(self) -> float:
        """What one round takes with one call of each, as far as it is timed, if little disturbs."""
        return sum(spread(each).low for each in self.times.values())

    def _choose_calls(self, seconds: Mapping[str, float]) -> None:
        """Few enough calls for the round to be short, enough for the clock to be exact."""
        for name, each in seconds.items():
            wanted = math.ceil(self.clock.batch_seconds / max(each, 1e-9))
            self.calls[name] = min(max(wanted, 1), _MOST_CALLS)

    def _round(self) -> dict[str, float]:
        """Function -> seconds of one call."""
        began = time.monotonic()
        arguments = self._arguments()
        thunks = self._thunks(arguments)
        order = sorted(thunks)
        turn = self._turn % len(order)
        self._turn += 1
        seconds, results = {}, {}
        for name in order[turn:] + order[:turn]:
            calls = self.calls.get(name, 1)
            seconds[name], results[name] = self.clock.measure(thunks[name], calls)
        own = results.pop(REFERENCE)
        for name, result in results.items():
            if text := self.case.agree(arguments, own, result, self.case.tolerance):
                raise WrongResult(f"{name} {text}")
        timed = sum(each * self.calls.get(name, 1) for name, each in seconds.items())
        self.overhead = max(0.0, time.monotonic() - began - timed)
        return seconds

    def _arguments(self) -> tuple[Any, ...]:
        return self.case.inputs(self.rng, self.device, **self.size)

    def _thunks(self, arguments: tuple[Any, ...]) -> dict[str, Thunk]:
        thunks = {REFERENCE: self.case.subject(self.function, *arguments)}
        for name, prepare in self.case.peers.items():
            if name in self.absent:
                continue
            try:
                thunks[name] = prepare(*arguments)
            except ImportError as error:
                self.absent[name] = f"cannot be imported: {error}"
        return thunks
