"""Which isolation levels this machine has, found by trying each."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import autograder
from autograder.errors import IsolationError
from autograder.sandbox.isolation import landlock, seccomp, syscalls
from autograder.sandbox.isolation.lifecycle import clean_up, enter_zygote, fork_worker
from autograder.sandbox.isolation.model import Level, Limits, Spec

_PATIENCE_S = 30
_SYSCTL = Path("/proc/sys")
_ROOT = Path(str(autograder.__file__)).parents[1]
_TRY = (
    f"import sys; sys.path.insert(0, {str(_ROOT)!r}); "
    f"from autograder.sandbox.isolation import probe; probe.try_level(sys.argv[1])"
)


@dataclass(frozen=True, slots=True)
class LevelReport:
    """Whether one level can be had here.

    Args:
        level: the level.
        works: whether a worker could be set up at it.
        reason: why not; empty if it works.
        remedy: what would help, in one sentence; empty if it works.
    """

    level: Level
    works: bool
    reason: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Every level, strongest first."""

    levels: tuple[LevelReport, ...]

    @property
    def strongest(self) -> Level:
        """The strongest level that works; `process` where none does."""
        return next((report.level for report in self.levels if report.works), Level.PROCESS)

    def of(self, level: Level) -> LevelReport:
        """The report on one level."""
        return next(report for report in self.levels if report.level is level)


@functools.cache
def available() -> Report:
    """Try each level in a process of its own; never raises."""
    return Report(tuple(_report(level) for level in Level))


def try_level(name: str) -> None:
    """Set up and end one worker at a level, in this process, which is of no use afterwards.

    Ends the process with a message and a status other than 0 where the level cannot be had.
    """
    try:
        context = enter_zygote(Level(name), Spec())
        worker = fork_worker(context, _end, Limits())
        status = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
        clean_up(worker)
    except (IsolationError, OSError) as error:
        sys.exit(str(error))
    if status != 0:
        sys.exit(f"a trial worker ended with status {status}")


def _end() -> NoReturn:
    os._exit(0)


def _report(level: Level) -> LevelReport:
    command = [sys.executable or "python3", "-I", "-c", _TRY, str(level)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return LevelReport(level, False, f"a trial could not be run: {error}", _remedy(level))
    if done.returncode == 0:
        return LevelReport(level, True)
    last = (done.stderr.strip().splitlines() or [f"a trial ended with status {done.returncode}"])[
        -1
    ]
    return LevelReport(level, False, last, _remedy(level))


def _remedy(level: Level) -> str:
    if not hasattr(os, "fork"):
        return "Grade on Linux or macOS; on Windows, inside WSL."
    if level is Level.PROCESS:
        return "Report this as a bug, with the reason: a plain process should work everywhere."
    if not syscalls.IS_LINUX:
        return "Grade on Linux, for instance in a container or virtual machine."
    if not seccomp.supported():
        return "Grade on a 64-bit x86 or ARM machine."
    return _landlock_remedy() if level is Level.LANDLOCK else _namespaces_remedy()


def _landlock_remedy() -> str:
    if landlock.version() > 0:
        return "Allow seccomp filters in the container's seccomp profile."
    return (
        "Use Linux 5.13 or later with landlock in the kernel's lsm= list, and let the "
        "container's seccomp profile pass the landlock calls."
    )


def _namespaces_remedy() -> str:
    limits = {
        "user/max_user_namespaces": "0",
        "kernel/unprivileged_userns_clone": "0",
        "kernel/apparmor_restrict_unprivileged_userns": "1",
    }
    helpful = {"0": "1", "1": "0"}
    for name, bad in limits.items():
        if _setting(name) == bad:
            value = "10000" if name.startswith("user/") else helpful[bad]
            return f"Run: sudo sysctl -w {name.replace('/', '.')}={value}"
    return (
        "Where this is a container, let its seccomp profile pass unshare, mount, pivot_root and "
        "user namespaces (Docker: --security-opt seccomp=unconfined --cap-add SYS_ADMIN)."
    )


def _setting(name: str) -> str | None:
    try:
        return (_SYSCTL / name).read_text().strip()
    except OSError:
        return None
