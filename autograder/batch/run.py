"""Grade many submissions: in parallel, resumable, one result document each."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

import msgspec

from autograder.batch.compose import Context, compose
from autograder.batch.digests import assignment_digest, engine_digest, result_key
from autograder.batch.executor import Executor, LocalExecutor
from autograder.course import Assignment, Course
from autograder.errors import GraderFault, LastingFault, StoreError
from autograder.grading.jobs import FROM_JSON, Job, JobResult
from autograder.grading.speed_points import not_timed, waiting, with_speed
from autograder.grading.versions import versions
from autograder.results import AssignmentResult, ExerciseResult, SubmissionResult, Verdict
from autograder.sandbox.isolation import Level
from autograder.store import Store
from autograder.submission import Source, Submission, read

TRIES = 2  # a grader fault is retried once
STORING = 8  # threads at the store at a time: its connections are few


@dataclass(frozen=True)
class Settings:
    """How to grade.

    Attributes:
        course: where solutions and tests are.
        assignments: what to grade.
        only: one exercise alone.
        level: isolation.
        jobs: how many submissions at a time on this machine.
        secret: seeds the hidden tests.
        fail_fast: stop at the first grader fault.
    """

    course: Course
    assignments: tuple[Assignment, ...]
    level: Level
    jobs: int
    secret: str
    only: str | None = None
    fail_fast: bool = False


@dataclass(frozen=True)
class Graded:
    """One finished submission.

    Attributes:
        fresh: whether something of it was computed in this run.
        times: assignment id -> when it was handed in, UTC, where that is known of each.
    """

    result: SubmissionResult
    fresh: bool
    times: Mapping[str, datetime] = field(default_factory=dict)


class Batch:
    """Grades submissions. Use as a context manager; processes start when first needed.

    Args:
        settings: how to grade.
        store: keeps each result as soon as it is computed.
        context: roster and late rule.
        executor: grades the jobs; without one, this machine does.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        context: Context,
        executor: Executor | None = None,
    ) -> None:
        self.settings, self._store, self._context = settings, store, context
        self._storing = threading.BoundedSemaphore(STORING)
        s = settings
        self._own = LocalExecutor(s.course, s.assignments, s.level, s.secret, s.jobs)
        self._executor: Executor = executor or self._own
        self._stopping = threading.Event()
        common = {
            "engine": engine_digest(),
            "secret": settings.secret,
            "isolation": str(settings.level),
            "only": settings.only or "",
            "versions": msgspec.json.encode(versions(), order="sorted").decode(),
        }
        self._untimed = {a.id: self._reasons(a) for a in settings.assignments}
        self._depends = {
            a.id: common | {"assignment": a.id, "tests": assignment_digest(a)} | self._untimed[a.id]
            for a in settings.assignments
        }

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._own.stop()

    def run(self, sources: Sequence[Source]) -> Iterator[Graded]:
        """Grade all, in whatever order they finish.

        Each is in the store before it is yielded. When the caller stops early, what has not
        begun is dropped, and this batch is over.
        """
        left, done = iter(sources), False
        with ThreadPoolExecutor(self._executor.threads, "slot") as pool:
            running: set[Future[Graded]] = set()
            try:
                while True:
                    # a few more than there are slots: none idles while the caller writes pages
                    wanted = max(0, 2 * self._executor.slots - len(running))
                    for source in islice(left, wanted):
                        running.add(pool.submit(self._one, source))
                    if not running:
                        break
                    finished, running = wait(running, return_when=FIRST_COMPLETED)
                    for graded in (future.result() for future in finished):
                        yield graded
                        if graded.result.fault and self.settings.fail_fast:
                            return
                done = True
            finally:
                if not done:
                    self._stop(running)

    def _stop(self, futures: set[Future[Graded]]) -> None:
        """Drop what has not begun, and end what runs, so that the pool need not wait for it."""
        self._stopping.set()
        for future in futures:
            future.cancel()
        self._executor.stop()

    def _one(self, source: Source) -> Graded:
        submission = read(source, self.settings.course)
        problem = submission.problem
        keys = {
            a.id: result_key(
                submission.files.get(a.id, {}),
                problem or submission.file_problems.get(a.id),
                self._depends[a.id],
            )
            for a in self.settings.assignments
        }
        with self._storing:
            known = self._store.get(keys.values())
        results, fresh = [], False
        for assignment in self.settings.assignments:
            key = keys[assignment.id]
            if key in known:
                result = _decoded(known[key])
            else:
                fresh = True
                result = self._keep(key, assignment, self._grade(assignment, submission))
            if result.fault is None:
                with self._storing:
                    self._store.assign(submission.id, assignment.id, key)
            results.append(result)
        document = compose(submission, results, self.settings.level, self._context)
        return Graded(document, fresh, submission.times)

    def _keep(self, key: str, assignment: Assignment, result: JobResult) -> JobResult:
        if result.fault is not None:
            return result
        with self._storing:
            self._store.put(key, assignment.id, msgspec.json.encode(result))
            # a twin may have been faster: the first document of a key is the result
            return _decoded(self._store.get([key])[key])

    def _grade(self, assignment: Assignment, submission: Submission) -> JobResult:
        files = submission.files.get(assignment.id, {})
        problem = submission.problem or submission.file_problems.get(assignment.id)
        job = Job(
            assignments=(assignment.id,),
            files={assignment.id: dict(files)} if files else {},
            problems={assignment.id: problem} if problem else {},
            only=self.settings.only,
        )
        reason = ""
        for _ in range(TRIES):
            if self._stopping.is_set():
                raise GraderFault("stopped")
            try:
                result = self._graded(assignment, job)
            except LastingFault as error:
                reason = str(error)
                break
            except GraderFault as error:
                reason = str(error)
                continue
            if result.fault is None:
                return result
            reason = result.fault
        return JobResult(
            assignments=(_faulty(assignment, self.settings.only),), timing={}, fault=reason
        )

    def _reasons(self, assignment: Assignment) -> dict[str, str]:
        """What speed marks depend on beside the files: device -> why nobody can measure it."""
        devices = sorted({e.speed.device for e in assignment.exercises if e.speed})
        return {name: reason for name in devices if (reason := self._executor.untimed(name))}

    def _graded(self, assignment: Assignment, job: Job) -> JobResult:
        """Tests beside other jobs; then, with the machine to itself, what is to be timed."""
        result = self._executor.grade(job)
        if result.fault is not None:
            return result
        if reasons := self._untimed[assignment.id]:
            result = not_timed(result, assignment, reasons)
        names = tuple(name for a in result.assignments for name in waiting(a))
        if not names:
            return result
        devices = {e.speed.device for e in assignment.exercises if e.speed and e.name in names}
        asked = msgspec.structs.replace(job, speed=names, devices=tuple(sorted(devices - {"cpu"})))
        timed = self._executor.grade(asked)
        if timed.fault is not None:
            return timed
        return with_speed(result, timed)


