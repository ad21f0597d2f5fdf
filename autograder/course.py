"""`assignment.toml` -> frozen dataclasses.

A course is a folder with `solutions/`, `tests/` and `assignments/`. Assignments are found by
folder: `solutions/<id>/assignment.toml`. An unknown key, a duplicate exercise or points that do
not add up are refused with file and line.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from autograder.errors import CourseError, UsageError
from autograder.tables import Reader

MANIFEST = "assignment.toml"
DEVICES = ("cpu", "cuda")


@dataclass(frozen=True)
class Limits:
    """What a submission may use. Seconds are wall-clock; memory is resident.

    Attributes:
        call_seconds: for one call.
        import_seconds: for importing the file.
        total_seconds: for all calls and imports of one grading together.
        suite_seconds: for all tests of a right submission; `verify` holds the reference to it.
    """

    call_seconds: float = 10.0
    import_seconds: float = 20.0
    total_seconds: float = 300.0
    suite_seconds: float = 10.0
    memory_mb: int = 1024
    output_kb: int = 64


@dataclass(frozen=True)
class Speed:
    """How an exercise's speed is marked, once all of its tests pass.

    Ratios are the submission's time over the reference's, on the same inputs in the same run.

    Attributes:
        points: those of the exercise's points that speed earns; the others are its tests'.
        full_marks_at: at or below this ratio all of them are earned; more than 1.
        zero_at: at or above this ratio none is.
        sizes: labels in the exercise's case in `timing.py`; each counts the same.
        against: what it is compared with: "reference".
        device: where it runs: "cpu" or "cuda".
    """

    points: float
    full_marks_at: float
    zero_at: float
    sizes: tuple[str, ...]
    against: str = "reference"
    device: str = "cpu"


@dataclass(frozen=True)
class Exercise:
    """One graded function or class.

    Attributes:
        name: the function or class in the student's file.
        title: in the handout's words.
        points: more than zero.
        handout: anchor of its section in the handout, without "#".
        forbid: dotted calls that this exercise may not use ("numpy.convolve").
        speed: how its speed is marked; None: it is not.
    """

    name: str
    title: str
    points: float
    handout: str = ""
    forbid: tuple[str, ...] = ()
    speed: Speed | None = None

    @property
    def test_points(self) -> float:
        """What its tests can earn: all that speed does not."""
        return self.points - (self.speed.points if self.speed else 0.0)


@dataclass(frozen=True)
class Assignment:
    """One assignment folder.

    Attributes:
        id: folder name, "a01_convolution".
        file: the one file that a student edits, "convolution.py".
        points: sum over exercises.
        hours: expected working time.
        imports: packages that the file may import beside the standard library.
        forbid: dotted calls that no exercise may use.
    """

    id: str
    title: str
    order: int
    file: str
    points: float
    summary: str
    hours: float
    imports: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    root: Path
    forbid: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def solution_dir(self) -> Path:
        """Where the reference, the mistakes and the handout are."""
        return self.root / "solutions" / self.id

    @property
    def test_dir(self) -> Path:
        """Where the suites and probes are."""
        return self.root / "tests" / self.id

    @property
    def student_dir(self) -> Path:
        """Where the generated stubs and handout are."""
        return self.root / "assignments" / self.id

    @property
    def module(self) -> str:
        """Import name of the student's file."""
        return self.file.removesuffix(".py")

    def exercise(self, name: str) -> Exercise:
        """The exercise of that name.

        Raises:
            UsageError: there is none.
        """
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        known = ", ".join(e.name for e in self.exercises)
        raise UsageError(f"{self.id} has no exercise {name!r}. It has: {known}.")


@dataclass(frozen=True)
class Course:
    """All assignments of a course folder, in order."""

    root: Path
    assignments: tuple[Assignment, ...]

    def assignment(self, name: str) -> Assignment:
        """The assignment whose id is `name`, or the only one that starts with it.

        Raises:
            UsageError: none or several match.
        """
        found = [a for a in self.assignments if a.id == name]
        found = found or [a for a in self.assignments if a.id.startswith(name)]
        if len(found) != 1:
            known = ", ".join(a.id for a in self.assignments)
            raise UsageError(
                f"Expected one assignment for {name!r}, found {len(found)} in: {known}."
            )
        return found[0]


