"""`autograder export github` and `classroom50-result`: one graded submission, as CI wants it."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from autograder.commands.documents import documents, read_document
from autograder.errors import GraderFault, UsageError
from autograder.files import write_atomic
from autograder.report import words
from autograder.report.classroom50 import classroom50_result, release_body
from autograder.report.github import job_summary, reporter_result
from autograder.results import SubmissionResult

OUTPUT, SUMMARY = "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"


def export_github(
    grades: Path,
    console: Console,
    id_: str | None = None,
    out: Path | None = None,
    summary: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Hand a result to the reporter and write the job's summary; 0.

    Args:
        grades: output folder of `autograder grade`.
        console: for one line.
        id_: the submission, where there are several.
        out: takes the result as base64; None: the step's output `result`.
        summary: takes the Markdown; None: the job's summary, where there is one.
        environment: of a step of GitHub Actions.

    Raises:
        UsageError: no such result, or nowhere to write it.
    """
    result = read_one(grades, id_)
    encoded = base64.b64encode(json.dumps(reporter_result(result)).encode())
    if out is not None:
        write_atomic(out, encoded + b"\n")
    elif environment.get(OUTPUT):
        _append(Path(environment[OUTPUT]), b"result=" + encoded + b"\n")
    else:
        raise UsageError(f"{OUTPUT} is not set: outside of GitHub Actions, name a file with --out.")
    page = job_summary(result).encode()
    if summary is not None:
        write_atomic(summary, page)
    elif environment.get(SUMMARY):
        _append(Path(environment[SUMMARY]), page)
    console.print(_score(result), markup=False, highlight=False)
    return 0


def export_classroom50(
    grades: Path,
    out: Path,
    console: Console,
    id_: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Write result.json, and release-body.md beside it; 0.

    Raises:
        UsageError: no such result, or the runner has not said whose it is.
        GraderFault: the mark is not final, and must not be reported as one.
    """
    result = read_one(grades, id_)
    if result.not_final is not None:
        raise GraderFault(f"{result.not_final} No result was written; run it again.")
    document = classroom50_result(result, environment, datetime.now(UTC))
    write_atomic(out.with_name("release-body.md"), release_body(result).encode())
    write_atomic(out, json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n")
    console.print(_score(result), markup=False, highlight=False)
    return 0


def read_one(grades: Path, id_: str | None) -> SubmissionResult:
    """The result of one submission.

    Raises:
        UsageError: there is none, there are several and none was named, or it cannot be read.
    """
    known = {path.stem: path for path in documents(grades)}
    if id_ is None and len(known) > 1:
        some = ", ".join(list(known)[:5])
        raise UsageError(f"{grades} has {len(known)} results ({some}, ...). Name one with --id.")
    path = next(iter(known.values())) if id_ is None else known.get(id_)
    if path is None:
        raise UsageError(
            f"{grades} has no result of {id_!r}. It has: {', '.join(list(known)[:5])}."
        )
    return read_document(path)


def _append(path: Path, data: bytes) -> None:
    """Add to a file that belongs to the runner, which others have written into before."""
    with path.open("ab") as file:
        file.write(data)


def _score(result: SubmissionResult) -> str:
    return f"{words.points(result.earned)} of {words.points(result.points)} points"
