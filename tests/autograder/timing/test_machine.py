"""What is said of the machine: measured at its best, named by itself."""

from __future__ import annotations

import pytest
import torch

from autograder import memory
from autograder.timing import machine


class Falling:
    """A clock on which every call is faster than the one before, down to 1 ms."""

    batch_seconds = 0.001

    def __init__(self):
        self.seconds = 0.012

    def measure(self, thunk, calls):
        thunk()
        self.seconds = max(self.seconds - 0.001, 0.001)
        return self.seconds, None


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_peak_counts_the_best_of_all_libraries_products(dtype):
    # the best call of torch takes 3 ms; the clock gets to 1 ms only in NumPy's turn
    assert machine.peak(Falling(), "cpu", dtype, 16) == pytest.approx(2 * 16**3 / 0.001)


def test_bandwidth_counts_what_is_read_and_what_is_written():
    assert machine.bandwidth(Falling(), "cpu", 1000) == pytest.approx(2 * 1000 / 0.003)


def test_half_of_the_free_memory_may_be_used(monkeypatch):
    monkeypatch.setattr(memory, "available", lambda: 8 * 10**9)
    assert machine.free_memory("cpu") == 4e9
    monkeypatch.setattr(memory, "available", lambda: None)
    assert machine.free_memory("cpu") == float("inf")


def test_available_memory_is_what_the_system_says(monkeypatch, tmp_path):
    says = tmp_path / "meminfo"
    says.write_text("MemTotal:  9000 kB\nMemFree:  10 kB\nMemAvailable:  2000 kB\n")
    monkeypatch.setattr(memory, "_MEMINFO", says)
    assert memory.available() == 2000 * 1024
    monkeypatch.setattr(memory, "_MEMINFO", tmp_path / "elsewhere")
    assert memory.available() is None


def test_gpu_is_asked_for_its_own_memory_and_name(monkeypatch):
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (6 * 10**9, 8 * 10**9))
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda number: f"GPU {number}")
    assert machine.free_memory("cuda") == 3e9
    assert machine.name("cuda") == "GPU 0"


def test_driver_is_what_its_own_tool_says(monkeypatch, tmp_path):
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\necho 570.124.06\necho 570.124.06\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.driver("cuda") == "570.124.06"
    assert machine.driver("cpu") is None
    tool.unlink()
    assert machine.driver("cuda") is None


def test_versions_are_those_of_what_is_compared():
    found = machine.versions("cpu")
    assert {"python", "numpy", "torch", "torchvision"} <= set(found)
    assert "cuda" not in found and "cuda" in machine.versions("cuda")


def test_processor_has_a_name_and_cores():
    assert machine.name("cpu").strip() and machine.cores() >= 1
