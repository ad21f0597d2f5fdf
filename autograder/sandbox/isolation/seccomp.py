"""Which system calls a worker may make: all but those listed here.

Refused calls fail with EPERM. Three kinds fail with ENOSYS, because the C library then falls
back to something that is checked: clone3 (its flags lie in memory, out of a filter's sight),
calls newer than this list, and those of the x32 interface.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import sys

from autograder.sandbox.isolation import bpf, syscalls
from autograder.sandbox.isolation.syscall_numbers import HIGHEST_KNOWN, number

_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# memfd, shared memory and queues hold memory that no resident-size limit sees; inotify tells of
# files that cannot be read.
_REFUSED = _words(
    """
    fork vfork execve execveat
    socket connect bind listen accept accept4
    ptrace process_vm_readv process_vm_writev process_madvise process_mrelease
    pidfd_open pidfd_getfd pidfd_send_signal kcmp tkill
    mount umount2 move_mount open_tree open_tree_attr fsopen fsconfig fsmount fspick
    mount_setattr pivot_root chroot unshare setns statmount listmount
    bpf perf_event_open userfaultfd add_key request_key keyctl
    kexec_load kexec_file_load create_module init_module finit_module delete_module
    io_uring_setup io_uring_enter io_uring_register io_setup
    name_to_handle_at open_by_handle_at lookup_dcookie nfsservctl uselib
    personality modify_ldt iopl ioperm quotactl quotactl_fd reboot swapon swapoff acct vhangup
    settimeofday clock_settime clock_adjtime adjtimex syslog sethostname setdomainname
    memfd_create memfd_secret shmget shmat semget msgget mq_open
    splice tee vmsplice sync syncfs migrate_pages move_pages
    fanotify_init fanotify_mark inotify_init inotify_init1 inotify_add_watch
    setpriority ioprio_set seccomp
    landlock_create_ruleset landlock_add_rule landlock_restrict_self
    """
)

# Landlock leaves the attributes of files alone, so that a user's own files could be spoiled.
_FILE_ATTRIBUTES = _words(
    """
    chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat file_setattr
    utime utimes utimensat futimesat setxattr lsetxattr fsetxattr setxattrat
    removexattr lremovexattr fremovexattr removexattrat
    """
)

# CUDA does not start without (error 304, "OS call failed"), although it hides memory.
_FOR_DRIVERS = {"memfd_create"}

# Calls whose first argument is a process: only the caller itself.
_ON_ONESELF = _words(
    """
    kill tgkill rt_sigqueueinfo rt_tgsigqueueinfo prlimit64
    sched_setaffinity sched_setattr sched_setparam sched_setscheduler
    """
)

_CLONE_THREAD = 0x00010000
_CLONE_NEW_ANYTHING = 0x7E020000
_AF_UNIX, _SOCK_STREAM, _SOCK_SEQPACKET, _SOCK_TYPE_MASK = 1, 1, 5, 0xF
# TIOCSTI and TIOCLINUX type into a terminal; FIOSETOWN and SIOCSPGRP aim signals at a process.
_REFUSED_IOCTLS = (0x5412, 0x541C, 0x8901, 0x8902)
# F_SETOWN, F_SETSIG and F_SETOWN_EX aim signals at a process; locks on ranges (F_SETLK, F_SETLKW
# and their F_OFD_ forms) take kernel memory without a limit.
_REFUSED_FCNTLS = (8, 10, 15, 6, 7, 37, 38)
# PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_MM.
_REFUSED_PRCTLS = (1, 4, 22, 35)

_NO = bpf.refuse(errno.EPERM)
_UNKNOWN = bpf.refuse(errno.ENOSYS)


def supported() -> bool:
    """Whether there are tables for this interpreter's architecture."""
    return syscalls.IS_LINUX and platform.machine() in _AUDIT and sys.maxsize > 1 << 32


def program(own_pid: int, *, guard_attributes: bool, driver: bool = False) -> bytes:
    """The filter for one process.

    Args:
        own_pid: the only process that signals and limits may reach.
        guard_attributes: also refuse to change modes, owners, times and extended attributes.
        driver: let pass what a device's driver needs.
    """
    names = {*_REFUSED, *(_FILE_ATTRIBUTES if guard_attributes else ())}
    names -= _FOR_DRIVERS if driver else set()
    numbers = [call for name in sorted(names) if (call := number(name)) is not None]
    rules = [
        bpf.only_architecture(_AUDIT[platform.machine()]),
        bpf.above(HIGHEST_KNOWN, _UNKNOWN),
        bpf.always(_known("clone3"), _UNKNOWN),
        bpf.unless_bits(_known("clone"), 0, _CLONE_THREAD, _NO),
        bpf.when_bits(_known("clone"), 0, _CLONE_NEW_ANYTHING, _NO),
        *(bpf.always(call, _NO) for call in numbers),
        *(bpf.unless_in(_known(name), 0, _selves(name, own_pid), _NO) for name in _ON_ONESELF),
        # A datagram socket could send to any address; a stream's pair is its only peer.
        bpf.unless_in(_known("socketpair"), 0, [_AF_UNIX], _NO),
        bpf.unless_in(
            _known("socketpair"), 1, [_SOCK_STREAM, _SOCK_SEQPACKET], _NO, _SOCK_TYPE_MASK
        ),
        bpf.when_in(_known("ioctl"), 1, _REFUSED_IOCTLS, _NO),
        bpf.when_in(_known("fcntl"), 1, _REFUSED_FCNTLS, _NO),
        bpf.when_in(_known("prctl"), 0, _REFUSED_PRCTLS, _NO),
        bpf.give(bpf.ALLOW),
    ]
    return bpf.assemble(rules)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install(filter_program: bytes) -> None:
    """Filter every thread of this process, for good; no_new_privs must be set.

    Raises:
        OSError: the kernel has no seccomp filters, or refuses.
    """
    set_mode_filter, thread_sync = 1, 1
    described = _Program(len(filter_program) // 8, filter_program)
    if syscalls.syscall("seccomp", set_mode_filter, thread_sync, described) > 0:
        raise OSError(errno.EBUSY, "seccomp: a thread could not be filtered")


def _known(name: str) -> int:
    call = number(name)
    assert call is not None, f"{name} exists on every architecture of the table"
    return call


def _selves(name: str, own_pid: int) -> tuple[int, ...]:
    """Which first arguments mean the caller: 0 does, but to kill it means the whole group."""
    signals = name.startswith(("kill", "tgkill", "rt_"))
    return (own_pid,) if signals else (0, own_pid)
