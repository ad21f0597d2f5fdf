"""What a jail is asked to be: levels, what a zygote may see, what a worker may use."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

WORK_IN_JAIL = Path("/submission")


class Level(StrEnum):
    """How strongly a submission is walled in; compare by `strength`, not by name."""

    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    PROCESS = "process"

    @property
    def strength(self) -> int:
        """3 for the strongest level, 1 for the weakest."""
        return {Level.NAMESPACES: 3, Level.LANDLOCK: 2, Level.PROCESS: 1}[self]


@dataclass(frozen=True, slots=True)
class Device:
    """A device that a worker may ask for, and all that using it takes. Paths are text, for JSON.

    Args:
        name: what it is asked for by, such as "cuda:0".
        nodes: device nodes, all in /dev; only a worker that has the device sees them.
        files: what its driver reads, such as libraries; read-only, and shown to every worker of
            a zygote that offers the device.
        proc: what its driver reads below /proc, such as "driver/nvidia"; shown as nodes are.
        library_path: directories of libraries that the loader does not find by itself.
        environment: variables of a worker that has the device.
    """

    name: str
    nodes: tuple[str, ...]
    files: tuple[str, ...] = ()
    proc: tuple[str, ...] = ()
    library_path: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Spec:
    """What every worker of one zygote may see.

    Args:
        packages: distribution names, such as "torch"; what they require is added.
        extra_read_only: absolute paths, shown at the same place.
        devices: what a worker may ask for; one that does not ask has null, zero, full, random
            and urandom alone.
        uid: the user that workers become where the grader runs as root (`namespaces`).
        gid: the group, likewise.
        scratch: where private work directories are made (`landlock`, `process`);
            None: the system's temporary directory.
    """

    packages: tuple[str, ...] = ()
    extra_read_only: tuple[Path, ...] = ()
    devices: tuple[Device, ...] = ()
    uid: int = 65534
    gid: int = 65534
    scratch: Path | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use.

    Args:
        memory_mb: address space on top of what the zygote has mapped; None: no limit.
        tmp_mb: size of work directory and /tmp together (`namespaces`).
        tmp_files: how many files, directories and links these may hold (`namespaces`).
        file_mb: size of a single file.
        open_files: descriptors.
        threads: threads (`namespaces`, Linux 5.14 and later). The other levels cannot count
            those of one worker: there, 64 times as many bound the user's, unless it is root.
        cpu_seconds: processor time; None: no limit.
    """

    memory_mb: int | None = 2048
    tmp_mb: int = 64
    tmp_files: int = 4096
    file_mb: int = 64
    open_files: int = 64
    threads: int = 64
    cpu_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Visible:
    """The paths that a jail shows, all absolute and free of links but for `links`.

    Args:
        trees: files and directories shown read-only, with all that they hold.
        hidden: directories inside `trees` that show only what `trees` lists below them.
        links: symbolic links on the way to a tree, and what they say.
        devices: device nodes that every worker has.
        offered: device nodes that workers may ask for.
    """

    trees: tuple[Path, ...] = ()
    hidden: tuple[Path, ...] = ()
    links: tuple[tuple[Path, str], ...] = ()
    devices: tuple[Path, ...] = ()
    offered: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class ZygoteContext:
    """A zygote's jail, as `fork_worker` needs it.

    Args:
        level: the level that holds.
        spec: what was asked for.
        visible: what is shown.
        readable: the same as a list without exceptions (`landlock`).
        listed: directories that may be listed, but not read (`landlock`).
        proc: an O_PATH descriptor of the host's /proc; None where there is none.
        threads: threads that the user ran when the zygote started (`landlock`, `process`);
            None: not known, or of no use because the user is root.
        work: where a worker's files live (`namespaces`); None: a new directory each time.
    """

    level: Level
    spec: Spec
    visible: Visible = field(default_factory=Visible)
    readable: tuple[Path, ...] = ()
    listed: tuple[Path, ...] = ()
    proc: int | None = None
    threads: int | None = None
    work: Path | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """A running worker, as its keeper sees it.

    Args:
        pid: its process id in the keeper's pid namespace.
        work: its work directory, as the worker sees it.
        private: the directory on the host that holds `work`, which `clean_up` removes.
    """

    pid: int
    work: Path
    private: Path | None = None
