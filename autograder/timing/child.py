"""The process that times: `python -m autograder.timing.child REQUEST`, which prints events.

It is a process of its own so that the number of threads is set before any library is loaded, and
so that nothing of the command line's own is in memory.
"""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from autograder.course import load_course
from autograder.errors import AutograderError, UsageError
from autograder.timing import machine
from autograder.timing.bench import Setting, time_exercise
from autograder.timing.cases import Case, load_cases, load_reference
from autograder.timing.clocks import Clock, clock_of
from autograder.timing.messages import NO_GPU, Event, Failed, Finished, Request, Telling
from autograder.timing.records import Bench, ExerciseTiming
from autograder.timing.rounds import Stop

# (side of the matrices, bytes of the copy): large enough for full speed, small enough for seconds
_PROBES = {"cpu": (2048, 256 << 20), "cuda": (8192, 1 << 30)}
_QUICK_PROBES = {"cpu": (512, 32 << 20), "cuda": (2048, 256 << 20)}


def main() -> None:
    """Answer one request."""
    # What libraries print must not end up among the events.
    channel = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    try:
        request = msgspec.json.decode(sys.argv[1], type=Request)
        _send(channel, Finished(run(request, lambda text: _send(channel, Telling(text)))))
    except AutograderError as error:
        _send(channel, Failed(str(error), usage=True))
    except Exception as error:
        _send(channel, Failed(f"{type(error).__name__}: {error}", usage=False))


def _send(channel: BinaryIO, event: Event) -> None:
    channel.write(msgspec.json.encode(event) + b"\n")


def run(request: Request, tell: Any) -> Bench:
    """Time what is asked for.

    Raises:
        UsageError: the device is not there.
        CourseError: cases or references cannot be run.
    """
    _prepare(request)
    course = load_course(Path(request.root))
    cases = [
        (assignment, load_cases(course.assignment(assignment))[exercise])
        for assignment, exercise in request.chosen
    ]
    clock = clock_of(request.device)
    tell("measuring this machine")
    setting = _setting(request, clock, [case for _, case in cases], tell)
    references = {
        name: load_reference(course.assignment(name)) for name, _ in dict.fromkeys(request.chosen)
    }
    found: list[ExerciseTiming] = []
    for assignment, case in cases:
        function = getattr(references[assignment], case.exercise)
        found.append(time_exercise(assignment, case, function, setting))
    return Bench(
        device=request.device,
        name=machine.name(request.device),
        driver=machine.driver(request.device),
        threads=request.threads,
        date=datetime.datetime.now(datetime.UTC).date().isoformat(),
        versions=machine.versions(request.device),
        seconds=request.seconds,
        peaks=setting.peaks,
        bandwidth=setting.bandwidth,
        exercises=tuple(found),
    )


def _prepare(request: Request) -> None:
    """Threads, seeds and precision, alike for references and peers."""
    import torch

    if request.device == "cuda" and not torch.cuda.is_available():
        raise UsageError(NO_GPU)
    torch.set_num_threads(request.threads)
    torch.manual_seed(0)
    # Full float32: else convolutions would be bounded by another peak than products are.
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cuda.matmul.allow_tf32 = False


def _setting(request: Request, clock: Clock, cases: list[Case], tell: Any) -> Setting:
    side, size = (_QUICK_PROBES if request.quick else _PROBES)[request.device]
    dtypes = sorted({case.dtype for case in cases if request.device in case.devices})
    return Setting(
        device=request.device,
        clock=clock,
        peaks={dtype: machine.peak(clock, request.device, dtype, side) for dtype in dtypes},
        bandwidth=machine.bandwidth(clock, request.device, size),
        stop=Stop(request.seconds),
        quick=request.quick,
        tell=tell,
    )


if __name__ == "__main__":
    main()
