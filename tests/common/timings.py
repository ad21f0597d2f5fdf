"""A case whose times are written down beforehand, and a document that a bench might write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.timing.bench import Setting
from autograder.timing.cases import Case, Work
from autograder.timing.records import Bench, ExerciseTiming, Growth, LeftOut, Row, Timed
from autograder.timing.rounds import Stop


@dataclass
class ScriptedClock:
    """Does not wait: what a thunk returns goes with the seconds that stand in `costs`.

    Attributes:
        costs: the thunk's own name -> seconds of one call, from its position in the sequence.
        heard: names of the thunks, in the order of their calls.
    """

    costs: dict[str, Callable[[int], float]]
    batch_seconds: float = 0.002
    heard: list[str] = field(default_factory=list)
    calls: list[int] = field(default_factory=list)
    _count: Counter[str] = field(default_factory=Counter)

    def measure(self, thunk: Any, calls: int) -> tuple[float, Any]:
        name, result = thunk()
        self.heard.append(name)
        self.calls.append(calls)
        self._count[name] += 1
        return self.costs[name](self._count[name]), result


def doubled(x: np.ndarray) -> tuple[str, np.ndarray]:
    """The reference of `make_case`."""
    return "reference", 2 * x


def make_case(**changes: Any) -> Case:
    """A case of doubling n numbers; its peer adds."""
    settings: dict[str, Any] = {
        "exercise": "doubled",
        "sizes": {f"{n}": {"n": n} for n in (10, 100, 1000)},
        "inputs": lambda rng, device, n: (rng.random(n),),
        "work": lambda n: Work(operations=n, bytes=16 * n),
        "peers": {"adding": lambda x: lambda: ("adding", x + x)},
        "agree": lambda arguments, own, other, tolerance: (
            "" if np.array_equal(own, other) else "differs"
        ),
    }
    return Case(**(settings | changes))


def make_setting(clock: ScriptedClock, **changes: Any) -> Setting:
    """A machine of 1 Gflop/s and 1 GB/s, whose clock is scripted."""
    settings: dict[str, Any] = {
        "device": "cpu",
        "clock": clock,
        "peaks": {"float32": 1e9},
        "bandwidth": 1e9,
        "stop": Stop(seconds=60),
    }
    return Setting(**(settings | changes))


def timed(name: str, median: float, ratio: float | None = None) -> Timed:
    return Timed(
        name=name,
        median=median,
        low=0.9 * median,
        high=1.2 * median,
        repeats=12,
        calls=3,
        error=0.08,
        ratio=ratio,
        ratio_low=ratio,
        ratio_high=ratio,
    )


def make_document() -> Bench:
    """Two exercises on a CPU: one with two sizes and a size left out, one without a peer."""
    rows = tuple(
        Row(
            size=f"{n:,}",
            operations=13.0 * n,
            bytes=20.0 * n,
            floor=n * 1e-9,
            bound="bytes",
            share=0.1,
            reference=timed("reference", n * 1e-8),
            peers=(timed("torchvision nms", n * 2e-8, ratio=0.5),),
        )
        for n in (100, 1000)
    )
    nms = ExerciseTiming(
        assignment="a01_small",
        exercise="nms",
        dtype="float32",
        rows=rows,
        left_out=(LeftOut(name="10,000", reason="would take about 9 s; 5 s are allowed"),),
        absent=(LeftOut(name="other", reason="cannot be imported: No module named 'other'"),),
        growth=(Growth(name="reference", exponent=1.02),),
    )
    alone = ExerciseTiming(
        assignment="a02_other",
        exercise="mirror",
        dtype="float64",
        devices=("cpu",),
        rows=(
            Row(
                size="8 x 8",
                operations=64.0,
                bytes=1024.0,
                floor=1e-8,
                bound="bytes",
                share=0.02,
                reference=timed("reference", 5e-7),
            ),
        ),
    )
    return Bench(
        device="cpu",
        name="A processor",
        threads=2,
        date="2026-05-04",
        versions={"python": "3.12.1", "numpy": "2.4.0"},
        seconds=5.0,
        peaks={"float32": 1.5e11, "float64": 7e10},
        bandwidth=2.5e10,
        exercises=(nms, alone),
    )
