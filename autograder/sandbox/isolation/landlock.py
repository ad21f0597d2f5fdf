"""Landlock: rules about files, signals and sockets that a process lays on itself, for good.

Only rights that the running kernel knows are handled; older kernels stop less.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
from collections.abc import Iterable
from enum import IntFlag
from pathlib import Path

from autograder.sandbox.isolation import syscalls


class Access(IntFlag):
    """What may be done with files; the first thirteen are as old as Landlock."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


READ = Access.READ_FILE | Access.READ_DIR
# Nothing is ever executable: a worker may load libraries, but start no program.
READ_WRITE = (
    READ
    | Access.WRITE_FILE
    | Access.REMOVE_DIR
    | Access.REMOVE_FILE
    | Access.MAKE_DIR
    | Access.MAKE_REG
    | Access.MAKE_FIFO
    | Access.MAKE_SYM
    | Access.REFER
    | Access.TRUNCATE
)
USE_DEVICE = Access.READ_FILE | Access.WRITE_FILE | Access.TRUNCATE
# What a driver is told goes by ioctl, which no other device node allows.
COMMAND_DEVICE = USE_DEVICE | Access.IOCTL_DEV

_FOR_FILES = (
    Access.EXECUTE | Access.WRITE_FILE | Access.READ_FILE | Access.TRUNCATE | Access.IOCTL_DEV
)
_FIRST = (1 << 13) - 1
# Rights that each later version of the interface brought.
_SINCE = {2: Access.REFER, 3: Access.TRUNCATE, 5: Access.IOCTL_DEV}
_BIND_TCP, _CONNECT_TCP = 1, 2
_ABSTRACT_SOCKETS, _SIGNALS = 1, 2


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("access", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """The kernel's Landlock interface; 0 where there is none or it is switched off."""
    ask_for_version = 1
    try:
        return syscalls.syscall("landlock_create_ruleset", None, 0, ask_for_version)
    except OSError:
        return 0


def handled(abi: int) -> _Ruleset:
    """All that interface `abi` can restrict."""
    files = _FIRST
    for since, right in _SINCE.items():
        if abi >= since:
            files |= right
    network = _BIND_TCP | _CONNECT_TCP if abi >= 4 else 0
    scoped = _ABSTRACT_SOCKETS | _SIGNALS if abi >= 6 else 0
    return _Ruleset(files, network, scoped)


def restrict(abi: int, rules: Iterable[tuple[Path, Access]]) -> None:
    """Refuse this process every path but those in `rules`; no_new_privs must be set.

    Paths that do not exist are passed over. TCP, and signals and abstract sockets of
    processes outside, are refused as far as `abi` goes.

    Raises:
        OSError: the kernel refuses.
    """
    attributes = handled(abi)
    ruleset = syscalls.syscall("landlock_create_ruleset", attributes, ctypes.sizeof(attributes), 0)
    try:
        for path, access in rules:
            with contextlib.suppress(FileNotFoundError, PermissionError, NotADirectoryError):
                _allow(ruleset, path, access & Access(attributes.files))
        syscalls.syscall("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, access: Access) -> None:
    path_beneath = 1
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _FOR_FILES
        rule = _PathBeneath(int(access), descriptor)
        syscalls.syscall("landlock_add_rule", ruleset, path_beneath, rule, 0)
    finally:
        os.close(descriptor)
