"""`autograder report`: derive everything anew from `results/*.json`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from rich.console import Console

from autograder.commands.grade import RUN
from autograder.course import Course
from autograder.errors import UsageError
from autograder.report import (
    RunInfo,
    class_summary,
    summarise,
    terminal_class,
    write_class,
    write_student,
)
from autograder.results import SubmissionResult, from_json


def report(out: Path, course: Course, console: Console) -> int:
    """Write the pages; 0.

    Raises:
        UsageError: there are no result documents, or one cannot be read.
    """
    paths = sorted((out / "results").glob("*.json"))
    if not paths:
        raise UsageError(f"No results/*.json in {out}. Expected the output of `autograder grade`.")
    info = _run_info(out / RUN)
    summaries = []
    for result in _read(paths):
        write_student(result, out)
        summaries.append(summarise(result))
    summary = class_summary(summaries, course, info)
    write_class(summary, out)
    terminal_class(summary, console, out)
    return 0


def _run_info(path: Path) -> RunInfo:
    try:
        return msgspec.json.decode(path.read_bytes(), type=RunInfo)
    except (msgspec.DecodeError, OSError) as error:
        raise UsageError(f"{path} cannot be read: {error}. Run `autograder grade` again.") from None


def _read(paths: list[Path]) -> Iterator[SubmissionResult]:
    for path in paths:
        try:
            yield from_json(path.read_bytes())
        except (msgspec.DecodeError, OSError) as error:
            raise UsageError(
                f"{path} is no result document: {error}. Grade again to replace it."
            ) from None
