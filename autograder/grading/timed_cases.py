"""What is timed for speed marks: the authored cases of those exercises that have any."""

from __future__ import annotations

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.timing.cases import FILE, Case, load_cases


def timed_cases(assignment: Assignment) -> dict[str, Case]:
    """The cases by exercise; none in a student's copy.

    Raises:
        CourseError: `timing.py` lacks one of them, or a size that is marked, or cannot be run.
    """
    wanted = [e for e in assignment.exercises if e.speed]
    if not wanted or not (assignment.solution_dir / assignment.file).is_file():
        return {}
    known, path = load_cases(assignment), assignment.solution_dir / FILE
    for exercise in wanted:
        case = known.get(exercise.name)
        if case is None:
            raise CourseError(f"has no case of {exercise.name}, whose speed is marked", path)
        if not case.times_calls:
            text = f"the case of {exercise.name} has a subject; speed marks time plain calls"
            raise CourseError(text, path)
        for size in exercise.speed.sizes if exercise.speed else ():
            if size not in case.sizes:
                has = ", ".join(case.sizes)
                text = f"the case of {exercise.name} has no size {size!r}; it has: {has}"
                raise CourseError(text, path)
    return {exercise.name: known[exercise.name] for exercise in wanted}
