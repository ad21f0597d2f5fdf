"""What a machine is asked before anything runs on it, a student's or a grader's."""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import Requirement
from rich.console import Console
from rich.markup import escape

from autograder.course import find_root, load_course
from autograder.errors import AutograderError
from autograder.grading.versions import versions
from autograder.memory import available

LEAST_MEMORY_GB = 2.0

Finding = tuple[bool, str, str]  # good, what was found, remedy


def examine(course: Path | None, console: Console) -> int:
    """Examine a student's machine; 0 where all is well, 1 where something is short."""
    return show([*copy(course), *libraries(), *devices(), *machine()], console)


def show(findings: Sequence[Finding], console: Console) -> int:
    """Print findings and remedies; 0 where all are good, else 1."""
    for good, text, remedy in findings:
        console.print(f"{_mark(good, console.encoding)} {escape(text)}", highlight=False)
        if remedy:
            console.print(f"    {'' if good else 'Remedy: '}{escape(remedy)}", highlight=False)
    return 0 if all(good for good, _, _ in findings) else 1


def _mark(good: bool, encoding: str) -> str:
    """A mark that the terminal can show."""
    mark = "✓" if good else "✗"
    return mark if mark.encode(encoding, "replace") != b"?" else ("ok" if good else "NO")


def copy(course: Path | None) -> list[Finding]:
    """Whether the course is here, with all of its public tests."""
    try:
        found = load_course(find_root(course))
    except AutograderError as error:
        return [(False, f"course: {error}", "Open a terminal in the folder of your copy.")]
    text = f"course: {len(found.assignments)} assignments in {found.root}"
    lacking = [a for a in found.assignments if not any(a.test_dir.glob("test_public*.py"))]
    lacking += [a for a in found.assignments if not (a.student_dir / a.file).is_file()]
    if not lacking:
        return [(True, text, "")]
    names = ", ".join(dict.fromkeys(assignment.id for assignment in lacking))
    remedy = "Bring them back: git checkout -- assignments tests (only where they were deleted)"
    return [(True, text, ""), (False, f"course: files of {names} are missing", remedy)]


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
    remedy = "Close other programs; where you grade, use --jobs 1."
    return [*found, (free >= LEAST_MEMORY_GB, text, "" if free >= LEAST_MEMORY_GB else remedy)]


def free_memory_gb() -> float | None:
    """Memory that can be used without swapping, in units of 2**30 bytes."""
    free = available()
    return None if free is None else free / 2**30
