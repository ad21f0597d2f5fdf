"""What `run_autograder` runs in Gradescope's container: one submission -> results.json.

    python -m autograder.commands.gradescope /autograder

What is said here goes to the instructor alone. Whatever is wrong with the grader is said, and
the student gets a document without a score.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

import msgspec

from autograder.batch.compose import Context
from autograder.batch.run import Batch, Settings
from autograder.course import load_course
from autograder.errors import AutograderError, IsolationError
from autograder.files import write_atomic
from autograder.publish.gradescope import SETTINGS, GradescopeSettings
from autograder.report import words
from autograder.report.clean import one_line
from autograder.report.gradescope import fault_json, gradescope_json, speed_board
from autograder.results import SubmissionResult
from autograder.sandbox.isolation import Level, available
from autograder.store import Store
from autograder.submission import Source
from autograder.submission.model import Part


def main(arguments: Sequence[str] | None = None) -> int:
    """Grade what lies in `<root>/submission`; 0, whatever came of it.

    Args:
        arguments: the root, "/autograder" on Gradescope.
    """
    root = Path((sys.argv[1:] if arguments is None else arguments)[0])
    start = time.monotonic()
    try:
        settings = _settings(root)
        result = grade_one(root, settings)
        board = speed_board(result)
        document = gradescope_json(result, time.monotonic() - start, board)
        _tell(result, root)
    except AutograderError as error:
        print(f"Grader fault: {error}")
        document = fault_json()
    except Exception:
        traceback.print_exc()
        document = fault_json()
    write_atomic(root / "results" / "results.json", document)
    return 0


def grade_one(root: Path, settings: GradescopeSettings) -> SubmissionResult:
    """The result of the one submission.

    Raises:
        AutograderError: the course cannot be used, or the wall is not high enough.
    """
    course = load_course(root / "source" / "course")
    assignment = course.assignment(settings.assignment)
    level = _level(settings.isolation)
    source = Source(
        id="submission", origin="submission", parts=(Part(root / "submission"),), claims=()
    )
    how = Settings(
        course=course, assignments=(assignment,), level=level, jobs=1, secret=settings.secret
    )
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.sqlite")
        with contextlib.closing(store), Batch(how, store, Context()) as batch:
            return next(iter(batch.run([source]))).result


def _settings(root: Path) -> GradescopeSettings:
    path = root / "source" / SETTINGS
    return msgspec.json.decode(path.read_bytes(), type=GradescopeSettings)


def _level(weakest: str) -> Level:
    level = available().strongest
    if level.strength < Level(weakest).strength:
        reasons = " ".join(f"{r.level}: {r.reason}" for r in available().levels if not r.works)
        raise IsolationError(
            f"{level} is the strongest isolation here, and this autograder wants {weakest} at "
            f"least. {reasons} The tests lie in this container, and a submission could read them "
            "and send them away. To accept that, export again with --isolation process."
        )
    return level


def _tell(result: SubmissionResult, root: Path) -> None:
    """A few lines for the instructor."""
    print(f"Isolation: {result.isolation}")
    if result.fault is not None:
        print(f"Grader fault, no mark was given: {one_line(result.fault)}")
        return
    print(f"{words.points(result.raw)} of {words.points(result.points)} points")
    worth = _worth(root / "submission_metadata.json")
    if worth is not None and abs(worth - result.points) > 1e-9:
        print(
            f"Gradescope's assignment is worth {words.points(worth)} points, and this autograder "
            f"gives up to {words.points(result.points)}: set the autograder points to that."
        )


def _worth(path: Path) -> float | None:
    """What the assignment is worth on Gradescope; None where that is not told."""
    try:
        return float(msgspec.json.decode(path.read_bytes())["assignment"]["total_points"])
    except (OSError, msgspec.DecodeError, KeyError, TypeError, ValueError):
        return None


if __name__ == "__main__":
    sys.exit(main())
