"""`autograder export`: the course, or its marks, as another platform wants them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.run import CourseOption, course_of, run_command

app = typer.Typer(
    help="Write the course, or its marks, as another platform wants them.", no_args_is_help=True
)

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")]
Grades = Annotated[Path, typer.Option(help="Output folder of `autograder grade`.")]


@app.command("student-repo")
def student_repo(out: Folder, course: CourseOption = None) -> None:
    """The repository that students get: stubs, handouts, public tests, the engine, the workflow."""

    def run(console: Console) -> int:
        from autograder.publish.student_repo import export_student_repo

        return export_student_repo(course_of(course), out, console.print)

    run_command(run)


@app.command()
def notebooks(out: Folder, course: CourseOption = None) -> None:
    """One notebook per assignment for students, without outputs."""

    def run(console: Console) -> int:
        from autograder.publish.notebooks import export_notebooks

        return export_notebooks(course_of(course), out, console.print)

    run_command(run)


@app.command()
def grader(
    out: Annotated[Path, typer.Argument(metavar="FILE.tar.gz", help="The archive to write.")],
    course: CourseOption = None,
) -> None:
    """All that grading needs, hidden tests and solutions too, as one archive for instructors."""

    def run(console: Console) -> int:
        from autograder.publish.grader import export_grader

        return export_grader(course_of(course), out, _plainly(console))

    run_command(run)


@app.command()
def github(
    grades: Grades,
    id: Annotated[str | None, typer.Option(help="The submission, where there are several.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where the result goes as base64 (default: the step's).")
    ] = None,
    summary: Annotated[
        Path | None, typer.Option(help="Where the feedback goes (default: the job's summary).")
    ] = None,
) -> None:
    """One result for GitHub's autograding reporter, and the job's summary."""

    def run(console: Console) -> int:
        from autograder.commands.export_result import export_github

        return export_github(grades, console, id, out, summary)

    run_command(run)


@app.command()
def classroom50(
    out: Folder,
    assignment: Annotated[str, typer.Option(help="The assignment to grade.")],
    hidden: Annotated[
        bool, typer.Option("--hidden", help="With hidden tests and solutions: see docs/github.md.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """The folder that Classroom 50 grades one assignment from."""

    def run(console: Console) -> int:
        from autograder.publish.classroom50 import export_classroom50

        found = course_of(course)
        chosen = found.assignment(assignment)
        return export_classroom50(found, chosen, out, _plainly(console), hidden)

    run_command(run)


@app.command("classroom50-result")
def classroom50_result(
    grades: Grades,
    out: Annotated[Path, typer.Option(help="The document to write.")] = Path("result.json"),
    id: Annotated[str | None, typer.Option(help="The submission, where there are several.")] = None,
) -> None:
    """One result for Classroom 50's runner; says whose it is by the runner's variables."""

    def run(console: Console) -> int:
        from autograder.commands.export_result import export_classroom50

        return export_classroom50(grades, out, console, id)

    run_command(run)


def _plainly(console: Console) -> Callable[[str], None]:
    """A way to say lines as they are."""

    def say(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    return say
