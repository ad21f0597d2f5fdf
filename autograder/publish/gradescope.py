"""The zip that Gradescope builds an autograder from: one assignment and the engine."""

from __future__ import annotations

import io
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import msgspec

import autograder
from autograder.course import Assignment, Course
from autograder.errors import UsageError
from autograder.files import write_atomic
from autograder.grading.suite import SECRET
from autograder.results import Record
from autograder.sandbox.isolation import Level

SETTINGS = "settings.json"
MIN_ISOLATION = Level.LANDLOCK
_SCRIPTS = ("setup.sh", "run_autograder")
_UNREAD = {"__pycache__", "figures", "accepted"}  # nothing is graded with these
_PROJECT = ("pyproject.toml", "README.md", "LICENSE")
_CONSTRAINTS = "constraints.txt"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can have


class GradescopeSettings(Record, frozen=True, kw_only=True):
    """What the autograder in the zip goes by.

    Attributes:
        assignment: id.
        isolation: the weakest level that it may grade at.
        secret: seeds the hidden tests.
    """

    assignment: str
    isolation: str
    secret: str


def export_gradescope(
    course: Course,
    assignment: Assignment,
    out: Path,
    say: Callable[[str], None],
    isolation: str = MIN_ISOLATION,
) -> int:
    """Write the zip; 0. The same course, settings and secret give the same bytes.

    Args:
        course: where solutions and tests are.
        assignment: to be graded.
        out: the zip; one of ours may be replaced, and its secret is kept.
        say: takes a line for the user.
        isolation: the weakest level that the autograder may grade at.

    Raises:
        UsageError: solutions are not here, the level is none, or `out` is something else.
    """
    if isolation not in set(Level):
        raise UsageError(f"--isolation {isolation}: expected one of {', '.join(Level)}.")
    if out.suffix != ".zip":
        raise UsageError(f"{out}: expected a name that ends in .zip, as Gradescope does.")
    if not (assignment.solution_dir / assignment.file).is_file():
        raise UsageError(f"{assignment.id}: the solutions are not here, and it is graded by them.")
    before = _settings_of(out)
    secret = os.environ.get(SECRET) or (before.secret if before else secrets.token_hex(16))
    settings = GradescopeSettings(assignment=assignment.id, isolation=isolation, secret=secret)
    data = _zip(_contents(course, assignment, settings))
    write_atomic(out, data)
    size = f"{len(data) / 1e6:.1f} MB"
    say(f"Written: {out} ({size}, {assignment.id}, isolation {isolation} at least)")
    if not os.environ.get(SECRET):
        kept = "the zip's own, kept" if before else "a new one, kept in the zip"
        say(f"Secret of the hidden tests: {kept}. Set {SECRET} for the one of `grade`.")
    say(f"Autograder points to set on Gradescope: {assignment.points:g}")
    say("The zip holds solutions and hidden tests: it is for instructors alone.")
    return 0


def _settings_of(out: Path) -> GradescopeSettings | None:
    """The settings of an earlier zip; None where there is none yet."""
    if not out.exists():
        return None
    try:
        with zipfile.ZipFile(out) as archive:
            return msgspec.json.decode(archive.read(SETTINGS), type=GradescopeSettings)
    except (zipfile.BadZipFile, KeyError, msgspec.DecodeError, OSError):
        raise UsageError(
            f"{out} is there, and is no autograder of ours. Name another file, or move it away."
        ) from None


def _contents(
    course: Course, assignment: Assignment, settings: GradescopeSettings
) -> dict[str, bytes]:
    """Everything in the zip, by its name there."""
    templates = files(autograder) / "publish" / "templates" / "gradescope"
    found = {name: (templates / name).read_bytes() for name in _SCRIPTS}
    found[SETTINGS] = msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n"
    found |= {f"engine/{name}": data for name, data in _engine().items()}
    graded: dict[str, bytes] = {}
    for folder in (assignment.solution_dir, assignment.test_dir):
        for path in _tree(folder):
            if path.suffix != ".md":
                graded[path.relative_to(course.root).as_posix()] = path.read_bytes()
    text = b"\n".join(data for name, data in graded.items() if name.endswith(".py"))
    for path in _data(course.root / "data", text):
        graded[path.relative_to(course.root).as_posix()] = path.read_bytes()
    return found | {f"course/{name}": data for name, data in graded.items()}


def _engine() -> dict[str, bytes]:
    """What `pip install` needs of this project."""
    package = Path(str(autograder.__file__)).parent
    project = package.parent
    missing = [name for name in _PROJECT if not (project / name).is_file()]
    if missing:
        raise UsageError(
            f"{project} has no {missing[0]}: the engine is packed from the project's own folder. "
            "Install it from there, with `pip install --editable`."
        )
    found = {name: (project / name).read_bytes() for name in _PROJECT}
    constraints = project / _CONSTRAINTS
    found[_CONSTRAINTS] = constraints.read_bytes() if constraints.is_file() else b""
    for path in _tree(package):
        found[path.relative_to(project).as_posix()] = path.read_bytes()
    return found


def _tree(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if not _UNREAD & set(inside) and not path.name.startswith(".") and path.is_file():
            yield path


def _data(folder: Path, text: bytes) -> Iterator[Path]:
    """The files and folders of `data/` that solutions or tests name."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.encode() in text:
            yield from _tree(path) if path.is_dir() else [path]


def _zip(contents: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix: what follows are its permissions
            entry.external_attr = (0o100755 if name in _SCRIPTS else 0o100644) << 16
            archive.writestr(entry, data)
    return file.getvalue()
