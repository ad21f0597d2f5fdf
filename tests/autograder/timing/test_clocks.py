"""Both clocks measure what they say; the GPU's is tried with something that stands for a GPU."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field

import pytest
import torch
from timings import make_case, make_setting

from autograder.timing import machine
from autograder.timing.agreement import values_agree
from autograder.timing.bench import time_exercise
from autograder.timing.clocks import CpuClock, CudaClock, clock_of


def test_processor_clock_gives_one_calls_share_and_the_last_result():
    results = iter(range(4))

    def thunk():
        time.sleep(0.01)
        return next(results)

    seconds, result = CpuClock().measure(thunk, 4)
    assert result == 3
    assert seconds >= 0.01  # a sleep is never shorter; how much longer is the machine's affair


def test_garbage_waits_while_the_clock_runs_and_is_collected_afterwards():
    assert gc.isenabled()
    assert CpuClock().measure(gc.isenabled, 2)[1] is False
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        CpuClock().measure(lambda: 1 / 0, 1)
    assert gc.isenabled()


@dataclass
class Gpu:
    """A GPU that works off its stream when somebody waits for it, one order a millisecond.

    Attributes:
        stream: what was ordered and is not done.
        log: what was done, with its time in milliseconds.
    """

    stream: list = field(default_factory=list)
    log: list = field(default_factory=list)
    now: float = 0.0

    def order(self, what, milliseconds):
        self.stream.append((what, milliseconds))

    def synchronize(self):
        for what, milliseconds in self.stream:
            self.now += milliseconds
            self.log.append((what, self.now))
        self.stream = []

    def Event(self, enable_timing):
        assert enable_timing
        return Event(self)


@dataclass(eq=False)
class Event:
    gpu: Gpu

    def record(self):
        self.gpu.order(self, 0.0)

    def at(self):
        assert not self.gpu.stream, "read before the GPU was waited for"
        return next(moment for what, moment in self.gpu.log if what is self)

    def elapsed_time(self, other):
        return other.at() - self.at()


@dataclass
class Scratch:
    gpu: Gpu

    def zero_(self):
        self.gpu.order("flush", 7.0)


def test_gpu_clock_counts_the_streams_own_time_and_no_flush():
    gpu = Gpu()
    costs = iter([1.0, 2.0, 6.0])

    def thunk():
        gpu.order("kernel", next(costs))
        return "result"

    seconds, result = CudaClock(gpu, Scratch(gpu)).measure(thunk, 3)
    assert (seconds, result) == (pytest.approx(3e-3), "result")


def test_cache_is_flushed_before_each_call_and_nobody_waits_in_between():
    gpu = Gpu()
    CudaClock(gpu, Scratch(gpu)).measure(lambda: gpu.order("kernel", 1.0), 3)
    done = [what for what, _ in gpu.log if isinstance(what, str)]
    assert done == ["flush", "kernel"] * 3


def test_what_was_ordered_before_is_not_counted():
    gpu = Gpu()
    gpu.order("earlier work", 500.0)
    seconds, _ = CudaClock(gpu, Scratch(gpu)).measure(lambda: gpu.order("kernel", 1.0), 1)
    assert seconds == pytest.approx(1e-3)


def test_a_whole_exercise_is_timed_by_the_gpus_own_time(monkeypatch):
    """Kernels of 2 ms and 1 ms, whatever the processor does in between."""
    monkeypatch.setattr(machine, "free_memory", lambda device: 1e12)
    gpu = Gpu()

    def ordering(milliseconds):
        return lambda x: lambda: gpu.order("kernel", milliseconds) or x

    case = make_case(
        subject=lambda function, x: function(x), peers={"peer": ordering(1.0)}, agree=values_agree
    )
    setting = make_setting(CudaClock(gpu, Scratch(gpu)), device="cuda")
    found = time_exercise("a", case, ordering(2.0), setting)
    assert len(found.rows) == 3 and not found.wrong
    for row in found.rows:
        assert row.reference.median == pytest.approx(2e-3)
        assert (row.reference.calls, row.peers[0].calls) == (3, 5)  # of 5 ms
        assert row.peers[0].ratio == pytest.approx(2)
    assert {g.name: g.exponent for g in found.growth} == pytest.approx({"reference": 0, "peer": 0})


def test_the_processor_is_timed_by_the_processors_clock():
    assert isinstance(clock_of("cpu"), CpuClock)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU that torch can use")
def test_a_real_gpus_clock_counts_what_the_gpu_does():
    clock = clock_of("cuda")
    x = torch.rand(4096, 4096, device="cuda")
    clock.measure(lambda: x @ x, 3)
    small = clock.measure(lambda: x[:64] @ x, 5)[0]
    large = clock.measure(lambda: x @ x, 5)[0]
    assert 0 < small < large  # 64 times the work
