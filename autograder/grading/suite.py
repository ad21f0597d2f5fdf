"""What one assignment is graded with: its reference, probes and mistakes, loaded when needed."""

from __future__ import annotations

import hashlib
import inspect
import math
import os
from functools import cached_property
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.feedback import hints
from autograder.feedback.hints import HintTable
from autograder.feedback.mistakes import MistakeBank, load_mistakes
from autograder.grading.exchange import Exchange
from autograder.sandbox.local import load_module

PUBLIC_SEED = "cnn-course 1"
SECRET = "AUTOGRADER_SECRET"


class Suite:
    """An assignment's trusted side. Without `solutions/` (a student's copy) it has no reference."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment

    @property
    def has_reference(self) -> bool:
        """Whether the solutions are here."""
        return self._reference_path.exists()

    @property
    def published(self) -> bool:
        """Whether this is a student's copy: nothing is there to prove its tests with."""
        return not (self.assignment.root / "solutions").is_dir()

    @property
    def _reference_path(self) -> Path:
        return self.assignment.solution_dir / self.assignment.file

    @cached_property
    def reference(self) -> ModuleType:
        """The reference.

        Raises:
            CourseError: it is not here, or cannot be imported.
        """
        path = self._reference_path
        if not path.exists():
            raise CourseError("the reference is missing", path)
        try:
            return load_module(path, f"_reference_{self.assignment.id}")
        except Exception as error:
            raise CourseError(f"{type(error).__name__}: {error}", path) from error

    @property
    def reference_source(self) -> bytes:
        """The reference as text, for a worker of its own."""
        return self._reference_path.read_bytes()

    @cached_property
    def probes(self) -> ModuleType | None:
        """The assignment's probes, where it has any."""
        path = self.assignment.test_dir / "probes.py"
        return load_module(path, f"_probes_{self.assignment.id}") if path.exists() else None

    @property
    def probes_source(self) -> str:
        """Source of the probes, for the submission's process."""
        path = self.assignment.test_dir / "probes.py"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @cached_property
    def bank(self) -> MistakeBank | HintTable | None:
        """The bank of mistakes; a student's copy has a table of their values instead."""
        if self.has_reference:
            source = self._reference_path.read_text(encoding="utf-8")
            return MistakeBank(load_mistakes(self.assignment), source, self.probes)
        table = self.assignment.student_dir / hints.FILE
        return HintTable(table) if table.exists() else None

    def signature(self, name: str) -> inspect.Signature | None:
        """Signature of the reference's function, for naming arguments in messages."""
        if not self.has_reference or not hasattr(self.reference, name):
            return None
        try:
            return inspect.signature(getattr(self.reference, name))
        except (TypeError, ValueError):
            return None


def case_rng(assignment: str, test: str, hidden: bool) -> np.random.Generator:
    """The generator of one test: seeded by its name and, where hidden, by the secret too."""
    secret = os.environ.get(SECRET, "") if hidden else ""
    digest = hashlib.sha256(f"{PUBLIC_SEED}\0{secret}\0{assignment}\0{test}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:16], "big"))


class Case:
    """One collected test: which exercise it belongs to, its weight, and whether it is hidden.

    `portable` is False where its answers depend on how a machine rounds, as trained weights do:
    a fingerprint of them would hold on no other.
    """

    def __init__(self, item: pytest.Item, assignment: Assignment) -> None:
        self.assignment = assignment
        self.name = item.name.removeprefix("test_")
        self.hidden = item.path.name.startswith("test_hidden")
        self.line = (item.location[1] or 0) + 1
        self.exercise, self.weight, self.portable = self._mark(item)
        self.script: tuple[Exchange, ...] = ()  # empty: the test has to run
        function = getattr(item, "function", None)
        self.property = (inspect.getdoc(function) or "").split("\n")[0] or self.name
        if not self.hidden and "reference" in getattr(item, "fixturenames", ()):
            message = f"{item.name} is public and uses the reference, which students do not have"
            raise CourseError(message, item.path, self.line)

    def _mark(self, item: pytest.Item) -> tuple[str, float, bool]:
        marks = list(item.iter_markers("exercise"))
        if len(marks) != 1:
            message = (
                f"{item.name} belongs to {len(marks) or 'no'} exercise"
                f"{'s' if len(marks) > 1 else ''}; mark it once: @pytest.mark.exercise(NAME)"
            )
            raise CourseError(message, item.path, self.line)
        name = str(marks[0].args[0]) if marks[0].args else ""
        weight = marks[0].kwargs.get("weight", 1.0)
        if name not in {e.name for e in self.assignment.exercises}:
            known = ", ".join(e.name for e in self.assignment.exercises)
            message = f"{item.name} belongs to {name!r}, which is no exercise; known: {known}"
            raise CourseError(message, item.path, self.line)
        if not isinstance(weight, int | float) or not 0 < weight < math.inf:
            message = f"{item.name} has weight {weight!r}; a number above 0 was expected"
            raise CourseError(message, item.path, self.line)
        return name, float(weight), bool(marks[0].kwargs.get("portable", True))
