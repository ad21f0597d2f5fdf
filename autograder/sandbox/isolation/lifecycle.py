"""From a fresh process to a jailed zygote, and from a zygote's fork to a walled-in worker."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from autograder.errors import IsolationError
from autograder.sandbox.isolation import (
    landlock,
    mounts,
    namespaces,
    privileges,
    rlimits,
    seccomp,
    syscalls,
    visible,
)
from autograder.sandbox.isolation.model import (
    WORK_IN_JAIL,
    Device,
    Level,
    Limits,
    Spec,
    Worker,
    ZygoteContext,
)

_READY = b"ready"
_FAILED = 70


def enter_zygote(level: Level, spec: Spec) -> ZygoteContext:
    """Jail this process as far as `level` jails a zygote.

    To be called once, in a fresh process with one thread, before heavy imports. Descriptors
    that are open stay open. At `namespaces` the process sees only visible paths afterwards,
    and its directory is "/".

    Raises:
        IsolationError: the level cannot be had here.
    """
    proc = _open_proc()
    threads = None if proc is None or os.geteuid() == 0 else rlimits.threads_of_this_user(proc)
    if level is Level.PROCESS:
        return ZygoteContext(level, spec, proc=proc, threads=threads)
    if not seccomp.supported():
        raise IsolationError(
            f"the level {level} needs Linux on x86_64 or aarch64; use --isolation process"
        )
    shown = visible.find(spec)
    if level is Level.LANDLOCK:
        if landlock.version() == 0:
            raise IsolationError("this kernel has no Landlock, or it is switched off")
        readable, listed = tuple(visible.without_hidden(shown)), tuple(visible.listed(shown))
        return ZygoteContext(level, spec, shown, readable, listed, proc, threads)
    if proc is None:
        raise IsolationError("entering namespaces needs /proc to be mounted")
    try:
        namespaces.enter(spec, shown, proc)
    except OSError as error:
        raise IsolationError(f"namespaces cannot be entered here: {error}") from error
    return ZygoteContext(level, spec, shown, proc=proc, work=WORK_IN_JAIL)


def fork_worker(
    context: ZygoteContext,
    main: Callable[[], NoReturn],
    limits: Limits,
    keep_fds: Sequence[int] = (),
    devices: Sequence[str] = (),
) -> Worker:
    """Fork a process that is walled in and then calls `main`.

    To be called once, in a keeper: a fork of the zygote with one thread. The worker dies with it.
    Its directory is empty and its own, as is TMPDIR; descriptors 0, 1 and 2 are /dev/null.

    Args:
        context: what `enter_zygote` returned.
        main: never returns; should it, the worker ends.
        limits: what the worker may use.
        keep_fds: descriptors that stay open, and as they are; all others are closed.
        devices: names of devices that the context's `spec` offers.

    Returns:
        the worker, once it is set up; to be waited for, and then given to `clean_up`.

    Raises:
        IsolationError: the worker could not be set up; it is gone.
    """
    if not hasattr(os, "fork"):
        raise IsolationError("submissions need a system with fork (Linux, macOS, WSL)")
    granted = _granted(context.spec, devices)
    private = None if context.level is Level.NAMESPACES else _make_private(context.spec)
    told, tell = os.pipe()
    try:
        pid = _fork(context.level)
    except OSError as error:
        os.close(told)
        os.close(tell)
        _remove_private(private)
        raise IsolationError(f"no worker could be forked: {error}") from error
    if pid == 0:
        os.close(told)
        _be_worker(context, main, limits, keep_fds, tell, private, granted)
    os.close(tell)
    worker = Worker(pid, WORK_IN_JAIL if private is None else private / "work", private)
    _wait_until_ready(worker, told)
    return worker


def clean_up(worker: Worker) -> None:
    """Remove what a worker, which has been waited for, leaves on the host."""
    _remove_private(worker.private)


def _granted(spec: Spec, names: Sequence[str]) -> tuple[Device, ...]:
    offered = {device.name: device for device in spec.devices}
    for name in names:
        if name not in offered:
            there = ", ".join(offered) or "none"
            raise IsolationError(f"a worker asked for the device {name}; offered here: {there}")
    return tuple(offered[name] for name in dict.fromkeys(names))


def _fork(level: Level) -> int:
    if level is Level.NAMESPACES:
        syscalls.unshare(syscalls.CLONE_NEWPID)
    return os.fork()


def _wait_until_ready(worker: Worker, told: int) -> None:
    with os.fdopen(told, "rb") as stream:
        word = stream.read()
    if word != _READY:
        os.waitpid(worker.pid, 0)
        clean_up(worker)
        why = word.decode(errors="replace") or "it ended without a word"
        raise IsolationError(f"the worker could not be walled in: {why}")


def _be_worker(
    context: ZygoteContext,
    main: Callable[[], NoReturn],
    limits: Limits,
    keep_fds: Sequence[int],
    tell: int,
    private: Path | None,
    devices: tuple[Device, ...],
) -> NoReturn:
    status = _FAILED
    try:
        _set_up(context, limits, {*keep_fds, tell}, private, devices)
        # This fails, too, where the keeper ended before its end could be a signal to us.
        os.write(tell, _READY)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(tell, str(error).encode()[:1000])
        os._exit(status)
    try:
        os.close(tell)
        main()
        status = 0
    finally:
        os._exit(status)


def _set_up(
    context: ZygoteContext,
    limits: Limits,
    keep: set[int],
    private: Path | None,
    devices: tuple[Device, ...],
) -> None:
    os.setsid()
    if private is None:
        syscalls.unshare(namespaces.OF_A_WORKER)
        if devices:
            mounts.mount_devices(devices, context.visible)
        work, scratch = mounts.mount_private(limits, context.visible)
    else:
        work, scratch = private / "work", private / "tmp"
    _settle_in(work, scratch)
    os.environ.update(pair for device in devices for pair in device.environment)
    if context.proc is not None:
        _volunteer_for_the_oom_killer(context.proc)
    rlimits.apply(limits, context.proc)
    if context.threads is not None:
        # Too many to take a thread from another honest worker, too few to exhaust the machine.
        rlimits.limit_threads(context.threads + 64 * limits.threads)
    _close_all_but(keep)
    if not syscalls.IS_LINUX:
        return
    if context.level is Level.PROCESS:
        privileges.forbid_new_privileges()
        privileges.die_with_parent()
        return
    alone = context.level is Level.NAMESPACES and _enter_empty_user_namespace()
    privileges.drop_capabilities()
    privileges.forbid_new_privileges()
    _apply_landlock(context, work, scratch, devices)
    if alone and rlimits.counts_per_user_namespace():
        rlimits.limit_threads(limits.threads)
    # The grader looks at which device nodes are open, and only into a dumpable process it may.
    privileges.set_dumpable(bool(devices))
    privileges.die_with_parent()
    guard = context.level is Level.LANDLOCK
    program = seccomp.program(os.getpid(), guard_attributes=guard, driver=bool(devices))
    seccomp.install(program)


def _settle_in(work: Path, scratch: Path) -> None:
    os.chdir(work)
    os.umask(0o077)
    os.environ.update(HOME=str(work), TMPDIR=str(scratch))
    tempfile.tempdir = None


def _enter_empty_user_namespace() -> bool:
    """Leave the zygote's user namespace for one in which no user exists, not even this one.

    Capabilities could then be regained over nothing, and threads are counted by worker.
    """
    try:
        syscalls.unshare(syscalls.CLONE_NEWUSER)
    except OSError:  # some systems refuse nesting; all capabilities are dropped either way
        return False
    return True


def _apply_landlock(
    context: ZygoteContext, work: Path, scratch: Path, devices: tuple[Device, ...]
) -> None:
    abi = landlock.version()
    if abi == 0:
        return
    rules = [(work, landlock.READ_WRITE), (scratch, landlock.READ_WRITE)]
    rules += [(device, landlock.USE_DEVICE) for device in context.visible.devices]
    rules += _rules_of(devices)
    if context.level is Level.NAMESPACES:
        rules += [(Path("/"), landlock.READ)]
    else:
        rules += [(path, landlock.READ) for path in context.readable]
        rules += [(path, landlock.Access.READ_DIR) for path in context.listed]
    landlock.restrict(abi, rules)


def _rules_of(devices: tuple[Device, ...]) -> list[tuple[Path, landlock.Access]]:
    if not devices:
        return []
    threads = Path("/proc/self/task")
    # Left open: a rule is about an inode, and that of one's own threads lasts while it is used.
    os.open(threads, os.O_PATH | os.O_CLOEXEC)
    rules = [(threads.parent, landlock.READ), (threads, landlock.READ | landlock.USE_DEVICE)]
    for device in devices:
        rules += [(Path(node), landlock.COMMAND_DEVICE) for node in device.nodes]
        rules += [(Path("/proc", name), landlock.READ) for name in device.proc]
    return rules


def _close_all_but(keep: set[int]) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in {0, 1, 2} - keep:
        os.dup2(nothing, standard)
    edges = sorted({0, 1, 2} | keep)
    for low, high in zip(edges, [*edges[1:], _highest_descriptor() + 1], strict=True):
        os.closerange(low + 1, high)


def _highest_descriptor() -> int:
    # Linux closes a range in one call; elsewhere each number costs one.
    return 1 << 20 if syscalls.IS_LINUX else 1 << 16


def _volunteer_for_the_oom_killer(proc: int) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open("self/oom_score_adj", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
        try:
            os.write(descriptor, b"1000")
        finally:
            os.close(descriptor)


def _open_proc() -> int | None:
    if not syscalls.IS_LINUX:
        return None
    try:
        return os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None


def _make_private(spec: Spec) -> Path:
    private = Path(tempfile.mkdtemp(prefix="autograder-", dir=spec.scratch))
    (private / "work").mkdir(0o700)
    (private / "tmp").mkdir(0o700)
    return private


def _remove_private(private: Path | None) -> None:
    """Remove a tree that may be hostile: any depth, any modes, links that lead outside."""
    if private is None:
        return
    # Grandchildren move up before their parent goes, so that depth costs no recursion.
    while entries := list(os.scandir(private)):
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                os.chmod(entry.path, 0o700)
                for child in list(os.scandir(entry.path)):
                    if child.is_dir(follow_symlinks=False):
                        os.chmod(child.path, 0o700)  # else it could not be moved
                    os.rename(child.path, private / secrets.token_hex(8))
                os.rmdir(entry.path)
            else:
                os.unlink(entry.path)
    private.rmdir()
