"""What the grading server is asked, and what it answers: bytes in, bytes out."""

from __future__ import annotations

import msgspec

from autograder.results import AssignmentResult, Record, SpeedResult

JOB_SECONDS = 1800  # wall-clock, for one job; a runner that takes longer is the grader's fault


class Job(Record, frozen=True, kw_only=True):
    """One submission to grade.

    Attributes:
        assignments: ids, in order.
        files: assignment id -> file name -> source. An assignment without files was not handed in.
        problems: assignment id -> why its file cannot be read.
        only: grade this exercise alone.
        devices: what its workers get: kinds ("cuda") or names ("cuda:1") of those that the engine
            offers.
        speed: run no tests, but time these exercises of the one assignment. The machine should do
            nothing else meanwhile.
    """

    assignments: tuple[str, ...]
    files: dict[str, dict[str, bytes]]
    problems: dict[str, str] = {}
    only: str | None = None
    devices: tuple[str, ...] = ()
    speed: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether nothing else may be graded on the machine meanwhile."""
        return bool(self.speed)


class JobResult(Record, frozen=True, kw_only=True):
    """What grading gave.

    Attributes:
        assignments: one result each.
        timing: seconds: "total", "tests" (their bodies), "workers" (what the submission's process
            has cost), "answers" (of these, from a question to its answer), and each
            "test:<id>/<name>".
        fault: the grader's own fault, if there was one.
        devices: device nodes that its workers held open, as seen from outside.
        speed: exercise -> how fast it is, where the job asked for it.
    """

    assignments: tuple[AssignmentResult, ...]
    timing: dict[str, float]
    fault: str | None = None
    devices: tuple[str, ...] = ()
    speed: dict[str, SpeedResult] = {}


# Made while there is one thread: two that meet a type for the first time crash inside msgspec.
JOB = msgspec.msgpack.Decoder(Job)
FROM_JSON = msgspec.json.Decoder(JobResult)
FROM_MSGPACK = msgspec.msgpack.Decoder(JobResult)
