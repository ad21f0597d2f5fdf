"""Which paths a jail shows: the interpreter, system libraries, packages, this package's room.

Everything else does not exist in it: other packages, the checkout, home directories, /etc.
"""

from __future__ import annotations

import os
import stat
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

import autograder
from autograder.errors import IsolationError
from autograder.sandbox.isolation import packages
from autograder.sandbox.isolation.model import Spec, Visible

_SYSTEM = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/etc/ld.so.cache")
# Libraries that choose code by processor read this; without it torch runs without vectors.
_PROCESSOR = ("/sys/devices/system/cpu",)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_SITES = ("site-packages", "dist-packages")
_MANY_LIBRARIES = 64
_MAX_LINKS = 40


def find(spec: Spec) -> Visible:
    """All that a zygote's jail shows.

    Raises:
        IsolationError: a package, an extra path or a device node does not exist.
    """
    missing = [path for path in spec.extra_read_only if not path.is_absolute() or not path.exists()]
    if missing:
        raise IsolationError(
            f"paths shown to submissions must be absolute and exist, but {missing[0]} is not"
        )
    wanted = [
        *map(Path, (*_SYSTEM, *_PROCESSOR)),
        *_interpreter(),
        *_own_files(),
        *packages.entries(spec.packages),
        *spec.extra_read_only,
        *(Path(file) for device in spec.devices for file in device.files),
    ]
    links: dict[Path, str] = {}
    real = {_follow(path, links) for path in wanted if os.path.exists(path)}
    hidden = {_follow(path, links) for path in _sites(real)}
    trees = tuple(sorted(path for path in real if not _shown_by_another(path, real, hidden)))
    devices = tuple(path for path in map(Path, _DEVICES) if path.is_char_device())
    hiding, linking = tuple(sorted(hidden)), tuple(sorted(links.items()))
    return Visible(trees, hiding, linking, devices, _nodes(spec))


def _nodes(spec: Spec) -> tuple[Path, ...]:
    """The nodes of all devices that are offered, each once."""
    for device in spec.devices:
        for node in map(Path, device.nodes):
            if node.parts[:2] != ("/", "dev") or not node.is_char_device():
                raise IsolationError(
                    f"{device.name} needs the device node {node}, which is not there; load its "
                    f"driver (for CUDA: run nvidia-modprobe -u -c 0 as root), or grade without it"
                )
    return tuple(sorted({Path(node) for device in spec.devices for node in device.nodes}))


def without_hidden(visible: Visible) -> Iterator[Path]:
    """The same files as a flat list, for rules that cannot make exceptions."""
    for tree in visible.trees:
        yield from _split(tree, set(visible.hidden))


def listed(visible: Visible) -> Iterator[Path]:
    """Directories that an import lists, although not all that they hold is shown."""
    for entry in {Path(os.path.realpath(entry)) for entry in sys.path if entry}:
        parts = any(entry in hidden.parents for hidden in visible.hidden)
        if os.path.isdir(entry) and (entry.name in _SITES or (parts and entry in visible.trees)):
            yield entry


def _split(path: Path, hidden: set[Path]) -> Iterator[Path]:
    if not any(path in one.parents for one in hidden):
        yield path
        return
    for child in sorted(path.iterdir()):
        if child not in hidden:
            yield from _split(child, hidden)


def _interpreter() -> Iterator[Path]:
    """The standard library, and the shared libraries beside it."""
    base = {"platbase": sys.base_exec_prefix, "installed_platbase": sys.base_exec_prefix}
    yield Path(sysconfig.get_path("stdlib"))
    yield Path(sysconfig.get_path("platstdlib", vars=base))
    for directory in {Path(sys.base_prefix, "lib"), Path(sys.base_exec_prefix, "lib")}:
        shared = [path for path in directory.glob("*.so*") if path.is_file()]
        # An interpreter that ships a whole system of libraries shows its lib directory.
        yield from [directory] if len(shared) > _MANY_LIBRARIES else shared


def _own_files() -> Iterator[Path]:
    """The part of this project that runs inside a jail, and no other."""
    root = Path(str(autograder.__file__)).parent
    yield from (root / "__init__.py", root / "errors.py", root / "sandbox")


def _sites(trees: Iterable[Path]) -> Iterator[Path]:
    """Directories of installed packages that would show because they lie inside a tree."""
    for tree in trees:
        if tree.is_dir():
            for name in _SITES:
                for pattern in (name, f"python3*/{name}"):
                    yield from (path for path in tree.glob(pattern) if path.is_dir())
    for entry in map(Path, sys.path):
        if entry.name in _SITES and os.path.isdir(entry) and _inside(entry, trees):
            yield entry


def _inside(path: Path, trees: Iterable[Path]) -> bool:
    real = Path(os.path.realpath(path))
    return any(tree in real.parents for tree in trees)


def _shown_by_another(path: Path, trees: set[Path], hidden: set[Path]) -> bool:
    for parent in path.parents:
        if parent in hidden:
            return False
        if parent in trees:
            return True
    return False


def _follow(path: Path, links: dict[Path, str]) -> Path:
    """The real place of `path`; the links on the way are noted in `links`."""
    parts = list(reversed(path.parts[1:]))
    here, left = Path("/"), _MAX_LINKS
    while parts:
        part = parts.pop()
        if part == "..":
            here = here.parent
            continue
        step = here / part
        if not stat.S_ISLNK(step.lstat().st_mode):
            here = step
            continue
        left -= 1
        if left < 0:
            raise IsolationError(f"{path} leads through more than {_MAX_LINKS} links")
        links[step] = target = os.readlink(step)
        parts.extend(reversed(Path(target).parts[1 if target.startswith("/") else 0 :]))
        here = Path("/") if target.startswith("/") else here
    return here
