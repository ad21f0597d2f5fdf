"""The result document: one per submission, versioned, everything else is derived from it.

`SubmissionResult` is written as `results/<id>.json`. The JSON Schema beside this file is
generated from these types by `autograder build`. Times stand apart, in `timing`, so that two
runs over the same input compare equal without it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

SCHEMA_VERSION = 1


class Verdict(StrEnum):
    """Whose fault it is, and what kind."""

    PASSED = "passed"
    FAILED = "failed"  # a wrong answer
    ERROR = "error"  # the submission's code raised, crashed or could not be imported
    TIME_OUT = "time_out"
    OUT_OF_MEMORY = "out_of_memory"
    FORBIDDEN_CALL = "forbidden_call"
    NOT_ATTEMPTED = "not_attempted"
    NOT_CHECKABLE = "not_checkable"  # nothing could be asked: no readable file, no such device
    GRADER_FAULT = "grader_fault"


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all result types: frozen, keyword-only, strict when read back."""


class ValueRow(Record, frozen=True, kw_only=True):
    """One differing element. Numbers are text, already rounded for reading.

    `expected` is None in hidden tests: expected values never appear in feedback.
    """

    at: str
    yours: str
    expected: str | None = None


class Picture(Record, frozen=True, kw_only=True):
    """Small planes (row, column) to draw. `expected` and `difference`: public tests only."""

    yours: tuple[tuple[float, ...], ...]
    input: tuple[tuple[float, ...], ...] | None = None
    expected: tuple[tuple[float, ...], ...] | None = None
    difference: tuple[tuple[float, ...], ...] | None = None


class Diagnosis(Record, frozen=True, kw_only=True):
    """The first thing that is wrong with a value, and nothing after it.

    `step` is one of: exists, error, type, shape, dtype, finite, values, property, process, rule.
    """

    step: str
    message: str
    rows: tuple[ValueRow, ...] = ()
    trace: tuple[str, ...] = ()  # lines of the submission's own traceback
    picture: Picture | None = None


class TestResult(Record, frozen=True, kw_only=True):
    """One test of one exercise."""

    __test__ = False  # not a pytest class, whatever its name

    name: str  # the property, such as "gradient_accumulates_where_windows_overlap"
    hidden: bool
    weight: float
    verdict: Verdict
    call: str | None = None  # "conv2d_forward(x (2, 3, 5, 7), ...)"; None in hidden tests
    diagnosis: Diagnosis | None = None
    hint: str | None = None
    mistake: str | None = None  # id of the mistake that reproduces the student's value
    output: str | None = None  # what the submission printed during the test, capped


class Misconception(Record, frozen=True, kw_only=True):
    """The mistake that explains most of an exercise's failures."""

    mistake: str  # file name without .py
    belief: str  # third person singular: "flips the kernel"
    hint: str
    tests: int  # how many failed tests it reproduces


class RuleViolation(Record, frozen=True, kw_only=True):
    """A forbidden import or call in the submission, with its line."""

    file: str
    line: int
    message: str
    exercise: str | None = None  # None: at module level, concerns every exercise of the file


class SpeedStatus(StrEnum):
    """How far the measurement of an exercise's speed came."""

    MEASURED = "measured"
    TESTS_FIRST = "tests_first"  # not all tests pass: nothing is earned, nothing was measured
    FAILED = "failed"  # a timed call was wrong, raised or ended the process: nothing is earned
    NOT_MEASURED = "not_measured"  # all tests pass, and nothing here measures: points are open
    NOT_CHECKABLE = "not_checkable"  # this machine lacks the device: points are open


class SpeedSize(Record, frozen=True, kw_only=True):
    """One size of the inputs. The ratio itself is in `SubmissionResult.timing`, as all times."""

    label: str
    share: float  # of the size's points: 1, 0.75, 0.5, 0.25 or 0


