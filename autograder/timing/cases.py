"""What is timed: functions of a reference, over sizes, beside what a practitioner would call.

An assignment's cases are authored in `solutions/<assignment>/timing.py`, as `CASES`, a sequence of
`Case`. They are secret, like all of `solutions/`, and never run in a process that holds a
submission.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.timing.agreement import values_agree

FILE = "timing.py"

Thunk = Callable[[], Any]
Agree = Callable[[tuple[Any, ...], Any, Any, float], str]


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
        dtype: what it computes in, whose peak speed bounds it: "float64" or "float32".
        devices: where it can run; NumPy computes on the CPU alone.
        memory: a size's keywords -> the most bytes that all of it needs at one time; without it,
            six times the least traffic.
        marked: labels of sizes that are there for speed marks alone; no bench takes them.
        agree: arguments, the reference's result, a peer's, tolerance -> what is wrong with the
            peer's, or "". By default all values agree; what draws at random says its own.
    """

    exercise: str
    sizes: Mapping[str, Mapping[str, Any]]
    inputs: Callable[..., tuple[Any, ...]]
    work: Callable[..., Work]
    peers: Mapping[str, Callable[..., Thunk]] = field(default_factory=dict)
    subject: Callable[..., Thunk] = _called
    tolerance: float = 1e-6
    dtype: str = "float32"
    devices: tuple[str, ...] = ("cpu", "cuda")
    memory: Callable[..., float] | None = None
    marked: tuple[str, ...] = ()
    agree: Agree = values_agree

    @property
    def benched(self) -> dict[str, Mapping[str, Any]]:
        """The sizes that a bench takes, from small to large."""
        return {label: size for label, size in self.sizes.items() if label not in self.marked}

    def needs(self, size: Mapping[str, Any]) -> float:
        """The most bytes that a size needs at one time."""
        return self.memory(**size) if self.memory else 6 * self.work(**size).bytes

    @property
    def times_calls(self) -> bool:
        """Whether it is a plain call: arguments in, result out."""
        return self.subject is _called


def load_cases(assignment: Assignment) -> dict[str, Case]:
    """An assignment's cases by exercise; none where it has no `timing.py`.

    Raises:
        CourseError: the file cannot be run, or a case is of no exercise.
    """
    path = assignment.solution_dir / FILE
    if not path.is_file():
        return {}
    module = _run(path, f"timing_of_{assignment.id}")
    try:
        cases = tuple(module.CASES)
    except AttributeError as error:
        raise CourseError("expected CASES, a sequence of Case; there is none", path) from error
    known = {exercise.name for exercise in assignment.exercises}
    for case in cases:
        if case.exercise not in known:
            raise CourseError(f"{case.exercise!r} is no exercise of {assignment.id}", path)
    return {case.exercise: case for case in cases}


def load_reference(assignment: Assignment) -> ModuleType:
    """An assignment's reference, freshly run.

    Raises:
        CourseError: it cannot be run.
    """
    return _run(assignment.solution_dir / assignment.file, f"reference_of_{assignment.id}")


def _run(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise CourseError(f"cannot be run: {type(error).__name__}: {error}", path) from error
    return module
