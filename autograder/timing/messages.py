"""What the process that times is asked, and what it answers: lines of JSON."""

from __future__ import annotations

import msgspec

from autograder.timing.records import Bench


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A run on one device."""

    root: str  # of the course
    chosen: tuple[tuple[str, str], ...]  # (assignment, exercise), in order
    device: str  # "cpu" or "cuda"
    seconds: float  # for one exercise at one size
    threads: int
    quick: bool = False


class Telling(msgspec.Struct, frozen=True, tag="telling"):
    """What is under the clock now."""

    text: str


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """It cannot be done; a sentence."""

    text: str
    usage: bool  # whether another command would help; else the bench is at fault


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """All of it."""

    bench: Bench


Event = Telling | Failed | Finished
NO_GPU = "There is no GPU that torch can use here; leave out `--device cuda`."
