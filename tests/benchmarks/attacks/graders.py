"""What people grade with today, each as its manual says, for one submission at a time."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import cage
from checks import CHECKS, HEAD, Check

EXERCISES = ("window_mean", "Tally", "rescale")
POINTS = {check.name: check.points for check in CHECKS}
SECONDS = 90.0  # for one submission; honest ones take a tenth of it


@dataclass(frozen=True)
class Graded:
    """What a grader made of a submission.

    Attributes:
        points: 0 to 10; None: there is no result.
        shown: all that a student or an instructor would read of it.
    """

    points: float | None
    shown: str


class Grader(Protocol):
    """One way to grade."""

    name: str

    def grade(self, submission: Path, folder: Path, environment: dict[str, str]) -> Graded:
        """Grade.

        Args:
            submission: folder with target.py and what lies beside it.
            folder: empty; all that is written goes here.
            environment: of the grader.
        """
        ...


@dataclass(frozen=True)
class PlainPytest:
    """The submission imported by the process that runs the tests."""

    bin: Path
    name: str = "pytest"

    def grade(self, submission: Path, folder: Path, environment: dict[str, str]) -> Graded:
        """See Grader."""
        shutil.copytree(submission, folder, dirs_exist_ok=True)
        self.write_tests(folder)
        command = [str(self.bin / "python"), "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        done = cage.run([*command, "--junitxml=results.xml"], folder, environment, SECONDS)
        with contextlib.suppress(OSError, ElementTree.ParseError):
            text = (folder / "results.xml").read_text("utf-8", "replace")
            return Graded(self.points(folder), done.said + text)
        return Graded(None, done.said)

    def write_tests(self, folder: Path) -> None:
        """The checks, beside target.py."""
        tests = [f"{HEAD}\nfrom target import *\n"]
        tests += [f"\ndef test_{check.name}():\n{check.indented()}\n" for check in CHECKS]
        (folder / "test_target.py").write_text("\n".join(tests))

    def points(self, folder: Path) -> float:
        """From results.xml; OSError or ParseError where there is none."""
        cases = list(ElementTree.parse(folder / "results.xml").getroot().iter("testcase"))
        passed = [c.get("name", "").removeprefix("test_") for c in cases if not list(c)]
        return sum(POINTS.get(name, 0) for name in passed)


def as_notebook(cells: Sequence[dict[str, object]]) -> dict[str, object]:
    """A notebook of these cells."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


@dataclass(frozen=True)
class Nbgrader:
    """A notebook, autograded in its own kernel together with the tests."""

    bin: Path
    name: str = "nbgrader"

    def grade(self, submission: Path, folder: Path, environment: dict[str, str]) -> Graded:
        """See Grader."""
        self.write_source(folder)
        handed_in = folder / "submitted" / "student" / "a"
        shutil.copytree(submission, handed_in)
        code = (submission / "target.py").read_text("utf-8", "replace")
        (handed_in / "target.ipynb").write_text(json.dumps(self.notebook(code)))
        script = "nbgrader generate_assignment a --force && nbgrader autograde a --force; "
        script += "nbgrader generate_feedback a --force"
        home = {"HOME": str(folder), "PATH": f"{self.bin}:{environment['PATH']}"}
        done = cage.run(["sh", "-c", script], folder, environment | home, 2 * SECONDS)
        pages = sorted((folder / "feedback").rglob("*.html"))
        shown = done.said + "".join(page.read_text("utf-8", "replace") for page in pages)
        return Graded(self.points(folder / "gradebook.db"), shown)

    def write_source(self, folder: Path) -> None:
        """The assignment "a" of a course directory, as an instructor writes it."""
        source = folder / "source" / "a" / "target.ipynb"
        source.parent.mkdir(parents=True)
        source.write_text(json.dumps(self.notebook("raise NotImplementedError", solution=True)))
        (folder / "nbgrader_config.py").write_text(
            "c = get_config()\nc.CourseDirectory.root = '.'\n"
        )

    def notebook(self, code: str, solution: bool = False) -> dict[str, object]:
        """A submission, or the instructor's version."""
        if solution:
            code = f"### BEGIN SOLUTION\n{code}\n### END SOLUTION"
        cells = [self._cell("solution", code, {"solution": True, "grade": False})]
        for check in CHECKS:
            body = check.indented(0)
            if check.hidden:
                body = f"### BEGIN HIDDEN TESTS\n{body}\n### END HIDDEN TESTS"
            if check.hidden and not solution:
                body = ""
            settings = {"solution": False, "grade": True, "points": check.points, "locked": True}
            cells.append(self._cell(check.name, f"{HEAD}\n{body}", settings))
        return as_notebook(cells)

    def _cell(self, name: str, code: str, settings: dict[str, object]) -> dict[str, object]:
        mark = {"schema_version": 3, "grade_id": name, "locked": False, "task": False} | settings
        return {
            "cell_type": "code",
            "id": name.replace("_", "-"),
            "execution_count": None,
            "metadata": {"nbgrader": mark},
            "outputs": [],
            "source": code,
        }

    def points(self, gradebook: Path) -> float | None:
        """The sum of all marks in a gradebook."""
        query = "SELECT SUM(auto_score), COUNT(auto_score) FROM grade"
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(f"file:{gradebook}?mode=ro", uri=True)) as book,
        ):
            total, count = book.execute(query).fetchone()
            return float(total) if count else None
        return None


@dataclass(frozen=True)
class Otter:
    """`otter run` on a notebook."""

    bin: Path
    name: str = "otter"

    def grade(self, submission: Path, folder: Path, environment: dict[str, str]) -> Graded:
        """See Grader."""
        self.write_tests(folder / "tests")
        shutil.copytree(submission, folder / "work")
        code = (submission / "target.py").read_text("utf-8", "replace")
        (folder / "work" / "target.ipynb").write_text(json.dumps(self.notebook(code)))
        script = "otter generate --no-environment -t tests -o autograder.zip && mkdir out && "
        script += "cd work && otter run -a ../autograder.zip -o ../out target.ipynb"
        home = {"HOME": str(folder), "PATH": f"{self.bin}:{environment['PATH']}"}
        done = cage.run(["sh", "-c", script], folder, environment | home, SECONDS)
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            text = (folder / "out" / "results.json").read_text("utf-8", "replace")
            return Graded(self.points(text), done.said + text)
        return Graded(None, done.said)

    def write_tests(self, folder: Path) -> None:
        """A file of checks for each exercise."""
        folder.mkdir(parents=True)
        for exercise in EXERCISES:
            own = [check for check in CHECKS if check.exercise == exercise]
            (folder / f"{exercise}.py").write_text(self._test_file(exercise, own))

    def notebook(self, code: str) -> dict[str, object]:
        """A submission."""
        cell = {"cell_type": "code", "id": "a", "execution_count": None, "metadata": {}}
        return as_notebook([cell | {"outputs": [], "source": code}])

    def points(self, results: str) -> float:
        """From the text of results.json."""
        return sum(float(test.get("score", 0)) for test in json.loads(results)["tests"])

    def _test_file(self, exercise: str, checks: Sequence[Check]) -> str:
        parts = ["OK_FORMAT = False\n\nfrom otter.test_files import test_case\n", HEAD]
        parts += [f'name = "{exercise}"\n']
        for check in checks:
            parts.append(
                f"\n@test_case(points={check.points}, hidden={check.hidden})\n"
                f"def test_{check.name}({exercise}):\n{check.indented()}\n"
            )
        return "\n".join(parts)
