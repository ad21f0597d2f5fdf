"""The root of a jail: a small tmpfs that holds read-only binds of the visible paths.

Until the root is pivoted, `root` is where the new root lies in the old one.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.errors import IsolationError
from autograder.sandbox.isolation import syscalls
from autograder.sandbox.isolation.model import WORK_IN_JAIL, Device, Limits, Visible
from autograder.sandbox.isolation.syscalls import (
    MS_BIND,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    MS_PRIVATE,
    MS_RDONLY,
    MS_REC,
    MS_REMOUNT,
)

# Where the new root may be mounted while it is built: anywhere that is not above a visible path.
_PLACES = ("/mnt", "/media", "/srv", "/opt", "/boot", "/run", "/var/tmp", "/tmp", "/home", "/sys")
_PROCESSOR_INFO = "proc/cpuinfo"
_TEMPORARY = Path("/tmp")
_NOTHING_SPECIAL = MS_NOSUID | MS_NODEV
# Where a zygote keeps what its workers may ask for: a worker's own tmpfs covers it for good.
_STORE = WORK_IN_JAIL


def enter_root(visible: Visible) -> None:
    """Build the new root and make it this mount namespace's only one.

    Needs CAP_SYS_ADMIN and a mount namespace of its own.

    Raises:
        OSError: a mount was refused.
    """
    syscalls.mount("none", "/", flags=MS_REC | MS_PRIVATE)
    root = _place(visible)
    processor = _read_processor_info()
    mask = os.umask(0o022)
    syscalls.mount("tmpfs", str(root), "tmpfs", _NOTHING_SPECIAL, "size=1m,nr_inodes=8k,mode=755")
    for directory in (_TEMPORARY, WORK_IN_JAIL, Path("/proc")):
        _inside(root, directory).mkdir()
    if processor:
        (root / _PROCESSOR_INFO).write_bytes(processor)
    # Libraries want a temporary directory to exist when they are imported.
    options = "size=16m,nr_inodes=1k,mode=1777"
    temporary = str(_inside(root, _TEMPORARY))
    syscalls.mount("tmpfs", temporary, "tmpfs", _NOTHING_SPECIAL, options)
    _show(root, visible)
    if visible.offered:
        _keep_for_workers(root, visible)
    os.umask(mask)
    syscalls.mount("none", str(root), flags=MS_REMOUNT | MS_BIND | MS_RDONLY | _NOTHING_SPECIAL)
    os.chdir(root)
    syscalls.pivot_root(".", ".")
    syscalls.unmount(".", syscalls.MNT_DETACH)
    os.chdir("/")


def mount_devices(devices: Iterable[Device], visible: Visible) -> None:
    """Give this mount namespace a /dev and a /proc that hold what these devices need.

    To be called before `mount_private`, which covers what the zygote keeps for others.

    Raises:
        IsolationError: the kernel refuses a fresh /proc.
    """
    wanted = {Path(node) for device in devices for node in device.nodes}
    readable = {_PROCESSOR_INFO, *(f"proc/{name}" for device in devices for name in device.proc)}
    mask = os.umask(0o022)
    for place in ("/dev", "/proc"):
        options = "size=1m,nr_inodes=256,mode=755"
        syscalls.mount("tmpfs", place, "tmpfs", _NOTHING_SPECIAL, options)
    for node in (*visible.devices, *sorted(wanted)):
        _bind(_inside(_STORE, node), node, MS_RDONLY | MS_NOSUID | MS_NOEXEC)
    for name in sorted(readable):
        if (_STORE / name).exists():
            _bind(_STORE / name, Path("/", name), MS_RDONLY | MS_NOEXEC | _NOTHING_SPECIAL)
    _show_oneself()
    os.umask(mask)
    for place in ("/dev", "/proc"):
        syscalls.mount("none", place, flags=MS_REMOUNT | MS_BIND | MS_RDONLY | _NOTHING_SPECIAL)


def _show_oneself() -> None:
    """Show this process, and no other, in /proc: drivers name their threads there."""
    fresh, own = _STORE / "proc", Path("/proc", str(os.getpid()))
    try:
        syscalls.mount("proc", str(fresh), "proc", MS_NOEXEC | _NOTHING_SPECIAL, "subset=pid")
    except OSError as error:
        raise IsolationError(
            f"a device needs a /proc of the worker's own, which this system refuses ({error}): "
            f"most likely a container covers a part of /proc. Use --isolation landlock"
        ) from error
    own.mkdir()
    syscalls.mount(str(fresh / own.name), str(own), flags=MS_BIND)
    Path("/proc/self").symlink_to(own.name)


def mount_private(limits: Limits, visible: Visible) -> tuple[Path, Path]:
    """Give this mount namespace a work directory and a /tmp that share one small tmpfs.

    Returns:
        both directories; they are empty but for visible paths that lie in /tmp.
    """
    work, temporary = WORK_IN_JAIL / "work", WORK_IN_JAIL / "tmp"
    size = f"size={limits.tmp_mb}m,nr_inodes={limits.tmp_files},mode=700"
    syscalls.mount("tmpfs", str(WORK_IN_JAIL), "tmpfs", _NOTHING_SPECIAL, size)
    work.mkdir(0o700)
    temporary.mkdir(0o700)
    _show(WORK_IN_JAIL, _part_of(visible, _TEMPORARY))
    syscalls.mount(str(temporary), str(_TEMPORARY), flags=MS_BIND | MS_REC)
    syscalls.mount(str(work), str(WORK_IN_JAIL), flags=MS_BIND)
    return WORK_IN_JAIL, _TEMPORARY


def _part_of(visible: Visible, directory: Path) -> Visible:
    def inside(paths: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(path for path in paths if directory in path.parents)

    links = tuple((link, says) for link, says in visible.links if directory in link.parents)
    return Visible(inside(visible.trees), inside(visible.hidden), links)


def _inside(root: Path, path: Path) -> Path:
    return root / path.relative_to("/")


def _place(visible: Visible) -> Path:
    shown = {*visible.trees, *(link for link, _ in visible.links)}
    above = shown.union(*(path.parents for path in shown))
    for place in map(Path, _PLACES):
        if place.is_dir() and not place.is_symlink() and place not in above:
            return place
    raise IsolationError(
        f"building a jail needs a directory that holds nothing a submission may see; "
        f"none of {', '.join(_PLACES)} is one: make an empty /mnt"
    )


def _show(root: Path, visible: Visible) -> None:
    hidden = set(visible.hidden)
    for path in sorted({*visible.trees, *hidden}):
        target = _inside(root, path)
        if path in hidden:
            # What lies in it is mounted later: the order of names puts parents first.
            options = "size=1m,nr_inodes=4k,mode=755"
            syscalls.mount("tmpfs", str(target), "tmpfs", _NOTHING_SPECIAL, options)
        else:
            _bind(path, target, MS_RDONLY | _NOTHING_SPECIAL)
    for link, says in visible.links:
        target = _inside(root, link)
        if not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(says)
    for path in visible.hidden:
        _set_attributes(_inside(root, path), MS_RDONLY | _NOTHING_SPECIAL)
    for device in visible.devices:
        _bind(device, _inside(root, device), MS_RDONLY | MS_NOSUID | MS_NOEXEC)


def _keep_for_workers(root: Path, visible: Visible) -> None:
    store = _inside(root, _STORE)
    for node in (*visible.devices, *visible.offered):
        _bind(node, _inside(store, node), MS_RDONLY | MS_NOSUID | MS_NOEXEC)
    # A kernel gives a fresh /proc only to those who have an uncovered one already.
    (store / "proc").mkdir()
    syscalls.mount("/proc", str(store / "proc"), flags=MS_BIND | MS_REC)


def _bind(path: Path, target: Path, attributes: int) -> None:
    # A mount point is only ever made in a tmpfs of ours: all else is read-only by then.
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            target.mkdir()
        else:
            target.touch()
    syscalls.mount(str(path), str(target), flags=MS_BIND | MS_REC)
    _set_attributes(target, attributes)


def _set_attributes(target: Path, attributes: int) -> None:
    try:
        syscalls.set_mount_attributes(str(target), attributes)
    except OSError as error:
        if error.errno != errno.ENOSYS:
            raise
        for point, present in _mounts_below(target):
            flags = MS_REMOUNT | MS_BIND | attributes | present
            syscalls.mount("none", point, flags=flags)


def _mounts_below(target: Path) -> Iterator[tuple[str, int]]:
    """Mount points at and below `target`, with the attributes that a remount must keep."""
    kept = {"ro": MS_RDONLY, "nosuid": MS_NOSUID, "nodev": MS_NODEV, "noexec": MS_NOEXEC}
    kept |= {"noatime": 1 << 10, "nodiratime": 1 << 11, "relatime": 1 << 21}
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        fields = line.split(" ")
        point = fields[4].encode().decode("unicode_escape").encode("latin-1").decode()
        if Path(point) == target or target in Path(point).parents:
            yield point, sum(kept.get(option, 0) for option in fields[5].split(","))


def _read_processor_info() -> bytes:
    try:
        return Path("/", _PROCESSOR_INFO).read_bytes()
    except OSError:
        return b""
