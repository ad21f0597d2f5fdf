"""One exercise over its sizes: what is timed, what is left out and why, what it amounts to."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.timing import machine
from autograder.timing.cases import Case, Work
from autograder.timing.clocks import Clock
from autograder.timing.records import ExerciseTiming, Growth, LeftOut, Row, Timed
from autograder.timing.rounds import REFERENCE, Rounds, Stop, WrongResult
from autograder.timing.statistics import LEAST_ROUNDS, exponent, floor_of, scale_of, spread
from autograder.timing.words import digits, gigabytes

QUICK_SIZES = 2  # the least that says how a cost grows


@dataclass(frozen=True)
class Setting:
    """What holds for every case of a run.

    Attributes:
        device: "cpu" or "cuda".
        clock: of the device.
        peaks: dtype -> operations per second.
        bandwidth: bytes per second.
        stop: when one case at one size has been timed enough.
        quick: the smallest sizes alone.
        tell: hears which size of which exercise is under the clock.
    """

    device: str
    clock: Clock
    peaks: dict[str, float]
    bandwidth: float
    stop: Stop
    quick: bool = False
    tell: Callable[[str], None] = lambda text: None


@dataclass(frozen=True)
class _Done:
    """A size that was timed: what the next one is predicted from."""

    work: Work
    rounds: Rounds


@dataclass
class _Findings:
    """What has come out so far."""

    done: list[_Done] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, label: str, rounds: Rounds, setting: Setting) -> None:
        """Time one size."""
        name = rounds.case.exercise
        try:
            rounds.run(setting.stop)
        except WrongResult as error:
            self.wrong.append(f"{name} at {label}: {error}.")
        except Exception as error:
            if _is_out_of_memory(error):
                self.left_out.append(LeftOut(name=label, reason="ran out of memory"))
            else:
                self.wrong.append(f"{name} at {label}: {type(error).__name__}: {error}")
        else:
            self.done.append(_Done(rounds.case.work(**rounds.size), rounds))
            self.rows.append(_row(label, self.done[-1], setting))
            self.absent |= rounds.absent


def time_exercise(
    assignment: str, case: Case, function: Callable[..., Any], setting: Setting
) -> ExerciseTiming:
    """Time one exercise of a reference at every size that fits.

    Args:
        assignment: its id.
        case: what is timed.
        function: the reference's function or class.
        setting: the run's.
    """
    can = setting.device in case.devices
    sizes = list(case.benched.items())[: QUICK_SIZES if setting.quick else None] if can else []
    found = _Findings()
    for number, (label, size) in enumerate(sizes):
        setting.tell(f"{case.exercise} {label}")
        if reason := _unfit(case, size, found.done, setting):
            found.left_out.append(LeftOut(name=label, reason=reason))
            continue
        # The same numbers at each run: a bench that finds a wrong result finds it again.
        rng = np.random.default_rng(number)
        rounds = Rounds(case, function, size, setting.device, setting.clock, rng)
        found.add(label, rounds, setting)
    return ExerciseTiming(
        assignment=assignment,
        exercise=case.exercise,
        dtype=case.dtype,
        devices=case.devices,
        rows=tuple(found.rows),
        left_out=tuple(found.left_out),
        absent=tuple(LeftOut(name=name, reason=text) for name, text in found.absent.items()),
        growth=_growth(found.rows),
        wrong=tuple(found.wrong),
    )


def _unfit(case: Case, size: Any, done: list[_Done], setting: Setting) -> str:
    """Why a size is left out, or ""."""
    needs, free = case.needs(size), machine.free_memory(setting.device)
    if needs > free:
        return f"needs about {gigabytes(needs)} of memory; {gigabytes(free)} may be used"
    if setting.quick or not done:  # the smallest sizes are short
        return ""
    work, last = case.work(**size), done[-1]
    grows = exponent([scale_of(d.work) for d in done], [d.rounds.seconds() for d in done])
    # Not less than 1: what a call costs at least hides the growth of small sizes.
    factor = (scale_of(work) / scale_of(last.work)) ** max(grows or 1.0, 1.0)
    preparing = last.rounds.overhead * work.bytes / last.work.bytes
    seconds = (1 + LEAST_ROUNDS) * (last.rounds.seconds() * factor + preparing)
    if seconds <= setting.stop.seconds:
        return ""
    return f"would take about {digits(seconds, 2)} s; {setting.stop.seconds:g} s are allowed"


def _is_out_of_memory(error: Exception) -> bool:
    return isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError"


def _row(label: str, done: _Done, setting: Setting) -> Row:
    floor, bound = floor_of(done.work, setting.peaks[done.rounds.case.dtype], setting.bandwidth)
    reference, times = _timed(done.rounds, REFERENCE), done.rounds.times
    return Row(
        size=label,
        operations=done.work.operations,
        bytes=done.work.bytes,
        floor=floor,
        bound=bound,
        share=floor / reference.median if reference.median else math.nan,
        reference=reference,
        peers=tuple(_timed(done.rounds, name) for name in done.rounds.case.peers if name in times),
    )


def _timed(rounds: Rounds, name: str) -> Timed:
    times = spread(rounds.times[name])
    ratios = spread(rounds.ratios(name))
    is_peer = name != REFERENCE
    return Timed(
        name=name,
        median=times.median,
        low=times.low,
        high=times.high,
        repeats=times.repeats,
        calls=rounds.calls[name],
        error=times.error,
        ratio=ratios.median if is_peer else None,
        ratio_low=ratios.low if is_peer else None,
        ratio_high=ratios.high if is_peer else None,
    )


def _growth(rows: list[Row]) -> tuple[Growth, ...]:
    """How the time of each function grows, the reference's first; nothing for a single size."""
    points: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        for each in (row.reference, *row.peers):
            points.setdefault(each.name, []).append((scale_of(row), each.median))
    found = {name: exponent(*zip(*own, strict=True)) for name, own in points.items()}
    return tuple(Growth(name=name, exponent=k) for name, k in found.items() if k is not None)
