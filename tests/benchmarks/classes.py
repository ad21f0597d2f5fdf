"""Grades a class as `grade` does: pool, store, feedback pages, result documents."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.compose import Context
from autograder.batch.run import Batch, Settings
from autograder.commands.grade import pick_level
from autograder.course import Assignment, Course
from autograder.files import write_atomic
from autograder.report import summarise, write_student
from autograder.results import to_json
from autograder.store import Store
from autograder.submission import discover


@dataclass(frozen=True)
class GradedClass:
    """A class that has been graded.

    Attributes:
        count: submissions.
        points: all together.
        answering: seconds between questions to a submission's worker and its answers, likewise.
        start: seconds until the first submission, which is not one of the class, was graded.
        seconds: from then on until the last page was written.
        slots: submissions at a time.
    """

    count: int
    points: float
    answering: float
    start: float
    seconds: float
    slots: int

    @property
    def share(self) -> float:
        """The submissions' own computing: of the time of all slots, what their workers took."""
        return self.answering / (self.slots * self.seconds)


def lay_out(assignment: Assignment, folder: Path, sources: Sequence[str]) -> None:
    """Write submissions as folders."""
    for i, text in enumerate(sources):
        path = folder / f"student_{i:04d}" / assignment.id
        path.mkdir(parents=True)
        (path / assignment.file).write_text(text, encoding="utf-8")


def grade_class(
    course: Course, assignment: Assignment, sources: Sequence[str], folder: Path, jobs: int
) -> GradedClass:
    """Grade a class of submissions, given as source texts."""
    lay_out(assignment, folder / "class", sources)
    lay_out(assignment, folder / "first", ["# not attempted\n"])
    out = folder / "out"
    out.mkdir()
    settings = Settings(course, (assignment,), pick_level(None), jobs, secrets.token_hex(8))
    store = Store(f"sqlite:///{out / 'store.sqlite'}")
    begin = time.perf_counter()
    points = answering = 0.0
    with Batch(settings, store, Context()) as batch:
        list(batch.run(discover([folder / "first"], course)))
        ready = time.perf_counter()
        for graded in batch.run(discover([folder / "class"], course)):
            write_student(graded.result, out)
            write_atomic(out / "results" / f"{graded.result.id}.json", to_json(graded.result))
            summarise(graded.result)
            points += graded.result.earned
            answering += graded.result.timing["answers"]
        done = time.perf_counter()
    store.close()
    return GradedClass(len(sources), points, answering, ready - begin, done - ready, jobs)
