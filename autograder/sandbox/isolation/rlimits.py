"""Resource limits of a worker."""

from __future__ import annotations

import contextlib
import os

from autograder.sandbox.isolation.model import Limits

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

_MB = 1 << 20


def apply(limits: Limits, proc: int | None) -> None:
    """Limit this process, all but its threads; a system that lacks a limit goes without it.

    Args:
        limits: what is allowed.
        proc: descriptor of /proc, to learn how much is mapped; None: memory is not limited.
    """
    _set("CORE", 0)
    _set("MEMLOCK", 0)
    _set("MSGQUEUE", 0)
    _set("FSIZE", limits.file_mb * _MB)
    _set("NOFILE", limits.open_files)
    if limits.cpu_seconds is not None:
        _set("CPU", limits.cpu_seconds)
    if limits.memory_mb is not None and proc is not None:
        _set("AS", _mapped_bytes(proc) + limits.memory_mb * _MB)


def limit_threads(threads: int) -> None:
    """Limit the threads of this user, in this user namespace."""
    _set("NPROC", threads)


def threads_of_this_user(proc: int) -> int:
    """How many threads the user of this process runs on the whole machine.

    Args:
        proc: descriptor of /proc.
    """
    user, total = os.getuid(), 0
    listing = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=proc)
    try:
        pids = [name for name in os.listdir(listing) if name.isdigit()]
    finally:
        os.close(listing)
    for pid in pids:
        with contextlib.suppress(OSError):  # it may have ended
            status = _read(proc, f"{pid}/status")
            fields = dict(line.split(":", 1) for line in status.splitlines())
            if int(fields["Uid"].split()[0]) == user:
                total += int(fields["Threads"])
    return total


def counts_per_user_namespace() -> bool:
    """Whether threads are counted within a user namespace, as since Linux 5.14.

    Before, one user's processes all over the machine count together, so that one worker's
    threads would be taken from another's allowance.
    """
    major, minor = os.uname().release.split(".")[:2]
    return (int(major), int("".join(filter(str.isdigit, minor)) or 0)) >= (5, 14)


def _set(name: str, value: int) -> None:
    which = getattr(resource, f"RLIMIT_{name}", None)
    if which is None:
        return
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(which, (value, value))


def _mapped_bytes(proc: int) -> int:
    return int(_read(proc, "self/statm").split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _read(proc: int, name: str) -> str:
    descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        return os.read(descriptor, 1 << 14).decode(errors="replace")
    finally:
        os.close(descriptor)
