"""This project's grader, as `grade` uses it, with its processes kept between submissions."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import ASSIGNMENT, COURSE, SECRET
from graders import Graded

from autograder.batch.compose import Context
from autograder.batch.run import Batch, Settings
from autograder.commands.grade import pick_level
from autograder.course import load_course
from autograder.report import write_student
from autograder.results import to_json
from autograder.store import Store
from autograder.submission import discover


@dataclass(frozen=True)
class Own:
    """A grader behind its wall; it needs no cage."""

    batch: Batch
    name: str = "autograder"

    @classmethod
    @contextlib.contextmanager
    def started(cls) -> Iterator[Own]:
        """One that grades the course that is attacked."""
        course = load_course(COURSE)
        settings = Settings(course, course.assignments, pick_level(None), 1, SECRET)
        with (
            tempfile.TemporaryDirectory() as name,
            contextlib.closing(Store(f"sqlite:///{name}/store.sqlite")) as store,
            Batch(settings, store, Context()) as batch,
        ):
            yield cls(batch)

    def grade(self, submission: Path, folder: Path, environment: dict[str, str]) -> Graded:
        """See Grader; the environment is that of this process."""
        shutil.copytree(submission, folder / "class" / "student" / ASSIGNMENT)
        (graded,) = self.batch.run(discover([folder / "class"], self.batch.settings.course))
        if graded.result.fault:
            return Graded(None, graded.result.fault)
        write_student(graded.result, folder / "out")
        pages = [path.read_text("utf-8") for path in (folder / "out").rglob("*") if path.is_file()]
        return Graded(graded.result.earned, to_json(graded.result).decode() + "".join(pages))
