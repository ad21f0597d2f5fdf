"""From result documents to what the class page needs, one small record per submission."""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course import Course
from autograder.report import verdicts
from autograder.report.clean import one_line
from autograder.report.speed import Board, SpeedCell, board, speed_cell
from autograder.results import AssignmentResult, Lateness, Student, SubmissionResult, Verdict


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What is known about the grading run itself.

    Attributes:
        title: of the course, or of the assignments graded.
        isolation: level that the submissions ran under.
        date: as it is to be read, "2026-03-01 18:20 UTC".
        jobs: submissions graded at a time; 0 where the run is not known any more.
        seconds: wall-clock, of the whole run; 0 where it is not known any more.
        assignments: ids graded; empty: those that the results hold.
        problems: what went wrong in grading, as (submission id, sentence).
        unmatched: ids of submissions that match nobody in the roster.
        missing: students in the roster without a submission.
    """

    title: str
    isolation: str
    date: str
    jobs: int
    seconds: float
    assignments: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    unmatched: tuple[str, ...] = ()
    missing: tuple[Student, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One exercise of one submission. `mistake` and `belief`: of the misconception, if any."""

    assignment: str
    exercise: str
    points: float
    earned: float
    verdict: Verdict
    mistake: str | None = None
    belief: str | None = None
    speed: SpeedCell | None = None

    @property
    def kind(self) -> str:
        """Key of the verdict's look."""
        return verdicts.kind(self.verdict, self.earned)


@dataclass(frozen=True, slots=True)
class StudentSummary:
    """One submission, without its feedback. Text is cleaned and capped."""

    id: str
    student: Student
    in_roster: bool | None
    points: float
    raw: float
    earned: float
    late: Lateness | None
    fault: str | None
    notes: tuple[str, ...]
    seconds: float
    assignments: tuple[tuple[str, float], ...]  # id, points earned
    cells: tuple[Cell, ...]
    open: str | None = None  # what is still to be measured, on another machine

    @property
    def name(self) -> str:
        """The roster's name, or the id."""
        return self.student.name or self.student.id or self.id

    @property
    def is_late(self) -> bool:
        """Handed in after the due time."""
        return self.late is not None and (self.late.days > 0 or self.late.factor != 1)

    @property
    def final(self) -> bool:
        """Whether the mark stands: no grader fault, and nothing still to be measured."""
        return not self.faulty and self.open is None

    @property
    def faulty(self) -> bool:
        """Whether the grader was at fault."""
        return self.fault is not None or any(c.verdict is Verdict.GRADER_FAULT for c in self.cells)

    @property
    def share(self) -> float:
        """Earned points as a share of all, 0 where there are none."""
        return self.earned / self.points if self.points > 0 else 0.0


@dataclass(frozen=True, slots=True)
class MistakeCount:
    """How many submissions hold one belief, of those that were asked."""

    assignment: str
    exercise: str
    belief: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class ExerciseSummary:
    """One exercise over the class. `of` leaves out grader faults."""

    assignment: str
    name: str
    title: str
    points: float
    handout: str | None
    of: int
    kinds: dict[str, int]
    share: float  # of its points, mean over the class
    mistakes: tuple[MistakeCount, ...]  # most frequent first

    @property
    def solved(self) -> float:
        """Share of submissions that pass it."""
        return self.kinds.get("passed", 0) / self.of if self.of else 0.0


@dataclass(frozen=True)
class ClassSummary:
    """A whole class. `students` are sorted by id, `exercises` stand in the course's order."""

    run: RunInfo
    root: Path
    points: float
    students: tuple[StudentSummary, ...]
    exercises: tuple[ExerciseSummary, ...]
    titles: dict[str, str]  # of the assignments, in order
    mistakes: tuple[MistakeCount, ...]  # most frequent first
    kinds: dict[str, int]  # students x exercises, by look
    boards: tuple[Board, ...] = ()  # of the exercises whose speed was measured

    @property
    def marks(self) -> list[float]:
        """Points of those whose mark stands, sorted."""
        return sorted(s.earned for s in self.students if s.final)

    @property
    def median(self) -> float | None:
        """None in an empty class."""
        marks = self.marks
        return statistics.median(marks) if marks else None

    @property
    def late(self) -> list[StudentSummary]:
        """Late ones, the latest first."""
        late = [s for s in self.students if s.is_late]
        return sorted(late, key=lambda s: (-(s.late.days if s.late else 0), s.id))

    @property
    def faults(self) -> list[StudentSummary]:
        """Those at whose submission the grader was at fault."""
        return [s for s in self.students if s.faulty]

    @property
    def unfinal(self) -> list[StudentSummary]:
        """Those whose mark is not final."""
        return [s for s in self.students if not s.final]

    @property
    def troubled(self) -> list[StudentSummary]:
        """Those whose code raised, hung or ran out of memory somewhere."""
        return [s for s in self.students if any(c.kind in verdicts.TROUBLE for c in s.cells)]

    @property
    def need_help(self) -> list[StudentSummary]:
        """Those below half of the points, the lowest first."""
        low = [s for s in self.students if s.final and s.share < 0.5]
        return sorted(low, key=lambda s: (s.share, s.name.casefold(), s.id))


