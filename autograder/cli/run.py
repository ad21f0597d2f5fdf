"""How every command is run: its course, its errors as one sentence, its exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.commands.ending import (
    Speaker,
    Stopped,
    open_standard_streams,
    quietly,
    sentence,
    stoppable,
)
from autograder.course import Course, find_root, load_course
from autograder.errors import AutograderError, GraderFault

CourseOption = Annotated[
    Path | None,
    typer.Option("--course", help="The course's folder (default: the one around here)."),
]


def course_of(folder: Path | None) -> Course:
    """The course in a folder, or the one around here.

    Raises:
        CourseError: there is none, or its manifest is wrong.
    """
    return load_course(find_root(folder))


def run_command(command: Callable[[Console], int]) -> None:
    """Run a command; errors become one sentence and an exit code."""
    open_standard_streams()
    errors = Speaker(stderr=True, highlight=False)
    try:
        with stoppable():
            code = command(Speaker(highlight=False))
    except Stopped as stop:
        quietly(errors, "Stopped. What is done is kept; the same command goes on from here.")
        code = 128 + stop.number
    except GraderFault as error:
        quietly(errors, f"Grader fault: {error}")
        code = 1
    except AutograderError as error:
        quietly(errors, f"Error: {error}")
        code = 2
    except OSError as error:
        quietly(errors, f"Error: {sentence(error)}")
        code = 2
    raise typer.Exit(code)


def teller(console: Console) -> Callable[[str], None]:
    """A way to say lines as they are: paths may hold brackets."""

    def say(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    return say
