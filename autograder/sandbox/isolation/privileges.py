"""Giving up what a process may do, for good."""

from __future__ import annotations

import contextlib
import ctypes
import errno

from autograder.sandbox.isolation import syscalls

_CAPABILITIES_AT_MOST = 64


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    # Effective, permitted and inheritable, low words and then high words.
    _fields_ = (("words", ctypes.c_uint32 * 6),)


def drop_capabilities() -> None:
    """Empty the effective, permitted, inheritable, ambient and bounding sets."""
    # Without CAP_SETPCAP the bounding set stays; no_new_privs then keeps it from mattering.
    with contextlib.suppress(PermissionError):
        _empty_bounding_set()
    with contextlib.suppress(OSError):  # before Linux 4.3 there are no ambient capabilities
        syscalls.prctl(syscalls.PR_CAP_AMBIENT, syscalls.PR_CAP_AMBIENT_CLEAR_ALL)
    version_3 = 0x20080522
    syscalls.syscall("capset", _Header(version_3, 0), _Sets())


def _empty_bounding_set() -> None:
    for capability in range(_CAPABILITIES_AT_MOST):
        try:
            syscalls.prctl(syscalls.PR_CAPBSET_DROP, capability)
        except OSError as error:
            if error.errno == errno.EINVAL:  # past the last one that the kernel knows
                return
            raise


def forbid_new_privileges() -> None:
    """From here on no exec gains a right, set-user-id or not."""
    syscalls.prctl(syscalls.PR_SET_NO_NEW_PRIVS, 1)


def set_dumpable(dumpable: bool) -> None:
    """Whether processes of the same user may look into this one."""
    syscalls.prctl(syscalls.PR_SET_DUMPABLE, int(dumpable))


def die_with_parent() -> None:
    """Be killed when the parent ends; the caller must check that it had not ended before."""
    kill = 9
    syscalls.prctl(syscalls.PR_SET_PDEATHSIG, kill)
