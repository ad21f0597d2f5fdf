"""From what grading gave to the result document: student, lateness, totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.batch.late import LateRule
from autograder.grading.jobs import JobResult
from autograder.grading.versions import versions
from autograder.results import Student, SubmissionResult
from autograder.sandbox.isolation import Level
from autograder.submission import Roster, Submission


@dataclass(frozen=True)
class Context:
    """What is applied after the raw score: who it is, and when it was due."""

    roster: Roster | None = None
    late: LateRule | None = None


def compose(
    submission: Submission, results: Sequence[JobResult], level: Level, context: Context
) -> SubmissionResult:
    """The result document of one submission.

    Args:
        submission: what was handed in.
        results: one per assignment.
        level: isolation that it ran under.
        context: roster and late rule.
    """
    matched = context.roster.match(submission) if context.roster else None
    assignments = tuple(a for result in results for a in result.assignments)
    raw = round(sum(a.earned for a in assignments), 6)
    submitted = submission.submitted(a.id for a in assignments)
    late = context.late.apply(submitted) if context.late else None
    faults = [result.fault for result in results if result.fault]
    problems = (submission.problem,) if submission.problem else ()
    return SubmissionResult(
        id=submission.id,
        student=matched or Student(id=submission.id),
        in_roster=None if context.roster is None else matched is not None,
        origin=submission.origin,
        submitted_at=submitted.isoformat() if submitted else None,
        points=sum(a.points for a in assignments),
        raw=raw,
        earned=round(raw * late.factor, 6) if late else raw,
        late=late,
        assignments=assignments,
        notes=(*problems, *submission.notes, *submission.file_problems.values()),
        fault=faults[0] if faults else None,
        isolation=str(level),
        devices=tuple(sorted({node for result in results for node in result.devices})),
        versions=versions(),
        timing=_timing(results),
    )


def _timing(results: Sequence[JobResult]) -> dict[str, float]:
    timing: dict[str, float] = {}
    for result in results:
        for name, seconds in result.timing.items():
            timing[name] = round(timing.get(name, 0.0) + seconds, 4)
    return timing
