"""`assignment.toml` -> frozen dataclasses.

A course is a folder with `solutions/`, `tests/` and `assignments/`. Assignments are found by
folder: `solutions/<id>/assignment.toml`. An unknown key, a duplicate exercise or points that do
not add up are refused with file and line.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from autograder.errors import CourseError, UsageError

MANIFEST = "assignment.toml"


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
class Exercise:
    """One graded function or class.

    Attributes:
        name: the function or class in the student's file.
        title: in the handout's words.
        points: more than zero.
        handout: anchor of its section in the handout, without "#".
        forbid: dotted calls that this exercise may not use ("numpy.convolve").
    """

    name: str
    title: str
    points: float
    handout: str = ""
    forbid: tuple[str, ...] = ()


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
    reader = _Reader(path, text)
    exercises = tuple(
        reader.build(Exercise, table, f"exercise {i + 1}", "[[exercise]]", i)
        for i, table in enumerate(reader.tables(raw))
    )
    limits = reader.build(Limits, reader.table(raw, "limits"), "[limits]", "[limits]")
    extra = {"id": path.parent.name, "root": root, "exercises": exercises, "limits": limits}
    assignment: Assignment = reader.build(Assignment, raw, "the manifest", given=extra)
    reader.check(assignment)
    return assignment


class _Reader:
    """Turns tables into dataclasses, and says where something is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines = path, text.splitlines()

    def line(self, key: str, header: str = "", nth: int = 0) -> int | None:
        """Line of `key` in the nth table `header`, counted from 1; of the header if not found."""
        start = 0
        if header:
            heads = [i for i, text in enumerate(self.lines) if text.strip() == header]
            start = heads[nth] if nth < len(heads) else 0
        for number, text in enumerate(self.lines[start:], start + 1):
            if re.match(rf"\s*{re.escape(key)}\s*[=.]", text) or text.strip() == f"[{key}]":
                return number
        return start + 1 if header else None

    def tables(self, raw: dict[str, Any]) -> list[dict[str, Any]]:
        """Take the exercises out of the manifest."""
        found = raw.pop("exercise", [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            message = "each exercise is a table of its own: [[exercise]]"
            raise CourseError(message, self.path, self.line("exercise"))
        return found

    def table(self, raw: dict[str, Any], key: str) -> dict[str, Any]:
        """Take a table out of the manifest; empty where it is not there."""
        found = raw.pop(key, {})
        if not isinstance(found, dict):
            message = f"{key} must be a table, [{key}], but is {found!r}"
            raise CourseError(message, self.path, self.line(key))
        return found

    def build(
        self,
        kind: type[Any],
        table: dict[str, Any],
        where: str,
        header: str = "",
        nth: int = 0,
        given: dict[str, Any] | None = None,
    ) -> Any:
        given = given or {}
        known = {f.name: f for f in fields(kind) if f.name not in given}
        for key, value in table.items():
            at = self.line(key, header, nth)
            if key not in known:
                names = ", ".join(known)
                raise CourseError(f"unknown key {key!r} in {where}; known: {names}", self.path, at)
            self._check_type(key, value, str(known[key].type), at)
        for name, spec in known.items():
            required = spec.default is MISSING and spec.default_factory is MISSING
            if required and name not in table:
                line = self.line("", header, nth) if header else 1
                raise CourseError(f"{where} lacks {name!r}", self.path, line)
        values = {k: _plain(v, str(known[k].type)) for k, v in table.items()}
        return kind(**values, **given)

    def _check_type(self, key: str, value: Any, annotation: str, at: int | None) -> None:
        kinds: dict[str, tuple[type, ...]] = {
            "str": (str,),
            "int": (int,),
            "float": (int, float),
            "tuple[str, ...]": (list,),
        }
        expected = kinds.get(annotation, (object,))
        good = isinstance(value, expected) and not isinstance(value, bool)
        if good and isinstance(value, list):
            good = all(isinstance(item, str) for item in value)
        if not good:
            raise CourseError(f"{key} must be {annotation}, but is {value!r}", self.path, at)

    def check(self, assignment: Assignment) -> None:
        seen: set[str] = set()
        for i, exercise in enumerate(assignment.exercises):
            at = self.line("name", "[[exercise]]", i)
            if not exercise.name.isidentifier():
                raise CourseError(f"{exercise.name!r} is no Python name", self.path, at)
            if exercise.name in seen:
                raise CourseError(f"exercise {exercise.name!r} stands twice", self.path, at)
            if not 0 < exercise.points < math.inf:
                at = self.line("points", "[[exercise]]", i)
                raise CourseError(f"{exercise.name} is worth {exercise.points:g}", self.path, at)
            seen.add(exercise.name)
        for limit in fields(Limits):
            if not 0 < getattr(assignment.limits, limit.name) < math.inf:
                at = self.line(limit.name, "[limits]")
                raise CourseError(f"{limit.name} must be more than 0", self.path, at)
        if not assignment.file.endswith(".py") or "/" in assignment.file:
            message = f"file must be one .py name, but is {assignment.file!r}"
            raise CourseError(message, self.path, self.line("file"))
        total = sum(e.points for e in assignment.exercises)
        if not abs(total - assignment.points) <= 1e-9:
            raise CourseError(
                f"points = {assignment.points:g}, but the exercises add up to {total:g}",
                self.path,
                self.line("points"),
            )


def _plain(value: Any, annotation: str) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return float(value) if annotation == "float" else value
