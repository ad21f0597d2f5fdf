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
def notebooks(
    out: Folder,
    install: Annotated[
        str | None,
        typer.Option(
            help="Path or URL from which notebooks install the course (default: the wheel that is "
            "written beside them)."
        ),
    ] = None,
    course: CourseOption = None,
) -> None:
    """One notebook per assignment for students, without outputs."""

    def run(console: Console) -> int:
        from autograder.publish.notebooks import export_notebooks

        return export_notebooks(course_of(course), out, teller(console), install)

    run_command(run)


@app.command()
def nbgrader(out: Folder, course: CourseOption = None) -> None:
    """A course directory for nbgrader: source notebooks, and its configuration."""

    def run(console: Console) -> int:
        from autograder.publish.nbgrader import export_nbgrader

        return export_nbgrader(course_of(course), out, teller(console))

    run_command(run)


def teller(console: Console) -> Callable[[str], None]:
    """Prints a line as it is: paths may hold brackets."""

    def say(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    return say
