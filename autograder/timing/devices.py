"""Which devices speed can be measured on here, and what workers are offered for it."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.course import Assignment
from autograder.sandbox.devices import CUDA, find
from autograder.sandbox.isolation import Device


def missing(device: str) -> str | None:
    """Why speed cannot be measured on a device here, as a part of a sentence; None: it can.

    Args:
        device: "cpu" or "cuda".
    """
    return None if device != CUDA or find() else "this machine has no GPU."


def offered(assignments: Iterable[Assignment]) -> tuple[Device, ...]:
    """The machine's GPUs, where the speed of an exercise is measured on one; else nothing."""
    wanted = {e.speed.device for a in assignments for e in a.exercises if e.speed}
    return find() if CUDA in wanted else ()
