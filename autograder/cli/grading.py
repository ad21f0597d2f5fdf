"""`autograder grade`: its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.run import CourseOption, course_of, run_command


def grade(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Submissions: a folder of them, one of them, a zip or tar of either, a learning "
            "platform's download, git clones, .py or .ipynb files.",
        ),
    ],
    out: Annotated[Path, typer.Option(help="Where marks, feedback and report go.")] = Path(
        "grades"
    ),
    roster: Annotated[
        Path | None, typer.Option(help="CSV with any of id, name, email, username.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Submissions at a time; 0: one per core.")] = 0,
    only: Annotated[str | None, typer.Option(help="Grade this exercise alone.")] = None,
    assignment: Annotated[
        list[str] | None,
        typer.Option(help="Grade this assignment; may be repeated (default: those handed in)."),
    ] = None,
    due: Annotated[str | None, typer.Option(help="When it was due, ISO 8601.")] = None,
    late: Annotated[
        str | None,
        typer.Option(help='Deduction: "10%/day,max 3" (after 3 days nothing is earned).'),
    ] = None,
    isolation: Annotated[
        str | None,
        typer.Option(help="namespaces, landlock or process (default: the strongest here)."),
    ] = None,
    store: Annotated[
        str | None, typer.Option(help="SQLAlchemy URL (default: a file in --out).")
    ] = None,
    fail_fast: Annotated[
        str, typer.Option(help="yes: stop at the first grader fault. no: go on.")
    ] = "no",
    nbgrader_db: Annotated[
        str | None,
        typer.Option(help="Write marks into this nbgrader gradebook, too: a URL or gradebook.db."),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Grade on the workers of the Dask cluster whose scheduler is there, such as "
            "tcp://10.0.0.1:8786. --jobs then bounds how many of their threads are used at a "
            "time (0: all), and --isolation is what each must have (default: namespaces).",
        ),
    ] = None,
    course: CourseOption = None,
) -> None:
    """Grade submissions behind the wall; write marks, feedback and a report."""
    if fail_fast not in ("yes", "no"):
        raise typer.BadParameter("expected yes or no", param_hint="--fail-fast")

    def run(console: Console) -> int:
        from autograder.commands.grade import Options
        from autograder.commands.grade import grade as run_grade

        options = Options(
            paths=tuple(paths),
            out=out,
            roster=roster,
            jobs=jobs,
            only=only,
            assignments=tuple(assignment or ()),
            due=due,
            late=late,
            isolation=isolation,
            store=store,
            fail_fast=fail_fast == "yes",
            nbgrader_db=nbgrader_db,
            dask=dask,
        )
        return run_grade(options, course_of(course), console)

    run_command(run)
