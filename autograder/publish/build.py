"""Everything that is generated from what authors wrote: written, or compared with what is there."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from autograder.course import MANIFEST, Assignment, Course
from autograder.errors import CourseError, UsageError
from autograder.feedback import hints
from autograder.files import write_atomic
from autograder.grading.hint_table import hint_table
from autograder.publish import timing_section
from autograder.publish.course_map import make_course_map
from autograder.publish.handout import draw, make_handout
from autograder.publish.stubs import make_stub
from autograder.results import json_schema

SCHEMA = "autograder/result.schema.json"

# Strings, which are kept, and comments, which are not: whole lines of them, and ends of lines.
_TOML = re.compile(
    r"""(?P<kept> \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5}
              | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
      | ^[ \t]*\#[^\n]*\n? | [ \t]*\#[^\n]*""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def build(course: Course) -> list[Path]:
    """Write every generated file that is missing or stale, and remove figures without a source.

    Nothing is written unless everything can be generated.

    Returns:
        What was written or removed; nothing else was touched.

    Raises:
        CourseError: something authored is wrong.
        UsageError: the solutions are not here.
    """
    wanted = plan(course)
    extra = _extra_figures(course, wanted)
    written = _write(wanted)
    for path in extra:
        path.unlink()
    return written + extra


def build_assignment(course: Course, assignment: Assignment) -> list[Path]:
    """Write the generated files of one assignment, and the course map, where they are stale.

    Returns:
        What was written.

    Raises:
        CourseError: something authored is wrong.
    """
    return _write(plan_assignment(course, assignment) | _course_map(course))


def check(course: Course) -> list[str]:
    """One sentence for each generated file that is missing, stale or has no source.

    Raises:
        CourseError: something authored is wrong.
        UsageError: the solutions are not here.
    """
    wanted = plan(course)
    sentences = []
    for path, data in wanted.items():
        name, found = path.relative_to(course.root).as_posix(), _read(path)
        if found is None:
            sentences.append(f"{name} is missing.")
        elif found != data:
            sentences.append(f"{name} is stale: {_difference(found, data)}")
    for path in _extra_figures(course, wanted):
        name = path.relative_to(course.root).as_posix()
        sentences.append(f"{name} has no source in solutions/.")
    known = {assignment.id for assignment in course.assignments}
    for manifest in sorted(course.root.glob(f"assignments/*/{MANIFEST}")):
        if manifest.parent.name not in known:
            name = manifest.parent.relative_to(course.root).as_posix()
            sentences.append(f"{name}/ has no source in solutions/: delete it by hand.")
    return sentences


def plan(course: Course) -> dict[Path, bytes]:
    """Every generated file of a course, in order, with what it must hold.

    Raises:
        CourseError: something authored is wrong.
        UsageError: the solutions are not here.
    """
    require_solutions(course)
    wanted = _course_map(course)
    for assignment in course.assignments:
        wanted |= plan_assignment(course, assignment)
    if (course.root / SCHEMA).parent.is_dir():  # a course may live apart from the engine
        wanted[course.root / SCHEMA] = json.dumps(json_schema(), indent=2).encode() + b"\n"
    return wanted


def require_solutions(course: Course) -> None:
    """Nothing, where this is the instructor's copy.

    Raises:
        UsageError: the solutions are not here.
    """
    if not (course.root / "solutions").is_dir():
        raise UsageError(
            f"{course.root} has no solutions/, from which everything is generated. "
            "Run this in the instructor's copy of the course."
        )


def plan_texts(
    course: Course, assignments: Sequence[Assignment] | None = None
) -> dict[Path, bytes]:
    """What `plan` has for students, but for hints, which take long to make.

    Args:
        course: where handouts may lead to.
        assignments: those wanted; None: all, and the course map.

    Raises:
        CourseError: something authored is wrong.
    """
    wanted = _course_map(course) if assignments is None else {}
    for assignment in course.assignments if assignments is None else assignments:
        wanted |= _texts(course, assignment)
    return wanted


