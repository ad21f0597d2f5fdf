"""`autograder export github` and `classroom50-result`: what a CI service is told of one result."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.run import run_command

Grades = Annotated[Path, typer.Option(help="Output folder of `autograder grade`.")]


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
