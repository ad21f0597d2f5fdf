"""The course map: assignments/README.md, the first page that a student opens."""

from __future__ import annotations

from autograder.course import Assignment, Course
from autograder.publish.handout import notice

_PAGE = """\
# The course

Each assignment is one file of functions without a body, and one page that explains them.

| | assignment | exercises | points | hours | what you build |
|---:|---|---:|---:|---:|---|
{rows}
| | **together** | **{exercises}** | **{points:g}** | **{hours:g}** | |

Hours are what we expect from somebody who reads the page and works through it alone.

## How to work

1. Open `assignments/{id}/{file}` and write one body, in place of its `raise NotImplementedError`.
2. Run the tests, as often as you like. A breakpoint works: your code runs in the same process.

   ```sh
   pytest tests/{id}
   ```

3. See your points so far, hints, and what to try next.

   ```sh
   autograder check {id}
   ```

Only the file itself is graded, with helper modules that you put beside it. More tests than these
run on what you hand in: they check the same descriptions on other inputs.
"""


def make_course_map(course: Course) -> str:
    """The page: all assignments in order, then how to work."""
    first = course.assignments[0]
    page = _PAGE.format(
        rows="\n".join(_row(assignment) for assignment in course.assignments),
        exercises=sum(len(assignment.exercises) for assignment in course.assignments),
        points=sum(assignment.points for assignment in course.assignments),
        hours=sum(assignment.hours for assignment in course.assignments),
        id=first.id,
        file=first.file,
    )
    return notice("solutions/*/assignment.toml") + "\n" + page


def _row(assignment: Assignment) -> str:
    summary = assignment.summary.replace("|", "\\|")
    return (
        f"| {assignment.order} | [{assignment.title}]({assignment.id}/README.md) "
        f"| {len(assignment.exercises)} | {assignment.points:g} | {assignment.hours:g} "
        f"| {summary} |"
    )
