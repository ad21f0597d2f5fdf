"""Two clocks behind one interface: the processor's, and that of a GPU's own stream."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any, Protocol

Thunk = Callable[[], Any]


class Clock(Protocol):
    """Times calls.

    Attributes:
        batch_seconds: what one repeat should last at least, for the clock to be exact.
    """

    batch_seconds: float

    def measure(self, thunk: Thunk, calls: int) -> tuple[float, Any]:
        """Call `calls` times: (seconds of one call, the last call's result)."""


class CpuClock:
    """Wall-clock time in this process, without pauses of the garbage collector."""

    batch_seconds = 0.002  # 20,000 times the clock's own resolution

    def measure(self, thunk: Thunk, calls: int) -> tuple[float, Any]:
        """Call `calls` times: (seconds of one call, the last call's result)."""
        collected = gc.isenabled()
        gc.disable()
        try:
            start = time.perf_counter_ns()
            for _ in range(calls - 1):
                thunk()
            result = thunk()
            seconds = (time.perf_counter_ns() - start) / 1e9
        finally:
            if collected:
                gc.enable()
        return seconds / calls, result


class CudaClock:
    """Time between events on the GPU's stream: what is computed there, and waiting for its orders.

    Before each call the cache is filled with something else, so that every call reads its inputs
    from the GPU's memory. The orders of a batch are given without waiting for one another.

    Args:
        cuda: torch.cuda, or what stands for it: `Event(enable_timing=True)`, `synchronize()`.
        scratch: a tensor on the GPU, larger than its cache; it is overwritten.
    """

    batch_seconds = 0.005  # events resolve half a microsecond

    def __init__(self, cuda: Any, scratch: Any) -> None:
        self._cuda, self._scratch = cuda, scratch

    def measure(self, thunk: Thunk, calls: int) -> tuple[float, Any]:
        """Call `calls` times: (seconds of one call, the last call's result)."""
        pairs = [
            (self._cuda.Event(enable_timing=True), self._cuda.Event(enable_timing=True))
            for _ in range(calls)
        ]
        result = None
        self._cuda.synchronize()
        for start, end in pairs:
            self._scratch.zero_()
            start.record()
            result = thunk()
            end.record()
        self._cuda.synchronize()
        milliseconds = sum(start.elapsed_time(end) for start, end in pairs)
        return milliseconds / 1e3 / calls, result


def clock_of(device: str) -> Clock:
    """The clock of "cpu" or "cuda"."""
    if device == "cpu":
        return CpuClock()
    import torch

    cache = getattr(torch.cuda.get_device_properties(0), "L2_cache_size", 64 << 20)
    scratch = torch.empty(2 * cache, dtype=torch.int8, device="cuda")
    return CudaClock(torch.cuda, scratch)
