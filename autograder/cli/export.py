"""`autograder export`: the course, or its marks, as another platform wants them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli import ci
from autograder.cli.run import CourseOption, course_of, run_command, teller

app = typer.Typer(
    help="Write the course, or its marks, as another platform wants them.", no_args_is_help=True
)


Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")]


@app.command("student-repo")
def student_repo(out: Folder, course: CourseOption = None) -> None:
    """The repository that students get: stubs, handouts, public tests, what runs them."""

    def run(console: Console) -> int:
        from autograder.publish.student_repo import export_student_repo

        return export_student_repo(course_of(course), out, teller(console))

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


@app.command()
def canvas(
    grades: ci.Grades,
    roster: Annotated[Path, typer.Option(help="The gradebook as Canvas exports it.")],
    out: Annotated[Path, typer.Option(help="The filled-in copy, to be imported in Canvas.")],
    assignment: Annotated[
        str | None, typer.Option(help="Whose marks (default: all that was graded).")
    ] = None,
    column: Annotated[
        str | None,
        typer.Option(help='Title of the column: "Pooling (123)" (default: the assignment\'s).'),
    ] = None,
    course: CourseOption = None,
) -> None:
    """Marks into a gradebook exported from Canvas; nothing but one column changes."""

    def run(console: Console) -> int:
        from autograder.commands.export_marks import export_canvas

        found = course_of(course)
        return export_canvas(grades, roster, out, found, console, assignment, column)

    run_command(run)


@app.command()
def moodle(
    grades: ci.Grades,
    worksheet: Annotated[Path, typer.Option(help="The grading worksheet as downloaded.")],
    out: Annotated[Path, typer.Option(help="The filled-in copy, to be uploaded to Moodle.")],
    assignment: Annotated[
        str | None, typer.Option(help="Whose marks (default: all that was graded).")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(help="ROLE=TITLE, for a worksheet in another language; may be repeated."),
    ] = None,
    course: CourseOption = None,
) -> None:
    """Marks and feedback into a grading worksheet of Moodle; nothing else in it changes."""

    def run(console: Console) -> int:
        from autograder.commands.export_marks import export_moodle

        found = course_of(course)
        return export_moodle(grades, worksheet, out, found, console, assignment, columns or ())

    run_command(run)


@app.command()
def gradescope(
    assignment: Annotated[str, typer.Argument(help="The assignment to grade.")],
    out: Annotated[Path, typer.Argument(metavar="OUT.zip", help="The zip to upload.")],
    isolation: Annotated[
        str, typer.Option(help="The weakest level to grade at: namespaces, landlock or process.")
    ] = "landlock",
    course: CourseOption = None,
) -> None:
    """The autograder of one assignment for Gradescope; the zip is for instructors alone."""

    def run(console: Console) -> int:
        from autograder.publish.gradescope import export_gradescope

        found = course_of(course)
        return export_gradescope(
            found, found.assignment(assignment), out, teller(console), isolation
        )

    run_command(run)


@app.command()
def grader(
    out: Annotated[Path, typer.Argument(metavar="FILE.tar.gz", help="The archive to write.")],
    course: CourseOption = None,
) -> None:
    """All that grading needs, hidden tests and solutions too, as one archive for instructors."""

    def run(console: Console) -> int:
        from autograder.publish.grader import export_grader

        return export_grader(course_of(course), out, teller(console))

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
        return export_classroom50(found, chosen, out, teller(console), hidden)

    run_command(run)


app.command()(ci.github)
app.command("classroom50-result")(ci.classroom50_result)
