"""`autograder doctor`: what this machine can do, and the remedy for each shortfall."""

from __future__ import annotations

import importlib.metadata
import os
import sys
from pathlib import Path

from packaging.requirements import Requirement
from rich.console import Console
from rich.markup import escape

from autograder.grading.engine import versions
from autograder.sandbox.isolation import Level, available

LEAST_MEMORY_GB = 2.0


def doctor(console: Console) -> int:
    """Examine; 0 where all is well, 1 where something is short."""
    findings = [*isolation(), *libraries(), *devices(), *machine()]
    for good, text, remedy in findings:
        console.print(f"{'✓' if good else '✗'} {escape(text)}", highlight=False)
        if remedy:
            console.print(f"    {'' if good else 'Remedy: '}{escape(remedy)}", highlight=False)
    return 0 if all(good for good, _, _ in findings) else 1


Finding = tuple[bool, str, str]  # good, what was found, remedy


def isolation() -> list[Finding]:
    """The strongest level, and why no higher one."""
    report = available()
    strongest = report.strongest
    found: list[Finding] = [
        (strongest is not Level.PROCESS, f"isolation: {strongest} is the strongest level here", "")
    ]
    for entry in report.levels:
        if entry.works:
            found.append((True, f"isolation level {entry.level} works", ""))
        else:
            higher = entry.level.strength > strongest.strength
            text = f"isolation level {entry.level} does not work: {entry.reason}"
            found.append((not higher, text, entry.remedy))
    return found


def libraries() -> list[Finding]:
    """Versions, and whether torch and torchvision match."""
    found: list[Finding] = [(True, f"{name} {text}", "") for name, text in versions().items()]
    torch, vision = versions().get("torch"), versions().get("torchvision")
    remedy = "Install both together: pip install --upgrade torch torchvision"
    if torch is None or vision is None:
        return [*found, (False, "torch or torchvision is not installed", remedy)]
    if not match(torch):
        text = f"torchvision {vision} is not built for torch {torch}"
        return [*found, (False, text, remedy)]
    try:
        import torchvision  # type: ignore[import-untyped]

        assert torchvision.ops.nms is not None
    except (ImportError, RuntimeError, AttributeError) as error:
        return [*found, (False, f"torchvision does not import: {error}", remedy)]
    return [*found, (True, "torch and torchvision match", "")]


def match(torch: str) -> bool:
    """Whether this torch is one that the installed torchvision asks for."""
    wanted = (Requirement(text) for text in importlib.metadata.requires("torchvision") or ())
    asked = [r.specifier for r in wanted if r.name == "torch"]
    return all(specifier.contains(torch, prereleases=True) for specifier in asked)


def devices() -> list[Finding]:
    """What torch can compute on."""
    import torch

    if torch.cuda.is_available():
        names = [torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())]
        return [(True, f"devices: cpu, {', '.join(names)}", "")]
    return [(True, "devices: cpu (no GPU: speed on GPU is not measured here)", "")]


def machine() -> list[Finding]:
    """Cores and free memory."""
    found: list[Finding] = [(True, f"cores: {os.cpu_count()}", "")]
    free = free_memory_gb()
    if free is None:
        return [*found, (True, f"free memory: not known on {sys.platform}", "")]
    text = f"free memory: {free:.1f} GB"
    remedy = "Close other programs, or grade with --jobs 1."
    return [*found, (free >= LEAST_MEMORY_GB, text, "" if free >= LEAST_MEMORY_GB else remedy)]


def free_memory_gb() -> float | None:
    """Memory that can be used without swapping, in units of 2**30 bytes."""
    path = Path("/proc/meminfo")
    if not path.exists():
        return None
    for line in path.read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) / 2**20
    return None
