"""The machine under the clock: its name, its versions, and how fast it is at best."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder import memory
from autograder.timing.clocks import Clock

_PACKAGES = ("numpy", "torch", "torchvision", "pycocotools", "faster-coco-eval")
_TRIES = 8  # of which the best counts: a bound is wanted, not what is usual
MEMORY_SHARE = 0.5  # of the free memory: others want some, too


def peak(clock: Clock, device: str, dtype: str, side: int) -> float:
    """Operations per second of the best matrix product, of all libraries that are compared.

    Args:
        clock: of the device.
        device: "cpu" or "cuda".
        dtype: "float64" or "float32".
        side: of the square matrices.
    """
    import torch

    a, b = (torch.rand(side, side, dtype=getattr(torch, dtype), device=device) for _ in range(2))
    products = [lambda: a @ b]
    if device == "cpu":
        m, n = a.numpy(), b.numpy()
        products.append(lambda: m @ n)
    return 2 * side**3 / min(_best(clock, product) for product in products)


def bandwidth(clock: Clock, device: str, size: int) -> float:
    """Bytes per second that a copy of `size` bytes reads and writes at best."""
    import torch

    source = torch.ones(size, dtype=torch.int8, device=device)
    target = torch.empty_like(source)
    return 2 * size / _best(clock, lambda: target.copy_(source))


def _best(clock: Clock, thunk: Any) -> float:
    clock.measure(thunk, 2)  # wakes what sleeps: threads, libraries, clocks
    return min(clock.measure(thunk, 1)[0] for _ in range(_TRIES))


def free_memory(device: str) -> float:
    """Bytes that a case may use; infinite where nobody knows."""
    if device == "cuda":
        import torch

        torch.cuda.empty_cache()  # what torch keeps for later is free, too
        free: float | None = torch.cuda.mem_get_info()[0]
    else:
        free = memory.available()
    return float("inf") if free is None else MEMORY_SHARE * free


def name(device: str) -> str:
    """What the device calls itself."""
    if device == "cuda":
        import torch

        return str(torch.cuda.get_device_name(0))
    path = Path("/proc/cpuinfo")
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.processor() or platform.machine()


def driver(device: str) -> str | None:
    """Version of the GPU's driver, where it says one."""
    if device == "cpu":
        return None
    command = ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.split("\n")[0].strip() or None


def versions(device: str) -> dict[str, str]:
    """Of Python, the libraries that are compared, and on a GPU CUDA."""
    found = {"python": platform.python_version()} | _installed(_PACKAGES)
    if device == "cuda":
        import torch

        found["cuda"] = str(torch.version.cuda)
        cudnn: Any = torch.backends.cudnn
        found["cudnn"] = str(cudnn.version())
    return found


def _installed(names: Iterable[str]) -> dict[str, str]:
    found = {}
    for each in names:
        try:
            found[each] = importlib.metadata.version(each)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
