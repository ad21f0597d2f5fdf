"""nbgrader's own steps where they are not enough: releasing stubs, and grading behind the wall.

Imported by an nbgrader course's `nbgrader_config.py`, so nbgrader is there.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import msgspec
from nbformat import v4
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.preprocessors import (
    ClearSolutions,
    Execute,
    NbGraderPreprocessor,
    OverwriteCells,
)

from autograder.course import Assignment, load_course
from autograder.notebook.marking import marks_of
from autograder.notebook.place import class_folder, linked_course
from autograder.publish.segments import released
from autograder.report import exercise_markdown
from autograder.results import ExerciseResult, SubmissionResult
from autograder.submission.notebooks import READ

VALIDATE_SECONDS = 600  # for a cell: the first hidden test in a kernel grades the whole notebook


def configure(config: Any) -> None:
    """Set up an nbgrader course; what its instructor sets after this wins."""
    release = _default(GenerateAssignment, "preprocessors")
    config.GenerateAssignment.preprocessors = [
        ClearReference if step is ClearSolutions else step for step in release
    ]
    cleaning = []
    for step in _default(Autograde, "sanitize_preprocessors"):
        cleaning += [step, ForgetStrangeCells] if step is OverwriteCells else [step]
    config.Autograde.sanitize_preprocessors = cleaning
    grading = _default(Autograde, "autograde_preprocessors")
    config.Autograde.autograde_preprocessors = [
        BehindTheWall if step is Execute else step for step in grading
    ]
    config.Execute.timeout = VALIDATE_SECONDS


def _default(kind: type[Any], trait: str) -> list[type[Any]]:
    return list(kind.class_traits()[trait].default())


class ClearReference(ClearSolutions):  # type: ignore[misc]
    """Leaves in a region's place what stands behind its first marker.

    `### BEGIN SOLUTION raise NotImplementedError("relu")` becomes that statement, and a region of
    helper functions, `### BEGIN SOLUTION -`, goes without a trace. A cell with a marker that stands
    alone is not the course's: it becomes what nbgrader makes of it.
    """

    def _replace_solution_region(self, cell: Any, language: str) -> bool:
        begins = [ln for ln in cell.source.split("\n") if self.begin_solution_delimeter in ln]
        bare = any(ln.endswith(self.begin_solution_delimeter) for ln in map(str.rstrip, begins))
        if cell.cell_type != "code" or not begins or bare:
            return bool(super()._replace_solution_region(cell, language))
        if len(begins) != cell.source.count(self.end_solution_delimeter):
            raise RuntimeError(f"A solution region is opened and not closed:\n{cell.source}")
        cell.source = released(cell.source)
        return True


class ForgetStrangeCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Makes ordinary cells of copies and of cells that no release has.

    nbgrader takes their id away, and then refuses what is left of their metadata: one student who
    pastes a cell twice would stop the whole class.
    """

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Drop nbgrader's metadata where it has no id."""
        about = cell.metadata.get("nbgrader")
        if not (isinstance(about, dict) and about.get("grade_id")):
            cell.metadata.pop("nbgrader", None)
        return cell, resources


class BehindTheWall(NbGraderPreprocessor):  # type: ignore[misc]
    """Grades what was submitted as `autograder grade` does, instead of running it in a kernel.

    Notebooks that are not the course's are run as nbgrader would.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Give each graded cell of the course its points as output, and say what is missing."""
        here = Path(resources["metadata"]["path"]).resolve()
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            book = gradebook.find_notebook(about["notebook"], about["assignment"])
            wanted = {cell.name: float(cell.max_score) for cell in book.grade_cells}
            sources = {cell.name: cell.source for cell in book.source_cells}
        home = class_folder(here)
        assignment = _ours(home, about["notebook"], set(wanted)) if home and wanted else None
        if home is None or assignment is None:
            nb, resources = Execute(parent=self.parent).preprocess(nb, resources)
            return nb, resources
        folder = home / self._submitted() / about["student"] / about["assignment"]
        result = marks_of(folder, assignment.id, about["student"])
        cells = {c.metadata.get("nbgrader", {}).get("grade_id"): c for c in nb.cells}
        exercises = {e.name: e for e in result.assignments[0].exercises}
        for note in result.notes:
            level = logging.INFO if note.endswith(READ) else logging.WARNING
            self.log.log(level, "%s: %s", about["student"], note)
        for name, points in wanted.items():
            cell = cells.get(name)
            if cell is None:
                self.log.warning("The graded cell '%s' was deleted; it is added again.", name)
                cell = _cell(name, points, sources.get(name, ""))
                nb.cells.append(cell)
            cell.outputs = _outputs(result, exercises[name])
        return nb, resources

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Nothing: the notebook is graded as a whole."""
        return cell, resources

    def _submitted(self) -> str:
        directory = self.config.get("CourseDirectory", {}).get("submitted_directory", "submitted")
        return str(directory)


def _ours(home: Path, notebook: str, graded: set[str]) -> Assignment | None:
    """The course's assignment whose notebook this is; None where it is somebody else's."""
    for assignment in load_course(linked_course(home)).assignments:
        if assignment.module == notebook and graded <= {e.name for e in assignment.exercises}:
            return assignment
    return None


def _cell(name: str, points: float, source: str) -> Any:
    about = {"schema_version": 3, "grade": True, "grade_id": name, "locked": True}
    about |= {"solution": False, "task": False, "points": points, "cell_type": "code"}
    make: Any = v4.new_code_cell
    return make(source, id=name, metadata={"nbgrader": about})


def _outputs(result: SubmissionResult, exercise: ExerciseResult) -> list[Any]:
    """What the student reads, and the points as nbgrader reads partial credit."""
    (whole,) = result.assignments
    one = msgspec.structs.replace(whole, exercises=(exercise,))
    text = exercise_markdown(msgspec.structs.replace(result, assignments=(one,)))
    points = {"text/plain": repr(float(exercise.earned))}
    make: Any = v4.new_output
    return [
        make("display_data", data={"text/markdown": text, "text/plain": text}),
        make("execute_result", data=points, execution_count=None),
    ]
