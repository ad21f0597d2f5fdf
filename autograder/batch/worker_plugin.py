"""What runs in a Dask worker's process. The one module that imports distributed when imported.

Dask carries it there by name, in pickles between our own processes. What comes of a submission
crosses in them as bytes alone, and is decoded by msgspec into `JobResult`.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from distributed import Reschedule, Status, Worker, WorkerPlugin, get_worker

from autograder.batch.site import READY, Site

ALONE = "alone"  # the resource of a worker that has its machine to itself


class Prepare(WorkerPlugin):  # type: ignore[misc]  # distributed is not checked
    """Prepares a worker for one run, and offers its slots once it is ready.

    Args:
        name: of the run, and of the resource that its jobs ask for: no job meets a worker that
            is not ready or was refused.
        order: msgpack of an `Order`, secret included. It travels here and nowhere else.
    """

    def __init__(self, name: str, order: bytes) -> None:
        self.name, self._order = name, order

    def setup(self, worker: Worker) -> None:
        """Begin to prepare; the worker joins its cluster meanwhile."""
        self._worker = worker
        # on a machine that one job is to have for itself, one thread grades
        alone = worker.state.total_resources.get(ALONE, 0) >= 1
        self._slots = 1 if alone else worker.state.nthreads
        self._alone = alone
        self.site = Site(
            self._order,
            ready=lambda: worker.loop.add_callback(self._offer, self._slots),
            expired=lambda: worker.loop.add_callback(self._forget),
        )
        self.site.start()

    async def teardown(self, worker: Worker) -> None:
        """End all and remove all."""
        if worker.status in (Status.running, Status.paused):
            await self._offer(0)
        await asyncio.to_thread(self.site.close)

    def report(self) -> dict[str, Any]:
        """How this worker is doing; asking keeps the run alive."""
        self.site.renew()
        ready = self.site.state == READY
        return {
            "name": str(self._worker.name),
            "state": self.site.state,
            "reason": self.site.reason,
            "slots": self._slots if ready else 0,
            "alone": self._alone,
        }

    async def _offer(self, slots: int) -> None:
        worker = self._worker
        await worker.set_resources(**{self.name: slots})
        if slots and worker.status is Status.running:
            # the scheduler looks again at jobs that no worker could take when a status changes
            worker.status = Status.paused
            worker.status = Status.running

    async def _forget(self) -> None:
        """The command is gone for good: let the scheduler and all workers forget the run."""
        with suppress(ValueError, OSError):  # another worker may have noticed first
            await self._worker.scheduler.unregister_worker_plugin(name=self.name)


def report(name: str, dask_worker: Worker) -> dict[str, Any] | None:
    """How a worker is doing; None where it was never told of the run."""
    plugin = dask_worker.plugins.get(name)
    return plugin.report() if isinstance(plugin, Prepare) else None


def grade(name: str, job: bytes) -> bytes:
    """One job, in one of the worker's threads: msgpack of a `Job` -> msgpack of a `JobResult`.

    Raises:
        Reschedule: this worker is about to end; the scheduler then asks another one.
    """
    plugin = get_worker().plugins.get(name)
    if isinstance(plugin, Prepare):
        answer = plugin.site.grade(job)
        if plugin.site.state == READY:
            return answer
    raise Reschedule