def summarise(result: SubmissionResult) -> StudentSummary:
    """What the class page needs of one submission."""
    return StudentSummary(
        id=result.id,
        student=_clean_student(result.student),
        in_roster=result.in_roster,
        points=result.points,
        raw=result.raw,
        earned=result.earned,
        late=result.late,
        fault=None if result.fault is None else one_line(result.fault),
        notes=tuple(one_line(note) for note in result.notes[:10]),
        seconds=result.timing.get("total", result.timing.get("wall", 0.0)),
        assignments=tuple((sys.intern(a.id), a.earned) for a in result.assignments),
        cells=tuple(cell for a in result.assignments for cell in _cells(a, result.timing)),
        open=one_line(result.not_final or "") or None if result.fault is None else None,
    )


def class_summary(
    summaries: Iterable[StudentSummary], course: Course, run: RunInfo
) -> ClassSummary:
    """Everything that the class page, the table of marks and the closing lines say."""
    students = tuple(sorted(summaries, key=lambda s: (s.student.id, s.id)))
    columns = _columns(students, course, run)
    cells: dict[tuple[str, str], list[Cell]] = {key: [] for key in columns}
    for cell in (c for s in students for c in s.cells):
        cells[cell.assignment, cell.exercise].append(cell)
    exercises = tuple(_exercise(key, cells[key], course) for key in columns)
    mistakes = [mistake for exercise in exercises for mistake in exercise.mistakes]
    known = {a.id: a.title for a in course.assignments}
    return ClassSummary(
        run=_clean_run(run),
        root=course.root,
        points=max((s.points for s in students), default=0.0),
        students=students,
        exercises=exercises,
        titles={a: known.get(a, a) for a in dict.fromkeys(a for a, _ in columns)},
        mistakes=tuple(sorted(mistakes, key=_by_count)),
        kinds=dict(Counter(c.kind for s in students for c in s.cells)),
        boards=_boards(students, exercises),
    )


def _boards(
    students: tuple[StudentSummary, ...], exercises: tuple[ExerciseSummary, ...]
) -> tuple[Board, ...]:
    """In the order of the exercises, those with something to compare."""
    found: dict[tuple[str, str], list[tuple[str | None, SpeedCell]]] = {}
    for student in students:
        for cell in student.cells:
            if cell.speed is not None:
                rows = found.setdefault((cell.assignment, cell.exercise), [])
                rows.append((student.student.leaderboard, cell.speed))
    boards = [
        board(e.assignment, e.name, e.title, found.get((e.assignment, e.name), ()))
        for e in exercises
    ]
    return tuple(b for b in boards if b.measured)


def _clean_student(student: Student) -> Student:
    return Student(
        id=one_line(student.id, 120),
        name=_short(student.name),
        email=_short(student.email),
        username=_short(student.username),
        leaderboard=_short(student.leaderboard),
    )


def _clean_run(run: RunInfo) -> RunInfo:
    """File names and rosters are as untrusted as code."""
    return replace(
        run,
        problems=tuple((one_line(i, 120), one_line(sentence)) for i, sentence in run.problems),
        unmatched=tuple(one_line(identity, 120) for identity in run.unmatched),
        missing=tuple(_clean_student(student) for student in run.missing),
    )


def _short(text: str | None) -> str | None:
    return None if text is None else one_line(text, 120)


def _cells(assignment: AssignmentResult, timing: Mapping[str, float]) -> Iterable[Cell]:
    # Interned: a class repeats the same few names and beliefs thousands of times.
    for e in assignment.exercises:
        wrong = e.misconception
        yield Cell(
            assignment=sys.intern(assignment.id),
            exercise=sys.intern(e.name),
            points=e.points,
            earned=e.earned,
            verdict=e.verdict,
            mistake=sys.intern(wrong.mistake) if wrong else None,
            belief=sys.intern(one_line(wrong.belief)) if wrong else None,
            speed=speed_cell(e, assignment.id, timing),
        )


def _columns(
    students: tuple[StudentSummary, ...], course: Course, run: RunInfo
) -> list[tuple[str, str]]:
    """(assignment, exercise) in the course's order, then what the course does not know."""
    seen = dict.fromkeys((c.assignment, c.exercise) for s in students for c in s.cells)
    graded = set(run.assignments) or {assignment for assignment, _ in seen}
    known = [(a.id, e.name) for a in course.assignments for e in a.exercises if a.id in graded]
    return list(dict.fromkeys([*known, *seen]))


def _exercise(key: tuple[str, str], cells: list[Cell], course: Course) -> ExerciseSummary:
    assignment, name = key
    cells = [c for c in cells if c.verdict is not Verdict.GRADER_FAULT]
    authored = {(a.id, e.name): e for a in course.assignments for e in a.exercises}.get(key)
    worth = authored.points if authored else max((c.points for c in cells), default=0.0)
    asked = sum(c.points for c in cells)
    beliefs = Counter((c.mistake, c.belief) for c in cells if c.belief)
    counts = [
        MistakeCount(assignment, name, belief or "", n, len(cells))
        for (_, belief), n in beliefs.items()
    ]
    anchor = authored.handout if authored else ""
    return ExerciseSummary(
        assignment=assignment,
        name=name,
        title=authored.title if authored else name,
        points=worth,
        handout=f"assignments/{assignment}/README.md#{anchor}" if anchor else None,
        of=len(cells),
        kinds=dict(Counter(c.kind for c in cells)),
        share=sum(c.earned for c in cells) / asked if asked else 0.0,
        mistakes=tuple(sorted(counts, key=_by_count)),
    )


def _by_count(mistake: MistakeCount) -> tuple[int, str, str, str]:
    return (-mistake.count, mistake.assignment, mistake.exercise, mistake.belief)
