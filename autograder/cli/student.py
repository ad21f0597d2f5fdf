"""What a student's own copy of the course can do: `autograder check` and `autograder doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.run import CourseOption, course_of, run_command

app = typer.Typer(
    name="autograder",
    help="Check your own work.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def check(
    assignments: Annotated[
        list[str] | None, typer.Argument(help="Assignments (default: all that are here).")
    ] = None,
    submission: Annotated[
        Path | None, typer.Option(help="Folder with the work (default: assignments/).")
    ] = None,
    results: Annotated[
        Path | None, typer.Option(help="Folder that takes the result document, for a workflow.")
    ] = None,
    course: CourseOption = None,
) -> None:
    """Run the public tests on your own work: points so far, hints, what to try next."""

    def run(console: Console) -> int:
        from autograder.commands.documents import write_document
        from autograder.grading.check import check as run_check
        from autograder.report import terminal_check
        from autograder.results import Verdict

        found = course_of(course)
        chosen = [found.assignment(name) for name in assignments or ()] or found.assignments
        result = run_check(chosen, submission)
        if results is not None:
            write_document(result, results)
        terminal_check(result, console)
        exercises = [e for a in result.assignments for e in a.exercises]
        return 0 if all(e.verdict is Verdict.PASSED for e in exercises) else 1

    run_command(run)


@app.command()
def doctor(course: CourseOption = None) -> None:
    """Say whether this machine has what the course needs, and the remedy for each shortfall."""

    def run(console: Console) -> int:
        from autograder.commands.machine import examine

        return examine(course, console)

    run_command(run)
