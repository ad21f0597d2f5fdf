"""`autograder collect`: the command line of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.run import run_command


def collect(
    roster: Annotated[Path, typer.Argument(metavar="CLASS.csv", help="CSV with username, or id.")],
    template: Annotated[
        str,
        typer.Option(
            help="Address of a student's repository, with {username} or {id} in it: "
            "https://github.com/ORG/a01-{username}.git"
        ),
    ],
    out: Annotated[Path, typer.Option(help="Where the clones go, for `grade`.")] = Path(
        "submissions"
    ),
    before: Annotated[
        str | None, typer.Option(help="Take the last commit before this time, ISO 8601.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Repositories at a time.")] = 8,
    timeout: Annotated[
        float, typer.Option(min=1, help="Seconds that a repository may take to answer.")
    ] = 120.0,
) -> None:
    """Clone a class's repositories, or bring the clones up to date; nothing in them is run."""

    def run(console: Console) -> int:
        from autograder.commands.collect import CollectOptions, run_collect

        options = CollectOptions(roster, template, out, before, jobs, timeout)
        return run_collect(options, console)

    run_command(run)
