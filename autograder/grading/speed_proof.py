"""Proof of speed marks: what is right and fast earns all of them, what says that it is slow none.

An accepted variant whose file has `slow = ("conv2d_im2col",)` must pass every test and lose exactly
the points of that exercise's speed. All others must keep them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograder.course import Assignment, Exercise
from autograder.errors import CourseError
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job, JobResult
from autograder.grading.speed_points import waiting, with_speed
from autograder.results import ExerciseResult, SpeedStatus, speed_key

MOST_WIRE = 0.6  # of the reference's time; more, and the ratio says little of the work


@dataclass(frozen=True)
class SpeedProof:
    """How one exercise's speed marks fared."""

    fast: tuple[str, ...]  # variants that keep all, the reference among them
    slow: tuple[str, ...]  # variants that lose all, as they say
    problems: tuple[str, ...]


def add_speed(
    engine: Engine, assignment: Assignment, jobs: Mapping[str, Job], results: dict[str, JobResult]
) -> None:
    """Time the reference and the accepted variants, one at a time.

    Args:
        engine: serves the assignment, and does nothing else meanwhile.
        assignment: to prove.
        jobs: variant -> what was graded.
        results: variant -> its tests; those that are timed are replaced.
    """
    for name, job in jobs.items():
        if name != "reference" and not name.startswith("accepted/"):
            continue
        source = job.files[assignment.id][assignment.file].decode()
        own = None if name == "reference" else _own(_path(assignment, name))
        todo = tuple(
            exercise
            for result in results[name].assignments
            for exercise in waiting(result)
            if own is None or _reached(source, exercise) & own
        )
        if todo:
            timed = engine.grade(msgspec.structs.replace(job, speed=todo))
            results[name] = with_speed(results[name], timed)


def prove_speed(
    assignment: Assignment,
    exercise: Exercise,
    graded: Mapping[str, ExerciseResult],
    timing: Mapping[str, float],
) -> SpeedProof | None:
    """How an exercise's speed marks fared; None where it has none.

    Args:
        assignment: that it belongs to.
        exercise: whose speed is marked.
        graded: variant -> its result: the reference and the accepted ones.
        timing: of the reference.
    """
    if exercise.speed is None:
        return None
    fast: list[str] = []
    slow: list[str] = []
    problems: list[str] = []
    for name, result in graded.items():
        speed = result.speed
        if speed is None or speed.status in (SpeedStatus.NOT_MEASURED, SpeedStatus.TESTS_FIRST):
            continue  # nothing of its own in this exercise, or a test that fails: told elsewhere
        if speed.status is SpeedStatus.NOT_CHECKABLE:
            problems.append(f"{name}: its speed cannot be proved here: {speed.message}")
            continue
        says_slow = name != "reference" and exercise.name in _slow(_path(assignment, name))
        (slow if says_slow else fast).append(name)
        wanted = 0.0 if says_slow else speed.points
        if speed.earned != wanted:
            shares = ", ".join(f"{size.label} {size.share:g}" for size in speed.sizes)
            reason = speed.message or f"shares: {shares}"
            text = f"{name} earns {speed.earned:g} of {speed.points:g} for speed; {wanted:g} is due"
            problems.append(f"{text} ({reason})")
    if not slow:
        text = f'no accepted variant says slow = ("{exercise.name}",): nothing shows what loses'
        problems.append(f"{text} its speed points")
    problems += _wire(assignment, exercise, timing)
    return SpeedProof(tuple(fast), tuple(slow), tuple(problems))


def _wire(assignment: Assignment, exercise: Exercise, timing: Mapping[str, float]) -> Iterator[str]:
    for size in exercise.speed.sizes if exercise.speed else ():
        part = timing.get(speed_key(assignment.id, exercise.name, size, "wire"), 0.0)
        if part > MOST_WIRE:
            yield (
                f"size {size}: carrying inputs and results takes {part:.0%} of the reference's "
                "time; choose a size with more work for each number"
            )


def _path(assignment: Assignment, variant: str) -> Path:
    return assignment.solution_dir / f"{variant}.py"


def _slow(path: Path) -> Sequence[str]:
    """The exercises of which a variant says that it is slow."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "slow":
            try:
                found = ast.literal_eval(node.value)
            except ValueError:
                found = None
            if not isinstance(found, tuple) or not all(isinstance(name, str) for name in found):
                raise CourseError('slow must be a tuple of names, ("nms",)', path, node.lineno)
            return found
    return ()


def _own(path: Path) -> set[str]:
    """The functions and classes that a variant replaces."""
    return set(_definitions(path.read_text(encoding="utf-8")))


def _definitions(source: str) -> dict[str, ast.AST]:
    body = ast.parse(source).body
    return {n.name: n for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef)}


def _reached(source: str, name: str) -> set[str]:
    """The functions and classes of a file that one of them may call, itself included."""
    known, reached, left = _definitions(source), set[str](), [name]
    while left:
        at = left.pop()
        if at in known and at not in reached:
            reached.add(at)
            left += [n.id for n in ast.walk(known[at]) if isinstance(n, ast.Name)]
    return reached
