"""`autograder report`: derive everything anew from `results/*.json`."""

from __future__ import annotations

from pathlib import Path

import msgspec
from rich.console import Console

from autograder.commands.documents import documents, read_document
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


def report(out: Path, course: Course, console: Console) -> int:
    """Write the pages; 0.

    Raises:
        UsageError: there are no result documents, or one cannot be read.
    """
    paths = documents(out)
    info = _run_info(out / RUN)
    summaries = []
    for result in map(read_document, paths):
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
