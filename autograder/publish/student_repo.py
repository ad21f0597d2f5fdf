"""`autograder export student-repo`: the repository that students get.

It is put together from what students need, piece by piece; nothing is copied and then taken out.
A file of the course that no piece below asks for is not in it.
"""

from __future__ import annotations

import importlib.metadata
import importlib.resources
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import msgspec

from autograder.course import MANIFEST, Assignment, Course
from autograder.errors import CourseError
from autograder.feedback import hints
from autograder.publish.build import plan_texts, require_solutions
from autograder.publish.engine import NAME, engine, imports, inside, requirements
from autograder.publish.public_tests import names_of_tests, public_tests
from autograder.publish.refresh import Files, Refreshed, refresh

KIND = "student-repo"

# Files of an export -> their templates, in templates/.
TEMPLATES = {
    "README.md": "student/README.md",
    "pyproject.toml": "student/pyproject.txt",
    ".gitignore": "student/gitignore",
    ".gitattributes": "student/gitattributes",
    ".devcontainer/devcontainer.json": "student/devcontainer.json",
    ".vscode/settings.json": "student/settings.json",
    ".vscode/launch.json": "student/launch.json",
}
COMMAND_LINE = "student/cli.txt"  # in the place of the instructor's
NO_CONSTRAINTS = b"# No version is held back.\n"


def export_student_repo(course: Course, out: Path, say: Callable[[str], None]) -> int:
    """Write the repository, or refresh an earlier one.

    Args:
        course: with its solutions.
        out: a new or empty folder, or an earlier export.
        say: prints a line.

    Returns:
        0 where the folder holds all of it, 1 where a new version of a file was not written,
        because somebody has changed that file there.

    Raises:
        CourseError: something authored is wrong.
        UsageError: the solutions are not here, or something else is in the folder.
    """
    files = plan(course)
    done = refresh(out, files, KIND)
    for sentence in _sentences(done, len(files), out):
        say(sentence)
    return 1 if done.outdated else 0


def plan(course: Course) -> Files:
    """All files of the repository, with line feeds alone as line ends.

    Raises:
        CourseError: something authored is wrong.
        UsageError: the solutions are not here.
    """
    require_solutions(course)
    tests = {assignment: public_tests(assignment) for assignment in course.assignments}
    files = engine({f"{NAME}.cli": template(COMMAND_LINE)})
    for assignment, own in tests.items():
        files |= own
        files[_student_file(assignment, hints.FILE)] = _hints(assignment, names_of_tests(own))
    for path, data in plan_texts(course).items():
        files[inside(path, course.root)] = data
    files |= _legal(course)
    values = _values(course, files)
    for name, source in TEMPLATES.items():
        files[PurePosixPath(name)] = _filled(template(source), values)
    return {path: files[path].replace(b"\r\n", b"\n") for path in sorted(files)}


def template(name: str) -> bytes:
    """A file of `templates/`."""
    return (importlib.resources.files("autograder.publish") / "templates" / name).read_bytes()


def _hints(assignment: Assignment, public: set[str]) -> bytes:
    """The table that `autograder build` has made: it takes minutes to make for a whole course.

    Raises:
        CourseError: it is missing, or is not of this course as it is now.
    """
    path = assignment.student_dir / hints.FILE
    remedy = "Run `autograder build`, then this command again"
    try:
        data = path.read_bytes()
        table = msgspec.json.decode(data, type=hints.Table)
    except FileNotFoundError:
        raise CourseError(f"missing: what hints are told by. {remedy}", path) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"cannot be read: {error}. {remedy}", path) from None
    named = {test.split("[")[0] for test in table.values}
    named |= {test.split("[")[0] for entry in table.mistakes.values() for test in entry.must_fail}
    if strange := sorted(named - public):
        raise CourseError(f"names {strange[0]}, which is no public test. {remedy}", path)
    return data


def _student_file(assignment: Assignment, name: str) -> PurePosixPath:
    return PurePosixPath("assignments", assignment.id, name)


def _legal(course: Course) -> dict[PurePosixPath, bytes]:
    """The licence, where the course has one, and the versions that are held back."""
    licence, constraints = course.root / "LICENSE", course.root / "constraints.txt"
    held = constraints.read_bytes() if constraints.is_file() else NO_CONSTRAINTS
    files = {PurePosixPath("constraints.txt"): held}
    if licence.is_file():
        files[PurePosixPath("LICENSE")] = licence.read_bytes()
    return files


def _values(course: Course, files: Files) -> dict[str, str]:
    """What stands in the templates between two @."""
    first = course.assignments[0]
    return {
        "first": first.id,
        "file": first.file,
        "exercise": first.exercises[0].name,
        "word": first.exercises[0].name.split("_")[0],
        "version": _version(),
        "dependencies": "\n".join(f'    "{line}",' for line in _dependencies(course, files)),
    }


def _dependencies(course: Course, files: Files) -> list[str]:
    """What the engine, the tests and the assignments import."""
    names = {
        name.split(".")[0]
        for path, data in files.items()
        if path.suffix == ".py" and path.parts[0] != "assignments"
        for name in imports(data)
    }
    found = set(requirements(names, course.root))
    for assignment in course.assignments:
        manifest = assignment.solution_dir / MANIFEST
        found |= set(requirements(assignment.imports, manifest))
    return sorted(found)


def _filled(text: bytes, values: dict[str, str]) -> bytes:
    for name, value in values.items():
        text = text.replace(f"@{name}@".encode(), value.encode())
    return text


def _version() -> str:
    try:
        return importlib.metadata.version("cnn-course")
    except importlib.metadata.PackageNotFoundError:
        return "0"


def _sentences(done: Refreshed, count: int, out: Path) -> list[str]:
    """What was done, for whoever publishes it."""
    counts = f"{len(done.written)} written, {len(done.removed)} removed"
    lines = [f"{count} files in {out}: {counts}."]
    lines += [f"Kept as it is, because it was changed there: {path}" for path in done.kept]
    lines += [
        f"Not updated, because it was changed there: {path}. To get the new version, delete it "
        "and run this again; to keep yours, do nothing."
        for path in done.outdated
    ]
    return lines
