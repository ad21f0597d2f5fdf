"""Look, make, publish.

A run looks at the receipt first: where every file has its checksum, nothing is done. Otherwise it
works in `<out>/.work/<name>/`, which an interrupted run leaves for the next one, moves each
finished file to its place in one step, and writes the receipt last.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import UsageError
from course_data.checksum import Receipt, sha256_of
from course_data.screen import Screen, size_text

AUTO, ORIGINAL, PACKAGE = "auto", "original", "package"
SOURCES = (AUTO, ORIGINAL, PACKAGE)

_WORK = ".work"
_MANY = 8  # files; more are named by their folder


@dataclass(frozen=True)
class Workshop:
    """Where a data set is made.

    Attributes:
        work: kept from an interrupted run for the next one.
        out: the folder of all data sets, for those that are made from others.
        screen: what the user sees.
        subset: how many of each split; None: all.
        source: one of SOURCES.
    """

    work: Path
    out: Path
    screen: Screen
    subset: int | None = None
    source: str = AUTO

    def ready(self, name: str) -> Path:
        """Where to write a finished file, given its path in the data set."""
        path = self.work / "ready" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """An empty folder that is gone afterwards."""
        with tempfile.TemporaryDirectory(dir=self.work, prefix="part-") as folder:
            yield Path(folder)

    def count(self, available: int) -> int:
        """How many of a split to write.

        Raises:
            UsageError: there are not so many.
        """
        if self.subset is not None and self.subset > available:
            raise UsageError(f"--subset {self.subset} is more than the {available} that there are.")
        return available if self.subset is None else self.subset


@dataclass(frozen=True)
class DataSet:
    """What a script makes.

    Attributes:
        name: of its receipt and its work folder.
        title: what people call it.
        origin: who made it, and where it comes from.
        licence: under which terms.
        make: writes every file below `Workshop.ready`.
        version: raise it where the same arguments give other files than before.
    """

    name: str
    title: str
    origin: str
    licence: str
    make: Callable[[Workshop], None]
    version: int = 1


def run(
    dataset: DataSet,
    out: Path,
    screen: Screen,
    *,
    subset: int | None = None,
    source: str = AUTO,
) -> bool:
    """Make a data set where it is not there already; whether anything was done.

    A subset lies in a folder of its own, `<out>/first-<N>/`, laid out like the full set.
    """
    if subset is not None and subset < 1:
        raise UsageError(f"expected a --subset of at least 1, got {subset}.")
    root = out if subset is None else out / f"first-{subset}"
    part = "all" if subset is None else f"the first {subset}"
    receipt = Receipt(root / f"{dataset.name}.sha256", f"{dataset.name} {dataset.version}: {part}")
    if _is_there(receipt, dataset, screen):
        return False
    work = out / _WORK / dataset.name
    work.mkdir(parents=True, exist_ok=True)
    with _alone(work.with_suffix(".lock"), screen):
        problem = receipt.problem()
        if problem is None:  # another run has made it while we waited
            return False
        if problem:
            screen.say(f"{problem} Making it again.")
        screen.say(f"{dataset.title}\n  Source:  {dataset.origin}\n  Licence: {dataset.licence}")
        shutil.rmtree(work / "ready", ignore_errors=True)
        work.mkdir(parents=True, exist_ok=True)
        dataset.make(Workshop(work, out, screen, subset, source))
        _publish(work / "ready", receipt, screen)
        shutil.rmtree(work)
    return True


def _is_there(receipt: Receipt, dataset: DataSet, screen: Screen) -> bool:
    if receipt.problem() is not None:
        return False
    screen.say(f"{dataset.title}: already in {receipt.path.parent}, checksum ok.")
    return True


def _publish(ready: Path, receipt: Receipt, screen: Screen) -> None:
    """Move every file to its place, then say what lies there."""
    files = sorted(path for path in ready.rglob("*") if path.is_file())
    names = [path.relative_to(ready).as_posix() for path in files]
    checksums = [sha256_of(path) for path in files]
    size = sum(path.stat().st_size for path in files)
    root = receipt.path.parent
    for path, name in zip(files, names, strict=True):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, root / name)
    receipt.write(zip(names, checksums, strict=True))
    shown = names if len(names) <= _MANY else sorted({f"{n.rpartition('/')[0]}/" for n in names})
    screen.say(f"Wrote {size_text(size)} into {root}: {', '.join(shown)}")


@contextmanager
def _alone(lock: Path, screen: Screen) -> Iterator[None]:
    """Let two runs not work in the same folder; where the system has no such locks, trust."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with lock.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            screen.say("Another run is making it: waiting.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
