"""What a grading machine's GPU is good for: its nodes, its driver, and a worker that uses it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from autograder.commands.machine import Finding
from autograder.errors import AutograderError
from autograder.sandbox import devices, messages
from autograder.sandbox.connection import Connection, WorkerLimits
from autograder.sandbox.isolation import Device, Level
from autograder.sandbox.launch import Server, start_zygote
from autograder.sandbox.messages import Request
from autograder.sandbox.wire import Ref

_VERSION = Path("/proc/driver/nvidia/version")
_SECONDS = 120.0  # the first start of CUDA after a boot loads much
_LOAD = "Load the driver's nodes, as root: nvidia-modprobe -u -c 0"
_OPEN = "Let everybody use the nodes: options nvidia NVreg_DeviceFileMode=0666 in /etc/modprobe.d/"
_WITHOUT = (
    "Grade with --isolation landlock where this is a container; else without speed marks on CUDA."
)

# Runs in a walled worker, as a submission does.
_PROBE = """
import torch

def multiply():
    generator = torch.Generator().manual_seed(1)
    a, b = torch.randn(2, 64, 64, generator=generator, dtype=torch.float64)
    there = (a.to("cuda") @ b.to("cuda")).cpu()
    return torch.cuda.get_device_name(0), float((there - a @ b).abs().max())
"""
# float64 sums of 64 products near 1: far below this, whatever their order
_TOLERANCE = 1e-9


def gpus(level: Level, found: Sequence[Device] | None = None) -> list[Finding]:
    """What there is, and whether a worker at `level` can use it; nothing where there is none.

    Args:
        level: the level that submissions are graded at.
        found: the machine's devices; None: looks for them.
    """
    found = devices.find() if found is None else found
    if not found:
        return []
    said: list[Finding] = [(True, f"GPU nodes: {', '.join(_nodes(found))}", "")]
    if (version := _driver()) is not None:
        said.append((True, f"GPU driver: {version}", ""))
    missing = [node for node in _nodes(found) if not os.path.exists(node)]
    if missing:
        return [*said, (False, f"GPU: {', '.join(missing)} are not there", _LOAD)]
    closed = [node for node in _nodes(found) if os.stat(node).st_mode & 0o006 != 0o006]
    if closed and level is Level.NAMESPACES:
        return [*said, (False, f"GPU: workers may not open {', '.join(closed)}", _OPEN)]
    return [*said, _try(level, found)]


def _nodes(found: Sequence[Device]) -> list[str]:
    return sorted({node for device in found for node in device.nodes})


def _driver() -> str | None:
    with contextlib.suppress(OSError):
        match = re.search(r"\b\d{3}\.\d+(\.\d+)?\b", _VERSION.read_text(errors="replace"))
        return match[0] if match else None
    return None


def _try(level: Level, found: Sequence[Device]) -> Finding:
    """Have one worker per GPU multiply matrices."""
    where = f"a worker at level {level}"
    try:
        with contextlib.closing(start_zygote(level, ("torch",), devices=found)) as zygote:
            names = [_multiply(zygote, device) for device in found]
    except AutograderError as error:
        return False, f"GPU: {where} cannot use it: {_short(error)}", _WITHOUT
    return True, f"GPU: {where} can use {', '.join(names)}", ""


def _multiply(zygote: Server, device: Device) -> str:
    limits = WorkerLimits(memory_mb=4096)
    with contextlib.closing(Connection(zygote.control, limits, (device,))) as connection:
        connection.load({"probe.py": _PROBE.encode()}, "probe", "", _SECONDS)
        request = Request(messages.CALL, Ref(0, ("multiply",))).encode()
        name, difference = connection.ask(request, "a product on the GPU", _SECONDS).value
    if not difference < _TOLERANCE:
        raise AutograderError(f"its product differs from the processor's by {difference:g}")
    return f"{name} ({device.name})"


def _short(error: AutograderError) -> str:
    """One line: CUDA's own messages go on about debugging."""
    return str(error).strip().splitlines()[0][:300] if str(error) else type(error).__name__
