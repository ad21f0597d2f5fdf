"""The system calls that the standard library lacks; an error number becomes an OSError."""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import sys

from autograder.sandbox.isolation.syscall_numbers import number

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REMOUNT = 32
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MNT_DETACH = 2

IS_LINUX = sys.platform == "linux"


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def syscall(name: str, *arguments: int | bytes | ctypes.Structure | None) -> int:
    """Call by name; a structure goes as its address.

    Raises:
        OSError: the call failed; ENOSYS where this machine does not have it.
    """
    call = number(name)
    if call is None or not IS_LINUX:
        raise OSError(errno.ENOSYS, f"{name}: {os.strerror(errno.ENOSYS)}")
    converted = [
        ctypes.c_long(argument)
        if isinstance(argument, int)
        else ctypes.byref(argument)
        if isinstance(argument, ctypes.Structure)
        else ctypes.c_char_p(argument)
        for argument in arguments
    ]
    return _checked(_libc().syscall(ctypes.c_long(call), *converted), name)


def prctl(option: int, *arguments: int) -> int:
    """Set an attribute of this process."""
    padded = (*arguments, 0, 0, 0, 0)[:4]
    converted = [ctypes.c_ulong(argument) for argument in padded]
    return _checked(_libc().prctl(option, *converted), f"prctl {option}")


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` (CLONE_NEW*) name for new ones."""
    _checked(_libc().unshare(flags), f"unshare {flags:#x}")


def mount(
    source: str, target: str, kind: str | None = None, flags: int = 0, options: str = ""
) -> None:
    """Mount `source` at `target`."""
    result = _libc().mount(
        os.fsencode(source),
        os.fsencode(target),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        options.encode() or None,
    )
    _checked(result, f"mount {source} at {target}")


def unmount(target: str, flags: int = 0) -> None:
    """Take a mount away."""
    _checked(_libc().umount2(os.fsencode(target), flags), f"unmount {target}")


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root; the former root appears at `old`."""
    syscall("pivot_root", os.fsencode(new), os.fsencode(old))


class _MountAttributes(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "users"))


def set_mount_attributes(target: str, attributes: int) -> None:
    """Set attributes (MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC) on `target` and all below.

    Raises:
        OSError: ENOSYS before Linux 5.12.
    """
    at_cwd, recursive = -100, 0x8000
    wanted = _MountAttributes(attributes, 0, 0, 0)
    size = ctypes.sizeof(wanted)
    syscall("mount_setattr", at_cwd, os.fsencode(target), recursive, wanted, size)
