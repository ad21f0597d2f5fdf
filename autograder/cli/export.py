"""`autograder export`: the course, or its marks, as another platform wants them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.run import CourseOption, course_of, run_command

app = typer.Typer(
    help="Write the course, or its marks, as another platform wants them.", no_args_is_help=True
)


def plainly(console: Console) -> Callable[[str], None]:
    """Prints lines as they are: a name in brackets is no style, and nothing is wrapped."""
    return partial(console.print, markup=False, soft_wrap=True)


Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")]
Grades = Annotated[Path, typer.Option(help="Output folder of `autograder grade`.")]


@app.command("student-repo")
def student_repo(out: Folder, course: CourseOption = None) -> None:
    """The repository that students get: stubs, handouts, public tests, what runs them."""

    def run(console: Console) -> int:
        from autograder.publish.student_repo import export_student_repo

        return export_student_repo(course_of(course), out, plainly(console))

    run_command(run)


@app.command()
def notebooks(out: Folder, course: CourseOption = None) -> None:
    """One notebook per assignment for students, without outputs."""

    def run(console: Console) -> int:
        from autograder.publish.notebooks import export_notebooks

        return export_notebooks(course_of(course), out, console.print)

    run_command(run)
