"""Leaving the host: a zygote's user, mount, network, ipc and uts namespaces.

Mounting needs CAP_SYS_ADMIN, which an ordinary user holds in a user namespace of their own.
Root builds the root tree outside of one, because only then may it pass through directories that
belong to other users, and then enters a user namespace as somebody who is nobody outside.
"""

from __future__ import annotations

import os
import socket

from autograder.sandbox.isolation import mounts, privileges, syscalls
from autograder.sandbox.isolation.model import Spec, Visible
from autograder.sandbox.isolation.syscalls import (
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWUSER,
    CLONE_NEWUTS,
)

HOST_NAME = "sandbox"
OF_A_WORKER = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS
_OF_A_ZYGOTE = CLONE_NEWUSER | OF_A_WORKER


def enter(spec: Spec, visible: Visible, proc: int) -> None:
    """Jail this process; it keeps all capabilities inside, and none outside.

    Args:
        spec: whom root becomes.
        visible: what the jail shows.
        proc: descriptor of the host's /proc.

    Raises:
        OSError: the kernel refused.
    """
    if os.geteuid() == 0 and _may_become(spec, proc) and _own_mounts():
        mounts.enter_root(visible)
        _become_nobody(spec, proc)
    else:
        user, group = os.geteuid(), os.getegid()
        privileges.set_dumpable(True)  # else the maps, in /proc, belong to root
        syscalls.unshare(_OF_A_ZYGOTE)
        _write_maps(proc, "self", user, group)
        mounts.enter_root(visible)
    socket.sethostname(HOST_NAME)


def _own_mounts() -> bool:
    try:
        syscalls.unshare(CLONE_NEWNS)
    except PermissionError:  # root of a container, without the rights of root
        return False
    return True


def _may_become(spec: Spec, proc: int) -> bool:
    """Whether both ids exist here: a container may know root alone."""
    wanted = (("self/uid_map", spec.uid), ("self/gid_map", spec.gid))
    return all(_is_mapped(_read(proc, name), number) for name, number in wanted) and (
        _read(proc, "self/setgroups").strip() != "deny"
    )


def _is_mapped(table: str, number: int) -> bool:
    ranges = (tuple(map(int, line.split())) for line in table.splitlines())
    return any(first <= number < first + count for first, _, count in ranges)


def _become_nobody(spec: Spec, proc: int) -> None:
    os.setgroups([])
    own_pid = os.readlink("self", dir_fd=proc)
    ready_out, ready_in = os.pipe()
    helper = os.fork()
    if helper == 0:
        # Only a process that stayed outside, as root, may map an id that is not its own.
        try:
            os.close(ready_in)
            os.read(ready_out, 1)
            _write_maps(proc, own_pid, spec.uid, spec.gid)
        except BaseException:
            os._exit(1)
        os._exit(0)
    os.close(ready_out)
    try:
        syscalls.unshare(_OF_A_ZYGOTE)
    finally:
        os.close(ready_in)
        status = os.waitpid(helper, 0)[1]
    if status != 0:
        raise PermissionError("the ids of the new user namespace could not be mapped")
    os.setresgid(spec.gid, spec.gid, spec.gid)
    os.setresuid(spec.uid, spec.uid, spec.uid)
    privileges.set_dumpable(True)  # lost with the change of user


def _write_maps(proc: int, pid: str, user: int, group: int) -> None:
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        descriptor = os.open(f"{pid}/{name}", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
        try:
            os.write(descriptor, text.encode())
        finally:
            os.close(descriptor)


def _read(proc: int, name: str) -> str:
    descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc)
    try:
        return os.read(descriptor, 1 << 16).decode()
    finally:
        os.close(descriptor)
