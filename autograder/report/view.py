"""One submission, cleaned and grouped for reading: what HTML, Markdown and the terminal share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from autograder.report import verdicts, words
from autograder.report.clean import block, one_line
from autograder.report.speed import SpeedView, speed_state, speed_view
from autograder.results import (
    AssignmentResult,
    Diagnosis,
    ExerciseResult,
    Picture,
    RuleViolation,
    SubmissionResult,
    TestResult,
    ValueRow,
    Verdict,
)

_TRACE_LINES = 30


@dataclass(frozen=True)
class Failure:
    """One diagnosis and the properties that it explains."""

    names: tuple[str, ...]
    hidden: bool
    look: verdicts.Look
    message: str
    call: str | None = None
    rows: tuple[ValueRow, ...] = ()
    trace: str = ""
    picture: Picture | None = None
    hint: str | None = None
    output: str = ""

    @property
    def shows_expected(self) -> bool:
        """Whether any row has an expected value."""
        return any(row.expected is not None for row in self.rows)


@dataclass(frozen=True)
class ExerciseView:
    """One exercise. `same_as` names an earlier one that failed for the very same reason."""

    name: str
    title: str
    points: float
    earned: float
    verdict: Verdict
    look: verdicts.Look
    state: str
    passed: tuple[str, ...]
    failures: tuple[Failure, ...]
    violations: tuple[RuleViolation, ...]
    hint: str | None
    handout: str | None
    same_as: str | None = None
    speed: SpeedView | None = None

    @property
    def score(self) -> str:
        """Earned and possible: 6 / 6."""
        return f"{words.points(self.earned)} / {words.points(self.points)}"


@dataclass(frozen=True)
class AssignmentView:
    """One assignment: its exercises in order."""

    id: str
    title: str
    score: str
    exercises: tuple[ExerciseView, ...]
    output: str

    @property
    def timed(self) -> list[ExerciseView]:
        """Exercises with something to say of their speed."""
        return [e for e in self.exercises if e.speed is not None]

    def where(self, *wanted: str) -> list[ExerciseView]:
        """Exercises in one of these groups: passed, not_attempted, open."""
        return [e for e in self.exercises if _group(e.verdict) in wanted]


@dataclass(frozen=True)
class SubmissionView:
    """Everything that one student reads."""

    id: str
    name: str
    email: str | None
    origin: str
    submitted_at: str | None
    score: str
    share: float
    lateness: str | None
    fault: str | None
    notes: tuple[str, ...]
    next_step: str
    assignments: tuple[AssignmentView, ...]
    isolation: str
    versions: tuple[tuple[str, str], ...]


def view(result: SubmissionResult) -> SubmissionView:
    """Clean and group one result. Of hidden tests no call and no expected value gets through."""
    student = result.student
    return SubmissionView(
        id=result.id,
        name=one_line(student.name or student.id or result.id, 120),
        email=one_line(student.email, 120) if student.email else None,
        origin=one_line(result.origin),
        submitted_at=_date(result.submitted_at),
        score=f"{words.points(result.earned)} / {words.points(result.points)}",
        share=min(max(result.earned / result.points, 0.0), 1.0) if result.points > 0 else 0.0,
        lateness=words.lateness(result),
        fault=None if result.not_final is None else one_line(result.not_final),
        notes=tuple(one_line(note, 500) for note in result.notes),
        next_step=words.next_step(result),
        assignments=tuple(_assignment(a, result.timing) for a in result.assignments),
        isolation=one_line(result.isolation),
        versions=tuple((one_line(k), one_line(v)) for k, v in sorted(result.versions.items())),
    )


def _group(verdict: Verdict) -> str:
    if verdict in (Verdict.PASSED, Verdict.NOT_ATTEMPTED):
        return str(verdict.value)
    return "open"


def _date(text: str | None) -> str | None:
    """ISO 8601 as people read it: 2026-03-01 18:20 UTC."""
    if not text:
        return None
    text = one_line(text, 40)
    day, t, time = text.partition("T")
    return f"{day} {time[:5]} UTC" if t and time.endswith(("Z", "+00:00")) else text


def _assignment(assignment: AssignmentResult, timing: Mapping[str, float]) -> AssignmentView:
    exercises: list[ExerciseView] = []
    first: dict[tuple[str, str], str] = {}
    for given in assignment.exercises:
        exercise = replace(_exercise(given), speed=speed_view(given, assignment.id, timing))
        key = _shared_reason(exercise)
        if key and key in first:
            exercises.append(replace(exercise, failures=(), same_as=first[key]))
            continue
        if key:
            first[key] = exercise.name
        exercises.append(exercise)
    return AssignmentView(
        id=one_line(assignment.id),
        title=one_line(assignment.title),
        score=f"{words.points(assignment.earned)} / {words.points(assignment.points)}",
        exercises=tuple(exercises),
        output=block(assignment.output or ""),
    )


def _shared_reason(exercise: ExerciseView) -> tuple[str, str] | None:
    """What may be the same for a whole file: it cannot be imported, or the process died."""
    if len(exercise.failures) != 1 or exercise.passed or exercise.failures[0].rows:
        return None
    failure = exercise.failures[0]
    return (failure.message, failure.trace) if failure.trace or failure.look.code != "f" else None


def _exercise(exercise: ExerciseResult) -> ExerciseView:
    failures = _failures(exercise)
    wrong = exercise.misconception
    told = {failure.hint for failure in failures}
    hint = one_line(wrong.hint, 500) if wrong else None
    return ExerciseView(
        name=one_line(exercise.name),
        title=one_line(exercise.title),
        points=exercise.points,
        earned=exercise.earned,
        verdict=exercise.verdict,
        look=verdicts.look(exercise.verdict, exercise.earned),
        state=_state(exercise),
        passed=tuple(one_line(t.name) for t in exercise.tests if t.verdict is Verdict.PASSED),
        failures=failures,
        violations=tuple(_violation(found) for found in exercise.violations),
        hint=None if hint in told else hint,
        handout=one_line(exercise.handout) if exercise.handout else None,
    )


def _state(exercise: ExerciseResult) -> str:
    """What stands beside the points: 2 of 5 properties hold."""
    if exercise.verdict is Verdict.PASSED:
        return speed_state(exercise.speed) if exercise.speed else ""
    if exercise.verdict is Verdict.FORBIDDEN_CALL and exercise.violations:
        return f"forbidden call, line {exercise.violations[0].line}"
    label = verdicts.look(exercise.verdict, exercise.earned).label
    counts = f"{exercise.passed} of {exercise.total} properties hold"
    if exercise.verdict is Verdict.FAILED:
        return counts
    return f"{label}; {counts}" if exercise.passed else label


def _failures(exercise: ExerciseResult) -> tuple[Failure, ...]:
    """Failed tests, those with the same diagnosis together, each hint told once."""
    silent = {Verdict.PASSED, Verdict.NOT_ATTEMPTED}
    if exercise.violations:
        silent.add(Verdict.FORBIDDEN_CALL)  # the violations say it, with their lines
    wrong = [t for t in exercise.tests if t.verdict not in silent]
    reasons = [(_reason(test, i), test) for i, test in enumerate(wrong)]
    order = {reason: i for i, (reason, _) in reversed(list(enumerate(reasons)))}
    reasons.sort(key=lambda pair: order[pair[0]])
    failures, told = [], set()
    for _, group in groupby(reasons, key=lambda pair: pair[0]):
        failure = _failure([test for _, test in group])
        if failure.hint in told:
            failure = replace(failure, hint=None)
        told.add(failure.hint)
        failures.append(failure)
    return tuple(failures)


def _reason(test: TestResult, nth: int) -> tuple[object, ...]:
    diagnosis = test.diagnosis
    if diagnosis is None or diagnosis.rows or diagnosis.picture:
        return (nth,)
    return (test.verdict, diagnosis.message, diagnosis.trace, test.hint)


def _failure(tests: list[TestResult]) -> Failure:
    test = tests[0]
    diagnosis = test.diagnosis or Diagnosis(step="process", message="")
    look = verdicts.look(test.verdict, 0)
    rows, picture = diagnosis.rows, diagnosis.picture
    if test.hidden:
        rows = tuple(ValueRow(at=row.at, yours=row.yours) for row in rows)
        picture = picture and Picture(yours=picture.yours, input=picture.input)
    trace = [line for part in diagnosis.trace for line in part.splitlines()]
    return Failure(
        names=tuple(one_line(t.name) for t in tests),
        hidden=test.hidden,
        look=look,
        message=block(diagnosis.message) or look.label.capitalize() + ".",
        call=one_line(test.call) if test.call and not test.hidden else None,
        rows=tuple(_row(row) for row in rows),
        trace=block("\n".join(trace[-_TRACE_LINES:]), 4000),
        picture=picture,
        hint=one_line(test.hint, 500) if test.hint else None,
        output=block(test.output or ""),
    )


def _violation(found: RuleViolation) -> RuleViolation:
    file, message = one_line(found.file, 120), one_line(found.message)
    return RuleViolation(file=file, line=found.line, message=message)


def _row(row: ValueRow) -> ValueRow:
    expected = None if row.expected is None else one_line(row.expected, 80)
    return ValueRow(at=one_line(row.at, 80), yours=one_line(row.yours, 80), expected=expected)
