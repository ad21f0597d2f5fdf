"""What students have of a course: stub, handout, hints and public tests of each assignment.

Made from what authors wrote, never copied from `assignments/`, where somebody may have tried a
solution out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import msgspec

from autograder.course import MANIFEST, Assignment, Course
from autograder.errors import CourseError
from autograder.feedback import hints
from autograder.publish.build import plan_texts, require_solutions
from autograder.publish.engine import imports, inside, requirements
from autograder.publish.public_tests import names_of_tests, public_tests
from autograder.publish.refresh import Files


def student_files(course: Course, assignments: Sequence[Assignment] | None = None) -> Files:
    """Files of `assignments/` and `tests/`, by path in a student's copy.

    Args:
        course: with its solutions.
        assignments: those wanted; None: all, and the course map.

    Raises:
        CourseError: something authored is wrong, or the hint table is stale.
        UsageError: the solutions are not here.
    """
    require_solutions(course)
    texts = plan_texts(course, assignments)
    files = {inside(path, course.root): data for path, data in texts.items()}
    for assignment in course.assignments if assignments is None else assignments:
        tests = public_tests(assignment)
        files |= tests
        table = PurePosixPath("assignments", assignment.id, hints.FILE)
        files[table] = _hints(assignment, names_of_tests(tests))
    return files


def dependencies(course: Course, files: Files) -> list[str]:
    """What must be installed for an engine, tests and assignments, as a pyproject.toml asks for it.

    Args:
        course: whose assignments name what students may import.
        files: the engine and the tests.

    Raises:
        CourseError: nothing that is installed here has such a module.
    """
    names = {
        name.split(".")[0]
        for path, data in files.items()
        if path.suffix == ".py" and path.parts[0] != "assignments"
        for name in imports(data)
    }
    found = set(requirements(names, course.root))
    for assignment in course.assignments:
        manifest = assignment.solution_dir / MANIFEST
        found |= set(requirements(assignment.imports, manifest))
    return sorted(found)


def _hints(assignment: Assignment, public: set[str]) -> bytes:
    """The table that `autograder build` has made: it takes minutes to make for a whole course.

    Raises:
        CourseError: it is missing, or is not of this course as it is now.
    """
    path = assignment.student_dir / hints.FILE
    remedy = "Run `autograder build`, then this command again"
    try:
        data = path.read_bytes()
        table = msgspec.json.decode(data, type=hints.Table)
    except FileNotFoundError:
        raise CourseError(f"missing: what hints are told by. {remedy}", path) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"cannot be read: {error}. {remedy}", path) from None
    named = {test.split("[")[0] for test in table.values}
    named |= {test.split("[")[0] for entry in table.mistakes.values() for test in entry.must_fail}
    if strange := sorted(named - public):
        raise CourseError(f"names {strange[0]}, which is no public test. {remedy}", path)
    return data
