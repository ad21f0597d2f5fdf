"""This project beside nbgrader, otter and pytest: one exercise, the same checks, the same class.

The exercise and its checks are those that the attacks attack (`attacks/checks.py`), public and
hidden. What an instructor does once for a class is not timed: `nbgrader generate_assignment`,
`otter generate`, and here the start of the warm processes, which is printed apart.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "attacks"), str(HERE.parent / "attacks")]

from classes import grade_class  # noqa: E402
from corpus import ASSIGNMENT, COURSE, FILE  # noqa: E402
from graders import Nbgrader, Otter, PlainPytest  # noqa: E402

from autograder.course import load_course  # noqa: E402

DEADLINE = 900.0  # seconds for all submissions of one peer

# right as the reference is, right in another way (other roundings), wrong
VARIANTS = (
    "",
    """
def window_mean(x, width):
    return np.lib.stride_tricks.sliding_window_view(x, width).mean(axis=1)
""",
    """
def window_mean(x, width):
    sums = np.cumsum(np.concatenate([[0.0], x]))
    return sums[width:] - sums[:-width]
""",
)


@dataclass(frozen=True)
class Measured:
    """What grading a class took.

    Attributes:
        name: of the grader.
        count: submissions.
        seconds: for all, so many at a time.
        points: mean of a submission; to see that all graders mark alike.
    """

    name: str
    count: int
    seconds: float
    points: float

    @property
    def each(self) -> float:
        """Seconds of wall-clock time per submission."""
        return self.seconds / self.count


def class_of(count: int) -> list[str]:
    """Distinct submissions: three kinds in turn."""
    right = (COURSE / "solutions" / ASSIGNMENT / FILE).read_text(encoding="utf-8")
    return [f"{right}\n{VARIANTS[i % len(VARIANTS)]}\n# submission {i}\n" for i in range(count)]


def compare(folder: Path, bin_: Path, few: int, many: int, jobs: int) -> None:
    """Grade a class of `few` by each peer and one of `many` by this project; print ratios."""
    ours, start = _ours(class_of(many), folder / "ours", jobs)
    print(
        f"One exercise, 7 checks ({ASSIGNMENT}), {jobs} submissions at a time. Seconds: wall\n"
        f"time of a class over its size; theirs of {few} submissions, ours of {many}, with store,\n"
        f"feedback pages and result documents, without {start:.1f} s of starting, which a class\n"
        "pays once. Points: the mean; equal where all mark alike."
    )
    print(f"  {ours.name:<26}{ours.each:9.3f} s each   {ours.points:.2f} points")
    peers = (_pytest, 10), (_nbgrader, 20), (_otter, 20)
    for measure, aim in peers:
        theirs = measure(class_of(few), folder / measure.__name__, bin_, jobs)
        ratio = theirs.each / ours.each
        whole = theirs.each / ((ours.seconds + start) / ours.count)
        print(
            f"  {theirs.name:<26}{theirs.each:9.3f} s each   {theirs.points:.2f} points   "
            f"{ratio:6.1f} x ours; {whole:.1f} x with our start (aim: {aim})",
            flush=True,
        )
    print()


def _ours(sources: Sequence[str], folder: Path, jobs: int) -> tuple[Measured, float]:
    course = load_course(COURSE)
    graded = grade_class(course, course.assignment(ASSIGNMENT), sources, folder, jobs)
    points = graded.points / graded.count
    return Measured("this project, walled in", graded.count, graded.seconds, points), graded.start


def _pytest(sources: Sequence[str], folder: Path, bin_: Path, jobs: int) -> Measured:
    grader = PlainPytest(bin_)
    folders = []
    for i, source in enumerate(sources):
        one = folder / f"s{i:04}"
        one.mkdir(parents=True)
        (one / FILE).write_text(source)
        grader.write_tests(one)
        folders.append(one)
    command = [str(bin_ / "python"), "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["--junitxml=results.xml"]
    seconds = _timed(lambda one: _run(command, one, bin_), folders, jobs)
    return _measured("a fresh pytest each", folders, seconds, grader.points)


def _nbgrader(sources: Sequence[str], folder: Path, bin_: Path, jobs: int) -> Measured:
    """A course directory for each slot, so that as many submissions are graded at a time."""
    grader = Nbgrader(bin_)
    courses = []
    for slot in range(jobs):
        one = folder / f"course{slot}"
        one.mkdir(parents=True)
        grader.write_source(one)
        for i, source in list(enumerate(sources))[slot::jobs]:
            handed_in = one / "submitted" / f"s{i:04}" / "a"
            handed_in.mkdir(parents=True)
            (handed_in / "target.ipynb").write_text(json.dumps(grader.notebook(source)))
        _run([str(bin_ / "nbgrader"), "generate_assignment", "a", "--force"], one, bin_)
        courses.append(one)
    command = [str(bin_ / "nbgrader"), "autograde", "a"]
    seconds = _timed(lambda one: _run(command, one, bin_), courses, jobs)
    total = sum(grader.points(one / "gradebook.db") or 0.0 for one in courses)
    return Measured("nbgrader autograde", len(sources), seconds, total / len(sources))


def _otter(sources: Sequence[str], folder: Path, bin_: Path, jobs: int) -> Measured:
    grader = Otter(bin_)
    folder.mkdir(parents=True)
    grader.write_tests(folder / "tests")
    command = [str(bin_ / "otter"), "generate", "--no-environment", "-t", "tests"]
    _run([*command, "-o", "autograder.zip"], folder, bin_)
    folders = []
    for i, source in enumerate(sources):
        one = folder / f"s{i:04}"
        one.mkdir()
        (one / "target.ipynb").write_text(json.dumps(grader.notebook(source)))
        folders.append(one)
    command = [str(bin_ / "otter"), "run", "-a", "../autograder.zip", "target.ipynb"]
    seconds = _timed(lambda one: _run(command, one, bin_), folders, jobs)
    return _measured(
        "otter run", folders, seconds, lambda one: grader.points((one / "results.json").read_text())
    )


def _measured(
    name: str, folders: Sequence[Path], seconds: float, points: Callable[[Path], float]
) -> Measured:
    total = sum(points(one) for one in folders)
    return Measured(name, len(folders), seconds, total / len(folders))


def _timed(work: Callable[[Path], None], folders: Sequence[Path], jobs: int) -> float:
    start = time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(work, folders))
    return time.perf_counter() - start


def _run(command: Sequence[str], folder: Path, bin_: Path) -> None:
    environment = os.environ | {"HOME": str(folder), "PATH": f"{bin_}:{os.environ['PATH']}"}
    subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, timeout=DEADLINE, check=False
    )
