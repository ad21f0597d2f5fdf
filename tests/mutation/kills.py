"""Grades mutants as submissions, by the warm engine: a fresh pytest each imports torch anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from mutants import Mutant

from autograder.course import MANIFEST, Assignment, Course, Limits, load_course
from autograder.errors import CourseError, GraderFault
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job, JobResult
from autograder.results import Verdict
from autograder.sandbox.isolation import Level

SECRET = "mutation"  # always the same, so that two runs agree
PATIENCE = 10  # a call may take so many times the reference's slowest test
CALL_SECONDS, TOTAL_SECONDS = 2.0, 20.0  # never less: the machine may be busy
FOLDERS = ("solutions", "tests", "assignments")


class Outcome(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    FAULT = "fault"  # the grader failed on it


def grade_mutants(
    course: Course,
    assignment: Assignment,
    mutants: Sequence[Mutant],
    level: Level,
    jobs: int = 1,
    progress: Callable[[], None] = lambda: None,
) -> list[Outcome]:
    """Grade mutants; one outcome each, in order.

    Args:
        course: where the assignment is.
        assignment: whose reference was mutated.
        mutants: of it.
        level: isolation; a mutant may hang or fill the memory like any submission.
        jobs: how many at a time.
        progress: told after each.

    Raises:
        CourseError: the reference fails its own tests.
        GraderFault: the engine failed on the reference.
    """
    limits = _limits(course, assignment, level)
    with (
        _bounded(course, assignment, limits) as copy,
        Engine(copy, copy.assignments, level, SECRET) as engine,
        ThreadPoolExecutor(jobs) as pool,
    ):

        def grade(mutant: Mutant) -> Outcome:
            try:
                result = engine.grade(_job(assignment, mutant.source, mutant.exercise))
            except GraderFault:
                return Outcome.FAULT
            finally:
                progress()
            return judge(result)

        return list(pool.map(grade, mutants))


def judge(result: JobResult) -> Outcome:
    """Killed where any test does not pass."""
    if result.fault:
        return Outcome.FAULT
    tests = [t for a in result.assignments for e in a.exercises for t in e.tests]
    passed = all(test.verdict is Verdict.PASSED for test in tests)
    return Outcome.SURVIVED if passed else Outcome.KILLED


def _job(assignment: Assignment, source: str, only: str | None = None) -> Job:
    files = {assignment.id: {assignment.file: source.encode()}}
    return Job(assignments=(assignment.id,), files=files, only=only)


def _limits(course: Course, assignment: Assignment, level: Level) -> Limits:
    """Limits that end a hanging mutant soon, and that the reference never meets."""
    source = (assignment.solution_dir / assignment.file).read_text(encoding="utf-8")
    with Engine(course, [assignment], level, SECRET) as engine:
        result = engine.grade(_job(assignment, source))
    if judge(result) is not Outcome.SURVIVED:
        raise CourseError(f"the reference of {assignment.id} fails its own tests")
    seconds = [s for name, s in result.timing.items() if name.startswith("test:")]
    own = assignment.limits
    call = max(CALL_SECONDS, PATIENCE * max(seconds))
    total = max(TOTAL_SECONDS, PATIENCE * sum(seconds))
    return replace(
        own,
        call_seconds=min(own.call_seconds, call),
        total_seconds=min(own.total_seconds, total),
    )


@contextmanager
def _bounded(course: Course, assignment: Assignment, limits: Limits) -> Iterator[Course]:
    """A copy of the course with one assignment, and other limits: servers read manifests."""
    with TemporaryDirectory(prefix="mutation_") as name:
        root = Path(name)
        for path in course.root.iterdir():
            if path.name not in FOLDERS and not path.name.startswith("."):
                (root / path.name).symlink_to(path)  # data, for example
        for folder in FOLDERS:
            source = course.root / folder / assignment.id
            shutil.copytree(source, root / folder / assignment.id)
        manifest = root / "solutions" / assignment.id / MANIFEST
        manifest.write_text(with_limits(manifest.read_text(encoding="utf-8"), limits), "utf-8")
        yield load_course(root)


def with_limits(manifest: str, limits: Limits) -> str:
    """The text of a manifest with its limits replaced."""
    kept, inside = [], False
    for line in manifest.splitlines():
        if line.lstrip().startswith("["):
            inside = line.strip().startswith("[limits]")
        if not inside:
            kept.append(line)
    rows = [f"{field.name} = {getattr(limits, field.name)}" for field in fields(limits)]
    return "\n".join([*kept, "", "[limits]", *rows, ""])
