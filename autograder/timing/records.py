"""What a bench has found: one document, and a part of it beside each assignment's solutions.

All times are in seconds, of one call.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.files import write_atomic
from autograder.results import Record

SCHEMA_VERSION = 1
FILE = "timing.json"


class Timed(Record, frozen=True, kw_only=True):
    """One function at one size."""

    name: str
    median: float
    low: float  # quartiles of the repeats
    high: float
    repeats: int
    calls: int  # of which one repeat is the mean
    error: float  # relative standard error of the median
    # The reference's time divided by this one's, in the same round: median and quartiles over
    # the rounds. None for the reference itself.
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None


class Row(Record, frozen=True, kw_only=True):
    """One size: the reference, and each peer that is there."""

    size: str
    operations: float
    bytes: float
    floor: float
    bound: str  # what bounds the floor: "operations" or "bytes"
    share: float  # floor / the reference's median: 1 is as fast as the machine allows
    reference: Timed
    peers: tuple[Timed, ...] = ()


class LeftOut(Record, frozen=True, kw_only=True):
    """A size, or a peer, that was not timed, and why."""

    name: str
    reason: str


class Growth(Record, frozen=True, kw_only=True):
    """How a function's time grows: about with work ** exponent."""

    name: str
    exponent: float


class ExerciseTiming(Record, frozen=True, kw_only=True):
    """One exercise over its sizes."""

    assignment: str
    exercise: str
    dtype: str
    devices: tuple[str, ...] = ("cpu", "cuda")  # where it can run at all
    rows: tuple[Row, ...] = ()
    left_out: tuple[LeftOut, ...] = ()  # sizes
    absent: tuple[LeftOut, ...] = ()  # peers
    growth: tuple[Growth, ...] = ()  # the reference's first
    wrong: tuple[str, ...] = ()  # sentences: results that differ, calls that raised

    def skipped(self, device: str) -> str | None:
        """Why it cannot run on a device; None where it can."""
        can = device in self.devices
        return None if can else "The reference is NumPy's, which computes on the CPU alone."


class Bench(Record, frozen=True, kw_only=True):
    """One run on one device."""

    schema_version: int = SCHEMA_VERSION
    device: str  # "cpu" or "cuda"
    name: str  # of the device: "AMD EPYC"
    driver: str | None = None
    threads: int  # of torch and of NumPy's linear algebra, peers and references alike
    date: str  # ISO 8601, UTC, a day
    versions: dict[str, str]
    seconds: float  # the cap for one exercise at one size
    peaks: dict[str, float]  # dtype -> operations per second, measured
    bandwidth: float  # bytes per second, measured
    exercises: tuple[ExerciseTiming, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether no result was wrong."""
        return not any(exercise.wrong for exercise in self.exercises)


Kept = dict[str, Bench]  # by device


def to_json(value: Bench | Kept) -> bytes:
    """Indented UTF-8 JSON with a final newline; times to five digits, which is more than is known.

    The same value gives the same bytes.
    """
    plain = _rounded(msgspec.to_builtins(value))
    return msgspec.json.format(msgspec.json.encode(plain), indent=1) + b"\n"


def from_json(data: bytes) -> Bench:
    """Decode a run.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of another type.
    """
    return msgspec.json.decode(data, type=Bench)


def kept(assignment: Assignment) -> Kept:
    """What is committed for an assignment, by device; nothing where it was never timed.

    Raises:
        CourseError: it cannot be read.
    """
    path = assignment.solution_dir / FILE
    if not path.is_file():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kept)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"cannot be read: {error}. Delete it, or run `autograder bench --commit` again"
        raise CourseError(message, path) from None


def keep(assignment: Assignment, bench: Bench) -> Path:
    """Commit a run's part for an assignment, in the place of the device's earlier one.

    Returns:
        The file.
    """
    own = tuple(e for e in bench.exercises if e.assignment == assignment.id)
    found = kept(assignment) | {bench.device: msgspec.structs.replace(bench, exercises=own)}
    path = assignment.solution_dir / FILE
    write_atomic(path, to_json({device: found[device] for device in sorted(found)}))
    return path


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return value
