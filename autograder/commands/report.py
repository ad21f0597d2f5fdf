"""`autograder report`: derive everything anew from `results/*.json`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console

from autograder.course import Course
from autograder.errors import UsageError
from autograder.report import RunInfo, class_summary, summarise, terminal_class, write_class
from autograder.report import write_student as write
from autograder.results import SubmissionResult, from_json


def report(out: Path, course: Course, console: Console) -> int:
    """Write the pages; 0.

    Raises:
        UsageError: there are no result documents, or one cannot be read.
    """
    paths = sorted((out / "results").glob("*.json"))
    if not paths:
        raise UsageError(f"No results/*.json in {out}. Expected the output of `autograder grade`.")
    summaries = []
    last = None
    for result in _read(paths):
        write(result, out)
        summaries.append(summarise(result))
        last = result
    assert last is not None
    ids = tuple(a.id for a in last.assignments)
    info = RunInfo(
        title=" · ".join(a.title for a in last.assignments),
        isolation=last.isolation,
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        jobs=0,
        seconds=0.0,
        assignments=ids,
        problems=tuple((s.id, f"grader fault: {s.fault}") for s in summaries if s.fault),
        unmatched=tuple(s.id for s in summaries if s.in_roster is False),
    )
    summary = class_summary(summaries, course, info)
    write_class(summary, out)
    terminal_class(summary, console, out)
    return 0


def _read(paths: list[Path]) -> Iterator[SubmissionResult]:
    for path in paths:
        try:
            yield from_json(path.read_bytes())
        except (msgspec.DecodeError, OSError) as error:
            raise UsageError(
                f"{path} is no result document: {error}. Grade again to replace it."
            ) from None
