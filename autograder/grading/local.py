"""The submission in this process: what a student's own `pytest` uses."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from autograder.course import Assignment
from autograder.errors import FileMissing, ImportFailed
from autograder.grading.suite import Suite
from autograder.sandbox.dispatcher import describe
from autograder.sandbox.local import LocalBackend, load_module


class LocalBackends:
    """Loads each assignment's file once.

    Args:
        submission: folder with the work; None: the course's `assignments/`.
    """

    def __init__(self, submission: str | None = None) -> None:
        self._submission = Path(submission).resolve() if submission else None
        self._modules: dict[str, ModuleType | ImportFailed] = {}

    def file(self, assignment: Assignment) -> Path:
        """The student's file.

        Raises:
            FileMissing: it is not there.
        """
        base = self._submission or assignment.root / "assignments"
        if base.is_file():
            return base
        for path in (base / assignment.id / assignment.file, base / assignment.file):
            if path.is_file():
                return path
        raise FileMissing(f"{assignment.file} is not in {base / assignment.id}. Bring it back.")

    def backend(self, suite: Suite, exercise: str) -> LocalBackend:
        """A backend with fresh handles.

        Raises:
            ImportFailed: the file cannot be imported.
            FileMissing: it is not there.
        """
        key = suite.assignment.id
        if key not in self._modules:
            path = self.file(suite.assignment)
            try:
                self._modules[key] = load_module(path)
            except (Exception, SystemExit) as error:
                said = describe(error, str(path.parent))
                fields = said.kind, said.message, said.bases, said.trace, said.function
                self._modules[key] = ImportFailed(*fields)
        module = self._modules[key]
        if isinstance(module, ImportFailed):
            raise module
        return LocalBackend(module, suite.probes)

    def folder(self, suite: Suite) -> str:
        """Where the submission's files lie."""
        try:
            return str(self.file(suite.assignment).parent)
        except FileMissing:
            return ""

    def output(self) -> str:
        """Nothing: pytest shows what the submission prints."""
        return ""