def _decoded(document: bytes) -> JobResult:
    try:
        return FROM_JSON.decode(document)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(
            f"The store holds a result that cannot be read: {error}. It is damaged. Move it away "
            "to start anew, or name another one with --store."
        ) from None


def _faulty(assignment: Assignment, only: str | None) -> AssignmentResult:
    """No marks, and not the student's fault."""
    exercises = tuple(
        ExerciseResult(
            name=e.name,
            title=e.title,
            points=e.points,
            earned=0.0,
            verdict=Verdict.GRADER_FAULT,
            passed=0,
            total=0,
        )
        for e in assignment.exercises
        if only in (None, e.name)
    )
    points = sum(e.points for e in exercises)
    return AssignmentResult(
        id=assignment.id, title=assignment.title, points=points, earned=0.0, exercises=exercises
    )


def present(sources: Sequence[Source], course: Course) -> tuple[Assignment, ...]:
    """The assignments that at least one submission has a file for; all, where none has."""
    if len(course.assignments) == 1:
        return course.assignments
    seen: set[str] = set()
    for source in sources:
        with suppress(OSError):
            submission = read(source, course)
            seen |= set(submission.files) | set(submission.file_problems)
        if len(seen) == len(course.assignments):
            break
    return tuple(a for a in course.assignments if a.id in seen) or course.assignments
