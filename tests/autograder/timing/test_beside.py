"""What stands beside a module that is timed; a GPU is played by a stand-in that keeps a log."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest

from autograder.timing import beside, devices


class Tensor:
    """Knows whether it is on the GPU."""

    def __init__(self, log: list[str], there: bool = False) -> None:
        self.log, self.there = log, there

    def cuda(self) -> Tensor:
        self.log.append("copy")
        return Tensor(self.log, True)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    torch = SimpleNamespace(
        Tensor=Tensor, cuda=SimpleNamespace(synchronize=lambda: made.append("wait"))
    )
    monkeypatch.setitem(sys.modules, "torch", torch)  # type: ignore[arg-type]
    module = ModuleType("work")

    def work(x: Tensor, factor: int) -> Tensor:
        assert x.there and factor == 3
        made.append("work")
        return x

    module.work = work  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "work", module)
    return made


def test_a_call_on_the_gpu_is_waited_for_before_and_after(log: list[str]) -> None:
    result = beside.timed_cuda("work", "work", Tensor(log), 3)
    assert result.there
    assert log == ["copy", "wait", "work", "wait"]


def test_carrying_to_the_gpu_and_back_does_the_same_without_the_work(log: list[str]) -> None:
    beside.keep_cuda(Tensor(log))
    log.clear()
    assert beside.kept_cuda("work", "work", Tensor(log), 3).there
    assert log == ["copy", "wait"]


def test_what_is_kept_is_given_whatever_comes() -> None:
    beside.keep([1, 2])
    assert beside.kept("work", "work", 5, 6) == [1, 2]


def test_a_machine_says_why_it_cannot_time_on_a_device() -> None:
    assert devices.missing("cpu") is None
    reason = devices.missing("cuda")
    assert reason is None or reason.endswith(".")
