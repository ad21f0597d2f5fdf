"""A result as Classroom 50 wants it: `classroom50/result/v1`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from autograder.errors import UsageError
from autograder.report.github import cut
from autograder.report.hundredths import shares
from autograder.report.markdown import student_markdown
from autograder.report.view import view
from autograder.results import SubmissionResult, Verdict

SCHEMA = "classroom50/result/v1"
BODY_LIMIT = 100_000  # bytes; GitHub takes 125,000 characters as the text of a release

_TYPES = ("individual", "group", "team")


def classroom50_result(
    result: SubmissionResult, environment: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """The document that its runner reads; scores are whole hundredths of a point.

    Args:
        result: of one submission.
        environment: what the runner says about the submission.
        now: the submission's time where no commit tells it, UTC.

    Raises:
        UsageError: a variable that says whose this is is missing or cannot be right.
    """
    owner = environment.get("OWNER") or environment.get("USERNAME")
    commit = _wanted(environment, "COMMIT_URL")
    found = shares(result)
    return {
        "schema": SCHEMA,
        "classroom": _wanted(environment, "CLASSROOM"),
        "assignment": _wanted(environment, "ASSIGNMENT"),
        "assignment_type": _type(environment.get("ASSIGNMENT_TYPE") or _TYPES[0]),
        "owner": owner or _wanted(environment, "OWNER"),
        "submission": _tag(_wanted(environment, "SUBMISSION_TAG")),
        "commit": commit,
        "release": _wanted(environment, "RELEASE_URL"),
        "review": environment.get("REVIEW_URL") or commit,
        "datetime": _instant(result.submitted_at, now),
        "score": sum(share.earned for share in found),
        "max-score": sum(share.points for share in found),
        "tests": [
            {
                "test-name": share.exercise.name,
                "passed": share.exercise.verdict is Verdict.PASSED,
                "score": share.earned,
                "max-score": share.points,
            }
            for share in found
        ],
    }


def release_body(result: SubmissionResult) -> str:
    """The feedback in Markdown, as the text of the submission's release."""
    note = "Scores on this platform are in hundredths of a point."
    return cut(f"{student_markdown(view(result))}\n{note}\n", BODY_LIMIT)


def _wanted(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise UsageError(f"Expected Classroom 50's runner to set {name}; it is not set.")
    return value


def _type(text: str) -> str:
    if text not in _TYPES:
        raise UsageError(f"ASSIGNMENT_TYPE is {text!r}; expected one of {', '.join(_TYPES)}.")
    return text


def _tag(text: str) -> str:
    if not re.match("submit/", text):
        raise UsageError(f"SUBMISSION_TAG is {text!r}; expected a tag that begins with submit/.")
    return text


def _instant(text: str | None, now: datetime) -> str:
    when = datetime.fromisoformat(text) if text else now
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
