"""What runs in a Dask worker's process. The one module that imports distributed when imported.

Dask carries it there by name, in pickles between our own processes. What comes of a submission
crosses in them as bytes alone, and is decoded by msgspec into `JobResult`.

A worker is asked what it has before it is told anything. It is not the scheduler that keeps the
plugin and hands it to whoever joins: what a worker cannot unpickle, Dask writes into its log, and
the plugin's order holds the secret.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import msgspec
from distributed import Reschedule, Status, Worker, WorkerPlugin, get_worker

from autograder.batch.site import NEW, READY, REFUSED, Site, software

ALONE = "alone"  # the resource of a worker that has its machine to itself


class Prepare(WorkerPlugin):  # type: ignore[misc]  # distributed is not checked
    """Prepares a worker for one run, and offers its slots once it is ready.

    Args:
        name: of the run, and of the resource that its jobs ask for: no job meets a worker that
            is not ready or was refused.
        order: msgpack of an `Order`.
    """

    def __init__(self, name: str, order: bytes) -> None:
        self.name, self._order = name, order
        self.site: Site | None = None

    def setup(self, worker: Worker) -> None:
        """Begin to prepare; the worker joins its cluster meanwhile."""
        self._worker = worker
        # on a machine that one job is to have for itself, one thread grades
        alone = worker.state.total_resources.get(ALONE, 0) >= 1
        self._slots, self._alone = 1 if alone else worker.state.nthreads, alone
        self.site = Site(
            self._order,
            ready=lambda: worker.loop.add_callback(self._offer, self._slots),
            expired=lambda: worker.loop.add_callback(forget, self.name, worker),
        )
        self._order = b""  # it may be large
        self.site.start()

    async def teardown(self, worker: Worker) -> None:
        """End all and remove all."""
        if worker.status in (Status.running, Status.paused):
            with suppress(OSError):  # the scheduler may be gone
                await self._offer(0)
        if self.site is not None:
            await asyncio.to_thread(self.site.close)

    def report(self) -> dict[str, Any]:
        """How this worker is doing; asking keeps the run alive."""
        if self.site is None:
            return {"state": REFUSED, "reason": "It could not begin to prepare: see its log."}
        self.site.renew()
        state = self.site.state
        slots = self._slots if state == READY else 0
        return {"state": state, "reason": self.site.reason, "slots": slots, "alone": self._alone}

    async def _offer(self, slots: int) -> None:
        worker = self._worker
        await worker.set_resources(**{self.name: slots})
        if slots and worker.status is Status.running:
            # the scheduler looks again at jobs that no worker could take when a status changes
            worker.status = Status.paused
            worker.status = Status.running


def describe() -> dict[str, Any]:
    """What a worker has that a mark depends on."""
    found: dict[str, Any] = msgspec.to_builtins(software())
    return found


async def prepare(name: str, order: bytes, dask_worker: Worker) -> None:
    """Begin to prepare a worker that was found fit. Raises nothing: Dask would log the order."""
    with suppress(Exception):
        await dask_worker.plugin_add(plugin=Prepare(name, order), name=name)


async def forget(name: str, dask_worker: Worker) -> None:
    """Let a worker end what it has of a run."""
    if name in dask_worker.plugins:
        await dask_worker.plugin_remove(name)


def report(name: str, dask_worker: Worker) -> dict[str, Any]:
    """How a worker is doing; asking keeps the run alive there."""
    plugin = dask_worker.plugins.get(name)
    told = plugin.report() if isinstance(plugin, Prepare) else {"state": NEW}
    return {"name": str(dask_worker.name)} | told


def grade(name: str, job: bytes) -> bytes:
    """One job, in one of the worker's threads: msgpack of a `Job` -> msgpack of a `JobResult`.

    Raises:
        Reschedule: this worker is about to end; the scheduler then asks another one.
    """
    plugin = get_worker().plugins.get(name)
    site = plugin.site if isinstance(plugin, Prepare) else None
    if site is not None:
        answer = site.grade(job)
        if site.state == READY:
            return answer
    raise Reschedule
