"""What is timed: functions of a reference, over sizes, beside what a practitioner would call.

An assignment's cases are authored in `solutions/<assignment>/timing.py`, as `CASES`, a sequence of
`Case`. They are secret, like all of `solutions/`, and never run in a process that holds a
submission.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.course import Assignment
from autograder.errors import CourseError

FILE = "timing.py"

Thunk = Callable[[], Any]


@dataclass(frozen=True)
class Work:
    """The least that a computation asks of a machine.

    Attributes:
        operations: on floating-point numbers; a multiplication and an addition are two.
        bytes: that cross the memory: inputs read once, outputs written once.
    """

    operations: float
    bytes: float


def _called(function: Callable[..., Any], *arguments: Any) -> Thunk:
    return lambda: function(*arguments)


@dataclass(frozen=True)
class Case:
    """One exercise under the clock.

    Attributes:
        exercise: a function, or class, of the reference.
        sizes: label -> keywords of `inputs` and `work`, from small to large.
        inputs: rng (numpy.random.Generator), device ("cpu" or "cuda") and a size's keywords ->
            a tuple of arguments. Fresh ones at each call, so that no answer can be remembered.
        work: a size's keywords -> what the computation asks for at least.
        peers: name -> the arguments -> a thunk that does the same. What happens before the thunk
            is there, such as turning arrays into tensors, is not timed.
        subject: the exercise's function and the arguments -> a thunk. For a class: builds it.
        tolerance: relative; how far results may be from the reference's.
    """

    exercise: str
    sizes: Mapping[str, Mapping[str, Any]]
    inputs: Callable[..., tuple[Any, ...]]
    work: Callable[..., Work]
    peers: Mapping[str, Callable[..., Thunk]] = field(default_factory=dict)
    subject: Callable[..., Thunk] = _called
    tolerance: float = 1e-6


def load_cases(assignment: Assignment) -> dict[str, Case]:
    """An assignment's cases by exercise; none where it has no `timing.py`.

    Raises:
        CourseError: the file cannot be run, or a case is of no exercise.
    """
    path = assignment.solution_dir / FILE
    if not path.is_file():
        return {}
    spec = importlib.util.spec_from_file_location(f"timing_of_{assignment.id}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        cases = tuple(module.CASES)
    except Exception as error:
        raise CourseError(f"cannot be run: {type(error).__name__}: {error}", path) from error
    known = {exercise.name for exercise in assignment.exercises}
    for case in cases:
        if case.exercise not in known:
            raise CourseError(f"{case.exercise!r} is no exercise of {assignment.id}", path)
    return {case.exercise: case for case in cases}
