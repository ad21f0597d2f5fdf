"""The command line: `autograder grade check verify build collect export bench doctor new report`.

Exit codes: 0 all well; 1 a grader fault, a failed check or proof; 2 wrong usage, or a course,
store, file or disk that cannot be used; 130 stopped by Ctrl-C, 143 by SIGTERM, 129 by the terminal.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli import bench, collect, export, grading, student
from autograder.cli.run import CourseOption, course_of, run_command
from autograder.course import find_root

app = typer.Typer(
    name="autograder",
    help="Grade a course in convolutional neural networks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(export.app, name="export")
app.command()(grading.grade)
app.command()(collect.collect)
app.command()(student.check)
app.command()(bench.bench)


@app.command()
def verify(
    assignments: Annotated[
        list[str] | None, typer.Argument(help="Assignments (default: all).")
    ] = None,
    details: Annotated[bool, typer.Option(help="List every mistake's tests and hint.")] = False,
    isolation: Annotated[str | None, typer.Option(help="Isolation level.")] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Variants at a time; 0: one per core.")] = 0,
    course: CourseOption = None,
) -> None:
    """Prove the tests: reference, accepted variants, stub and every mistake get what they must."""

    def run(console: Console) -> int:
        from autograder.commands.verify import verify as run_verify

        found = course_of(course)
        chosen = [found.assignment(name) for name in assignments or ()] or found.assignments
        return run_verify(found, chosen, console, isolation, jobs, details)

    run_command(run)


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Only say what is stale.")] = False,
    course: CourseOption = None,
) -> None:
    """Generate what students receive: stubs, handouts, figures, the course map."""

    def run(console: Console) -> int:
        from autograder import publish

        found = course_of(course)
        if not check:
            written = publish.build(found)
            console.print(f"{len(written)} files written." if written else "Nothing was stale.")
            return 0
        stale = publish.check(found)
        for text in stale:
            console.print(text, markup=False)
        console.print("Run `autograder build`." if stale else "Nothing is stale.")
        return 1 if stale else 0

    run_command(run)


@app.command()
def new(
    exercise: Annotated[str, typer.Argument(metavar="ASSIGNMENT/EXERCISE")],
    course: CourseOption = None,
) -> None:
    """Scaffold an exercise; `verify` then says what is missing."""

    def run(console: Console) -> int:
        from autograder import publish

        root = find_root(course)
        for path in publish.new(root, exercise):
            console.print(f"  {path.relative_to(root)}", markup=False)
        console.print(f"Next: autograder verify {exercise.split('/')[0]}", markup=False)
        return 0

    run_command(run)


@app.command()
def report(
    out: Annotated[Path, typer.Argument(help="Output folder of an earlier `grade`.")],
    course: CourseOption = None,
) -> None:
    """Write feedback, marks and report anew from the result documents."""

    def run(console: Console) -> int:
        from autograder.commands.report import report as run_report

        return run_report(out, course_of(course), console)

    run_command(run)


@app.command()
def doctor() -> None:
    """Say what this machine can do, and the remedy for each shortfall."""

    def run(console: Console) -> int:
        from autograder.commands.doctor import doctor as run_doctor

        return run_doctor(console)

    run_command(run)
