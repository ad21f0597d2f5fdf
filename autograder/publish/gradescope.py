"""The zip that Gradescope builds an autograder from: one assignment and the engine."""

from __future__ import annotations

import os
import secrets
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import msgspec

import autograder
from autograder.course import Assignment, Course
from autograder.errors import UsageError
from autograder.files import write_atomic
from autograder.grading.suite import SECRET
from autograder.publish import pack
from autograder.results import Record
from autograder.sandbox.isolation import Level

SETTINGS = "settings.json"
MIN_ISOLATION = Level.LANDLOCK
_SCRIPTS = ("setup.sh", "run_autograder")


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
    before = _settings_of(out)
    secret = os.environ.get(SECRET) or (before.secret if before else secrets.token_hex(16))
    settings = GradescopeSettings(assignment=assignment.id, isolation=isolation, secret=secret)
    contents = _contents(course, assignment, settings)
    data = pack.zipped(dict(sorted(contents.items())), _SCRIPTS)
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
    found |= {f"engine/{name}": data for name, data in pack.engine_tree().items()}
    graded = pack.secret_tree(course, [assignment])
    return found | {f"course/{name}": data for name, data in graded.items()}
