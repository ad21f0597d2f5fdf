"""`autograder doctor`: what this machine can do, and the remedy for each shortfall."""

from __future__ import annotations

from rich.console import Console

from autograder.commands.gpu import gpus
from autograder.commands.machine import Finding, devices, libraries, machine, show
from autograder.sandbox.isolation import Level, available


def doctor(console: Console) -> int:
    """Examine a machine that grades; 0 where all is well, 1 where something is short."""
    found = [*isolation(), *libraries(), *devices(), *gpus(available().strongest), *machine()]
    return show(found, console)


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