def plan_assignment(course: Course, assignment: Assignment) -> dict[Path, bytes]:
    """The generated files of one assignment, with what they must hold.

    Args:
        course: where its handout may lead to.
        assignment: one of the course's.

    Raises:
        CourseError: something authored is wrong.
    """
    texts = _texts(course, assignment)  # first: it says more clearly what is missing
    return texts | {assignment.student_dir / hints.FILE: hint_table(assignment)}


def _texts(course: Course, assignment: Assignment) -> dict[Path, bytes]:
    """Handout, stub, manifest and figures."""
    names = linkable(course)
    folder, reference = assignment.student_dir, assignment.solution_dir / assignment.file
    source = _read(reference)
    if source is None:
        raise CourseError("missing: the reference that the manifest names", reference)
    texts = {
        folder / "README.md": make_handout(assignment, names),
        folder / assignment.file: make_stub(source.decode(), assignment, reference),
        folder / MANIFEST: _manifest(assignment),
        **{target: draw(script) for target, script in _figures(assignment).items()},
        **timing_section.figures(assignment),
    }
    return {path: text.encode() for path, text in texts.items()}


def linkable(course: Course) -> set[Path]:
    """Every generated file: where a handout may lead to."""
    targets = (path for assignment in course.assignments for path in _targets(assignment))
    return {*_course_map(course), *targets}


def _course_map(course: Course) -> dict[Path, bytes]:
    return {course.root / "assignments" / "README.md": make_course_map(course).encode()}


def _write(wanted: dict[Path, bytes]) -> list[Path]:
    """Write what differs from what is there."""
    stale = [path for path, data in wanted.items() if _read(path) != data]
    for path in stale:
        write_atomic(path, wanted[path])
    return stale


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _manifest(assignment: Assignment) -> str:
    """The manifest, for points and limits in a student's copy; comments are for authors."""
    path = assignment.solution_dir / MANIFEST
    source = path.relative_to(assignment.root).as_posix()
    text = path.read_text(encoding="utf-8")
    bare = _TOML.sub(lambda found: found["kept"] or "", text)
    return f"# Generated by `autograder build`. To change it, edit {source}.\n{bare}"


def _figures(assignment: Assignment) -> dict[Path, Path]:
    """Drawn figure -> its script. A script whose name begins with "_" serves others."""
    scripts = sorted((assignment.solution_dir / "figures").glob("[!_]*.py"))
    return {assignment.student_dir / "figures" / f"{path.stem}.svg": path for path in scripts}


def _targets(assignment: Assignment) -> list[Path]:
    names = ("README.md", assignment.file, MANIFEST, hints.FILE)
    own = (assignment.student_dir / name for name in names)
    return [*own, *_figures(assignment), *timing_section.figures(assignment)]


def _extra_figures(course: Course, wanted: dict[Path, bytes]) -> list[Path]:
    """Figures whose source is gone. Nothing else: a student's own files are theirs."""
    folders = [assignment.student_dir / "figures" for assignment in course.assignments]
    return [
        path for folder in folders for path in sorted(folder.glob("*.svg")) if path not in wanted
    ]


def _difference(found: bytes, wanted: bytes) -> str:
    """Where the first difference is, and what stands on both sides."""
    is_lines, should_lines = (
        data.decode(errors="backslashreplace").split("\n") for data in (found, wanted)
    )
    number = _agree(is_lines, should_lines)
    if number == len(should_lines):
        return f"it should end before line {number + 1}, `{_clip(is_lines[number], 0)}`."
    if number == len(is_lines):
        return f"line {number + 1}, `{_clip(should_lines[number], 0)}`, is missing."
    actual, should = is_lines[number], should_lines[number]
    column = _agree(actual, should)
    return (
        f"line {number + 1} should be `{_clip(should, column)}`, but is `{_clip(actual, column)}`."
    )


def _agree(first: Sequence[str], second: Sequence[str]) -> int:
    """How many elements agree from the start."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))


def _clip(line: str, column: int, width: int = 72) -> str:
    """A part of a line around a column."""
    start = max(0, column - width // 2) if len(line) > width else 0
    part = line[start : start + width]
    return ("…" if start else "") + part + ("…" if start + width < len(line) else "")