def find_root(start: Path | None = None) -> Path:
    """The nearest folder upwards that is a course.

    Raises:
        UsageError: there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "assignments").is_dir() and (folder / "tests").is_dir():
            return folder
        if (folder / "solutions").is_dir():
            return folder
    raise UsageError(
        f"No course at or above {here}: expected a folder that holds assignments/ and tests/. "
        "Run the command inside the course."
    )


def load_course(root: Path) -> Course:
    """Read every manifest below `root`.

    In a student's copy, which has no `solutions/`, the manifests stand in `assignments/`.

    Raises:
        CourseError: a manifest is wrong.
        UsageError: there is no manifest at all.
    """
    paths = sorted(root.glob(f"solutions/*/{MANIFEST}")) or sorted(
        root.glob(f"assignments/*/{MANIFEST}")
    )
    if not paths:
        raise UsageError(f"{root} has no solutions/*/{MANIFEST}. Is this the course's folder?")
    assignments = sorted((load_assignment(p, root) for p in paths), key=lambda a: (a.order, a.id))
    return Course(root=root, assignments=tuple(assignments))


def load_assignment(path: Path, root: Path) -> Assignment:
    """Read one manifest.

    Raises:
        CourseError: with file and line.
    """
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CourseError("not UTF-8; save it as UTF-8", path, line) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise CourseError(f"not TOML: {error}", path, int(found[1]) if found else None) from None
    reader = Reader(path, text)
    exercises = tuple(_exercise(reader, table, i) for i, table in enumerate(reader.tables(raw)))
    limits = reader.build(Limits, reader.table(raw, "limits"), "[limits]", "[limits]")
    extra = {"id": path.parent.name, "root": root, "exercises": exercises, "limits": limits}
    assignment: Assignment = reader.build(Assignment, raw, "the manifest", given=extra)
    _check(assignment, reader)
    return assignment


_EXERCISE, _SPEED = "[[exercise]]", "[exercise.speed]"


def _exercise(reader: Reader, table: dict[str, Any], nth: int) -> Exercise:
    given: dict[str, Any] = {"speed": None}
    if "speed" in table:
        found = reader.table(table, "speed", "exercise.speed", _EXERCISE, nth)
        at = reader.within(_EXERCISE, nth, _SPEED)
        where = f"{_SPEED} of exercise {nth + 1}"
        given["speed"] = reader.build(Speed, found, where, _SPEED, at)
    made: Exercise = reader.build(
        Exercise, table, f"exercise {nth + 1}", _EXERCISE, nth, given=given
    )
    return made


def _check(assignment: Assignment, reader: Reader) -> None:
    seen: set[str] = set()
    for i, exercise in enumerate(assignment.exercises):
        at = reader.line("name", _EXERCISE, i)
        if not exercise.name.isidentifier():
            raise CourseError(f"{exercise.name!r} is no Python name", reader.path, at)
        if exercise.name in seen:
            raise CourseError(f"exercise {exercise.name!r} stands twice", reader.path, at)
        if not 0 < exercise.points < math.inf:
            at = reader.line("points", _EXERCISE, i)
            raise CourseError(f"{exercise.name} is worth {exercise.points:g}", reader.path, at)
        if exercise.speed is not None:
            _check_speed(exercise, exercise.speed, reader, i)
        seen.add(exercise.name)
    for limit in fields(Limits):
        if not 0 < getattr(assignment.limits, limit.name) < math.inf:
            at = reader.line(limit.name, "[limits]")
            raise CourseError(f"{limit.name} must be more than 0", reader.path, at)
    if not assignment.file.endswith(".py") or "/" in assignment.file:
        message = f"file must be one .py name, but is {assignment.file!r}"
        raise CourseError(message, reader.path, reader.line("file"))
    total = sum(e.points for e in assignment.exercises)
    if not abs(total - assignment.points) <= 1e-9:
        raise CourseError(
            f"points = {assignment.points:g}, but the exercises add up to {total:g}",
            reader.path,
            reader.line("points"),
        )


def _check_speed(exercise: Exercise, speed: Speed, reader: Reader, nth: int) -> None:
    full, zero = speed.full_marks_at, speed.zero_at
    if not 0 < speed.points < exercise.points:
        wrong = "points", f"must be above 0 and below {exercise.points:g}, all that it is worth"
    elif not 1 < full < math.inf:
        wrong = "full_marks_at", f"is {full:g}; expected more than 1, so that the reference has all"
    elif not full < zero < math.inf:
        wrong = "zero_at", f"is {zero:g}; expected more than full_marks_at, {full:g}"
    elif not speed.sizes or len(set(speed.sizes)) < len(speed.sizes):
        wrong = "sizes", "must name one size or more of timing.py, none of them twice"
    elif speed.against != "reference":
        wrong = "against", f'is {speed.against!r}; expected "reference"'
    elif speed.device not in DEVICES:
        wrong = "device", f"is {speed.device!r}; expected one of {', '.join(DEVICES)}"
    else:
        return
    key, text = wrong
    line = reader.line(key, _SPEED, reader.within(_EXERCISE, nth, _SPEED))
    raise CourseError(f"speed of {exercise.name}: {key} {text}", reader.path, line)
