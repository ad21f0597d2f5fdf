"""`autograder bench`: the references under the clock."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.run import CourseOption, course_of, run_command


class Device(StrEnum):
    """What can compute."""

    CPU = "cpu"
    CUDA = "cuda"


def bench(
    exercises: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="EXERCISE", help="Exercises or assignments (default: all that have cases)."
        ),
    ] = None,
    device: Annotated[Device, typer.Option(help="Where to compute.")] = Device.CPU,
    out: Annotated[Path | None, typer.Option(help="Write all figures as JSON.")] = None,
    seconds: Annotated[
        float, typer.Option(min=0.01, help="For one exercise at one size; larger sizes need more.")
    ] = 5.0,
    threads: Annotated[int, typer.Option(min=0, help="Threads for all; 0: one per core.")] = 0,
    quick: Annotated[
        bool, typer.Option("--quick", help="The two smallest sizes, a tenth of a second each.")
    ] = False,
    commit: Annotated[
        bool,
        typer.Option("--commit", help="Keep the figures in solutions/, for handouts."),
    ] = False,
    course: CourseOption = None,
) -> None:
    """Time the references beside what one calls in practice, and beside the machine's limits."""

    def run(console: Console) -> int:
        from autograder.commands.bench import Wanted
        from autograder.commands.bench import bench as run_bench

        wanted = Wanted(
            names=tuple(exercises or ()),
            device=device.value,
            seconds=seconds,
            threads=threads,
            quick=quick,
            commit=commit,
            out=out,
        )
        return run_bench(course_of(course), wanted, console)

    run_command(run)