class SpeedResult(Record, frozen=True, kw_only=True):
    """How fast one exercise is, beside the reference."""

    points: float  # part of the exercise's points
    earned: float  # part of what the exercise earned
    status: SpeedStatus
    full_marks_at: float  # ratio: the submission's time over the reference's
    zero_at: float
    device: str = "cpu"
    sizes: tuple[SpeedSize, ...] = ()
    message: str | None = None  # why nothing was earned, or measured

    @property
    def open(self) -> float:
        """Points that are neither earned nor lost yet."""
        waiting = (SpeedStatus.NOT_MEASURED, SpeedStatus.NOT_CHECKABLE)
        return self.points if self.status in waiting else 0.0


class ExerciseResult(Record, frozen=True, kw_only=True):
    """One exercise of one submission. `points` and `earned` are with those of its speed."""

    name: str
    title: str
    points: float
    earned: float
    verdict: Verdict  # PASSED: all tests; else the most telling verdict among its tests
    passed: int
    total: int
    tests: tuple[TestResult, ...] = ()
    misconception: Misconception | None = None
    violations: tuple[RuleViolation, ...] = ()
    handout: str | None = None  # "assignments/a03_pooling/README.md#overlapping-windows"
    speed: SpeedResult | None = None  # None: speed earns nothing here


class AssignmentResult(Record, frozen=True, kw_only=True):
    """One assignment of one submission, before lateness."""

    id: str  # folder name, "a01_convolution"
    title: str
    points: float
    earned: float
    exercises: tuple[ExerciseResult, ...]
    output: str | None = None  # what was printed while importing, capped


class Student(Record, frozen=True, kw_only=True):
    """Who handed in. `name` and `email` come from the roster, where there is one."""

    id: str
    name: str | None = None
    email: str | None = None
    username: str | None = None
    leaderboard: str | None = None  # the name to show there, for those who want one


class Lateness(Record, frozen=True, kw_only=True):
    """How late, and what it costs. Applied after the raw score is stored."""

    days: int  # started days past the due time
    factor: float  # 1.0 on time; 0.8 after two days at 10 % a day
    rule: str


class SubmissionResult(Record, frozen=True, kw_only=True):
    """Everything about one submission."""

    schema_version: int = SCHEMA_VERSION
    id: str  # file-name safe, unique in a run
    student: Student
    in_roster: bool | None = None  # None: no roster was given
    origin: str  # what was handed in, relative: "okafor_t.zip"
    submitted_at: str | None = None  # ISO 8601, UTC
    points: float
    raw: float  # sum over assignments
    earned: float  # after lateness
    late: Lateness | None = None
    assignments: tuple[AssignmentResult, ...] = ()
    notes: tuple[str, ...] = ()  # sentences for the student: renamed file taken, cell dropped, ...
    fault: str | None = None  # a grader fault: the mark is not final
    isolation: str = "namespaces"
    devices: tuple[str, ...] = ()  # device nodes that its processes held open: "/dev/nvidia0"
    versions: dict[str, str] = {}  # {"python": "3.11.7", "numpy": ..., "autograder": ...}
    # seconds: total, wall, submission's own; "test:<name>" each. And what `speed_key` names.
    timing: dict[str, float] = {}

    @property
    def not_final(self) -> str | None:
        """Why the mark is not final; None where it is."""
        if self.fault is not None:
            return self.fault
        for assignment in self.assignments:
            for exercise in assignment.exercises:
                speed = exercise.speed
                if speed is not None and speed.status is SpeedStatus.NOT_CHECKABLE:
                    reason = speed.message or f"there is no {speed.device} here"
                    return f"The speed of {exercise.name} is still to be measured: {reason}"
        return None


def speed_key(assignment: str, exercise: str, size: str, what: str) -> str:
    """Where `timing` has what was measured of a size.

    Args:
        assignment: id.
        exercise: name.
        size: label.
        what: "ratio", the interval's "low" and "high", "samples"; "wire", a share of the
            reference's time; "favour", 1 where the interval held two marks and the better was
            given.
    """
    return f"speed:{assignment}/{exercise}/{size}:{what}"


def to_json(result: SubmissionResult) -> bytes:
    """Encode a result as indented UTF-8 JSON with a final newline."""
    return msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n"


def from_json(data: bytes) -> SubmissionResult:
    """Decode a result document.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of another type.
    """
    return msgspec.json.decode(data, type=SubmissionResult)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a result document."""
    schema = msgspec.json.schema(SubmissionResult)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
