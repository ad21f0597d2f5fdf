"""Promise 3: the tests of an assignment are right, shown by solutions whose marks are known.

The reference and every accepted variant earn full marks, the stub is not attempted, and every
mistake fails the tests that it must fail and is told its own hint. All of it behind the wall, as
a submission would be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import Assignment, Exercise
from autograder.errors import CourseError
from autograder.feedback.mistakes import Mistake, load_mistakes, variant_source
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job
from autograder.grading.speed_proof import SpeedProof, add_speed, prove_speed
from autograder.results import ExerciseResult, TestResult, Verdict

MIN_MISTAKES = 3
MIN_PUBLIC = MIN_HIDDEN = 1


@dataclass(frozen=True)
class MistakeProof:
    """How one mistake fared. `problems` is empty where it is caught and told its own hint."""

    id: str
    must_fail: tuple[str, ...]
    fails: tuple[str, ...]
    caught: bool
    hinted: bool
    hint: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExerciseProof:
    """One row of `autograder verify`. Seconds are wall-clock, of the reference behind the wall."""

    assignment: str
    exercise: str
    public: int
    hidden: int
    reference: bool
    accepted: int
    accepted_total: int
    stub: Verdict
    mistakes: tuple[MistakeProof, ...]
    slowest: str
    slowest_seconds: float
    seconds: float
    problems: tuple[str, ...] = field(default=())
    speed: SpeedProof | None = None

    @property
    def proved(self) -> bool:
        """Whether nothing is missing."""
        if self.speed is not None and self.speed.problems:
            return False
        return not self.problems and not any(m.problems for m in self.mistakes)


def prove(
    engine: Engine,
    assignment: Assignment,
    jobs: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[ExerciseProof, ...]:
    """Prove one assignment.

    Args:
        engine: serves the assignment.
        assignment: to prove.
        jobs: how many variants at a time.
        progress: told how many variants are done, of how many.

    Raises:
        CourseError: the reference, the stub or a mistake cannot be read.
        GraderFault: the engine failed.
    """
    mistakes = load_mistakes(assignment)
    variants = _variants(assignment, mistakes)
    count = len(variants)
    # the reference alone: its time is held against suite_seconds
    results = {"reference": engine.grade(variants["reference"])}
    with ThreadPoolExecutor(jobs) as pool:
        others = {name: job for name, job in variants.items() if name not in results}
        futures = {name: pool.submit(engine.grade, job) for name, job in others.items()}
        for done, (name, future) in enumerate(futures.items(), 2):
            results[name] = future.result()
            progress(done, count)
    add_speed(engine, assignment, variants, results)
    graded = {
        name: {e.name: e for a in result.assignments for e in a.exercises}
        for name, result in results.items()
    }
    timing = results["reference"].timing
    return tuple(_row(assignment, e, mistakes, graded, timing) for e in assignment.exercises)


def too_slow(assignment: Assignment, rows: Sequence[ExerciseProof]) -> str:
    """What to say where the reference takes longer than a right submission may; "" where not."""
    seconds, allowed = sum(row.seconds for row in rows), assignment.limits.suite_seconds
    if seconds <= allowed:
        return ""
    slowest = max(rows, key=lambda row: row.seconds)
    return (
        f"the tests take {seconds:.1f} s on the reference; {allowed:g} s are allowed "
        f"(suite_seconds). {slowest.exercise} takes {slowest.seconds:.1f} s of them"
    )


def _variants(assignment: Assignment, mistakes: Sequence[Mistake]) -> dict[str, Job]:
    """Name of the variant -> its job. Names: "reference", "stub", "accepted/x", "mistakes/x"."""
    reference = _read(assignment.solution_dir / assignment.file, "the reference")
    stub = _read(assignment.student_dir / assignment.file, "the stub; run `autograder build`")
    jobs = {"reference": _job(assignment, reference), "stub": _job(assignment, stub)}
    for path in sorted((assignment.solution_dir / "accepted").glob("*.py")):
        source = variant_source(reference, path.read_text(encoding="utf-8"))
        jobs[f"accepted/{path.stem}"] = _job(assignment, source)
    for mistake in mistakes:
        source = variant_source(reference, mistake.source)
        jobs[f"mistakes/{mistake.id}"] = _job(assignment, source, mistake.exercise)
    return jobs


def _read(path: Path, what: str) -> str:
    if not path.exists():
        raise CourseError(f"missing: {what}", path)
    return path.read_text(encoding="utf-8")


def _job(assignment: Assignment, source: str, only: str | None = None) -> Job:
    files = {assignment.id: {assignment.file: source.encode()}}
    return Job(assignments=(assignment.id,), files=files, only=only)


Graded = dict[str, dict[str, ExerciseResult]]


def _row(
    assignment: Assignment,
    exercise: Exercise,
    mistakes: tuple[Mistake, ...],
    graded: Graded,
    timing: dict[str, float],
) -> ExerciseProof:
    name = exercise.name
    reference = graded["reference"][name]
    accepted = {v: g[name] for v, g in graded.items() if v.startswith("accepted/")}
    own = [m for m in mistakes if m.exercise == name]
    proofs = tuple(_mistake(m, graded[f"mistakes/{m.id}"][name], reference) for m in own)
    times = {t.name: timing.get(f"test:{assignment.id}/{t.name}", 0.0) for t in reference.tests}
    slowest = max(times, key=lambda test: times[test], default="")
    public = sum(not t.hidden for t in reference.tests)
    problems = [
        *_full("the reference", reference),
        *(text for v, result in accepted.items() for text in _full(f"{v}.py", result)),
        *_stub(graded["stub"][name]),
    ]
    if public < MIN_PUBLIC:
        problems.append("no public test: students have nothing to run")
    if reference.total - public < MIN_HIDDEN:
        problems.append("no hidden test")
    if len(own) < MIN_MISTAKES:
        problems.append(f"{len(own)} mistakes; at least {MIN_MISTAKES} prove the tests")
    if not accepted:
        problems.append("no accepted variant in accepted/")
    return ExerciseProof(
        assignment=assignment.id,
        exercise=name,
        public=public,
        hidden=reference.total - public,
        reference=reference.verdict is Verdict.PASSED,
        accepted=sum(result.verdict is Verdict.PASSED for result in accepted.values()),
        accepted_total=len(accepted),
        stub=graded["stub"][name].verdict,
        mistakes=proofs,
        slowest=slowest,
        slowest_seconds=times.get(slowest, 0.0),
        seconds=sum(times.values()),
        problems=tuple(problems),
        speed=prove_speed(assignment, exercise, {"reference": reference, **accepted}, timing),
    )


def _full(what: str, result: ExerciseResult) -> list[str]:
    bad = [t for t in result.tests if t.verdict is not Verdict.PASSED]
    if result.verdict is Verdict.PASSED:
        return []
    return [f"{what} fails {_test(bad[0])}" if bad else f"{what}: {result.verdict}"]


def _stub(result: ExerciseResult) -> list[str]:
    bad = [t for t in result.tests if t.verdict is not Verdict.NOT_ATTEMPTED]
    return [f"the stub is {bad[0].verdict} in {bad[0].name}, not not-attempted"] if bad else []


def _test(test: TestResult) -> str:
    reason = test.diagnosis.message if test.diagnosis else test.verdict
    return f"{test.name}: {reason}"


def _mistake(mistake: Mistake, result: ExerciseResult, reference: ExerciseResult) -> MistakeProof:
    fails = tuple(t.name for t in result.tests if t.verdict is not Verdict.PASSED)
    known = {t.name for t in reference.tests}
    problems = []
    if not fails:
        problems.append("full marks")
    for wanted in mistake.must_fail:
        cases = {test for test in known if test == wanted or test.startswith(f"{wanted}[")}
        if not cases:
            problems.append(f"must_fail names {wanted}, but there is no such test")
        elif not cases & set(fails) and fails:
            problems.append(f"passes {wanted}")
    caught = not problems
    best = result.misconception
    hinted = best is not None and best.mistake == mistake.id
    if fails and not hinted:
        told = f"is told the hint of {best.mistake}" if best else "is told no hint"
        problems.append(told)
    return MistakeProof(
        id=mistake.id,
        must_fail=mistake.must_fail,
        fails=fails,
        caught=caught,
        hinted=hinted,
        hint=mistake.hint,
        problems=tuple(problems),
    )
