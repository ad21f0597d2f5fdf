"""`autograder export student-repo`: the repository that students get.

It is put together from what students need, piece by piece; nothing is copied and then taken out.
A file of the course that no piece below asks for is not in it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from autograder.course import Course
from autograder.publish.engine import student_engine, template, version
from autograder.publish.refresh import Files, Refreshed, refresh
from autograder.publish.student_files import dependencies, student_files

KIND = "student-repo"

# Files of an export -> their templates, in templates/.
TEMPLATES = {
    ".github/workflows/classroom.yml": "classroom.yml",
    "README.md": "student/README.md",
    "pyproject.toml": "student/pyproject.txt",
    ".gitignore": "student/gitignore",
    ".gitattributes": "student/gitattributes",
    ".devcontainer/devcontainer.json": "student/devcontainer.json",
    ".vscode/settings.json": "student/settings.json",
    ".vscode/launch.json": "student/launch.json",
}
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
    files = student_files(course) | student_engine() | _legal(course)
    values = _values(course, files)
    for name, source in TEMPLATES.items():
        files[PurePosixPath(name)] = _filled(template(source), values)
    return {path: files[path].replace(b"\r\n", b"\n") for path in sorted(files)}


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
        "version": version(),
        "dependencies": "\n".join(f'    "{line}",' for line in dependencies(course, files)),
    }


def _filled(text: bytes, values: dict[str, str]) -> bytes:
    for name, value in values.items():
        text = text.replace(f"@{name}@".encode(), value.encode())
    return text


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
