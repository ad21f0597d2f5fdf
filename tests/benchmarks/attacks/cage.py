"""A cage for graders that have no wall of their own, so that their attackers harm nobody.

Own pid, mount, network and ipc namespaces; everything read-only but one folder and a small /tmp; a
limit on processes and memory by control groups. Needs root: run it in a container or a throw-away
machine all the same.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
PROCESSES = 200
MEMORY = 3 * 2**30
OUTPUT = 10 * 2**20

UNSHARE = (
    "unshare",
    "--pid",
    "--fork",
    "--kill-child",
    "--mount",
    "--mount-proc",
    "--net",
    "--ipc",
)

# $1: the folder that may be written; the rest: the command
INSIDE = """
mount --make-rprivate /
for place in $(awk '$5 != "/proc" && $5 !~ "^/proc/" {print $5}' /proc/self/mountinfo); do
    mount -o remount,bind,ro "$place" 2>/dev/null
done
mount -n --bind "$1" /mnt && mount -n -o remount,bind,rw /mnt
mount -n -t tmpfs -o size=256m,nr_inodes=20k tmpfs /tmp
mkdir -p "$1" && mount -n --move /mnt "$1" || exit 125
mount -n -t tmpfs -o size=64m,nr_inodes=2k tmpfs /dev/shm
ip link set lo up 2>/dev/null
cd "$1" || exit 125
shift
ulimit -c 0
ulimit -f 400000
exec "$@"
"""


@dataclass(frozen=True)
class Done:
    """A command that has ended, or was ended.

    Attributes:
        code: its exit code; None: it was stopped at the deadline.
        said: what it printed, cut.
    """

    code: int | None
    said: str


def missing() -> str:
    """Why there can be no cage here; "" where there can."""
    if os.geteuid() != 0:
        return "a cage needs root: run this in a container or a throw-away machine"
    try:
        with _groups():
            return ""
    except OSError as error:
        return f"control groups cannot be made below {GROUPS}: {error}"


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float
) -> Done:
    """Run a command that may write `folder` alone; all that it starts ends with it."""
    log = folder.with_name(folder.name + ".log")
    with _groups() as groups, log.open("wb") as output:
        process = subprocess.Popen(
            [*UNSHARE, "sh", "-c", INSIDE, "sh", str(folder), *command],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: _enter(groups),
        )
        try:
            code: int | None = process.wait(seconds)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    with log.open("rb") as file:
        said = file.read(OUTPUT).decode("utf-8", "replace")
    return Done(code, said)


def _enter(groups: Sequence[Path]) -> None:
    for group in groups:
        (group / "cgroup.procs").write_text(str(os.getpid()))


@contextlib.contextmanager
def _groups() -> Iterator[list[Path]]:
    """Control groups of version 1 or 2 for one command."""
    name = f"caged-{uuid.uuid4().hex[:12]}"
    if (GROUPS / "cgroup.controllers").exists():
        limits = {GROUPS / name: {"pids.max": PROCESSES, "memory.max": MEMORY}}
    else:
        limits = {
            GROUPS / "pids" / name: {"pids.max": PROCESSES},
            GROUPS / "memory" / name: {"memory.limit_in_bytes": MEMORY},
        }
    try:
        for group, files in limits.items():
            group.mkdir()
            for file, value in files.items():
                (group / file).write_text(str(value))
        yield list(limits)
    finally:
        for group in limits:
            _remove(group)


def _remove(group: Path) -> None:
    for _ in range(50):
        with contextlib.suppress(OSError):
            for pid in (group / "cgroup.procs").read_text().split():
                os.kill(int(pid), signal.SIGKILL)
        with contextlib.suppress(OSError):
            group.rmdir()
        if not group.exists():
            return
        signal.sigtimedwait([], 0.1)
