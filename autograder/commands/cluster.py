"""`grade --dask`: what the workers of a cluster get, and at which isolation level they grade."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from autograder.batch.cluster import DaskExecutor
from autograder.batch.executor import Executor
from autograder.batch.run import Settings
from autograder.batch.site import order_for
from autograder.errors import UsageError
from autograder.publish.pack import secret_tree, tar_gz
from autograder.report.clean import one_line
from autograder.sandbox.isolation import Level


def cluster_level(wanted: str | None) -> Level:
    """The isolation level that every worker must have; what this machine has does not count.

    Raises:
        UsageError: no such level.
    """
    try:
        return Level(wanted or Level.NAMESPACES)
    except ValueError:
        raise UsageError(f"--isolation {wanted}: expected one of {', '.join(Level)}.") from None


@contextlib.contextmanager
def executor_for(
    address: str | None, settings: Settings, most: int, console: Console
) -> Iterator[Executor | None]:
    """A cluster with its workers prepared; None where this machine grades.

    Args:
        address: of the scheduler, if any.
        settings: what is graded, and how.
        most: submissions at a time; 0: as many as the workers take.
        console: workers that come, go or are refused are told there.

    Raises:
        UsageError: distributed is not installed, the address is none, or solutions are not here.
        ClusterError: the scheduler cannot be reached, or no worker can grade.
    """
    if address is None:
        yield None
        return
    names = tuple(a.id for a in settings.assignments)
    archive = tar_gz(secret_tree(settings.course, settings.assignments))
    order = order_for(settings.course, names, archive, settings.level, settings.secret)

    def say(text: str) -> None:
        console.print(escape(one_line(text, 1000)), highlight=False, soft_wrap=True)

    say(f"Preparing the workers of {address}: {max(1, len(archive) // 1000):,} kB each")
    with DaskExecutor(address, order, say, most) as executor:
        devices = {e.speed.device for a in settings.assignments for e in a.exercises if e.speed}
        for reason in sorted({executor.untimed(device) for device in devices} - {""}):
            say(f"Speed is not measured: {reason}")
        yield executor
