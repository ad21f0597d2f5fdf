"""Which result is exported, where it goes, and what is said where that cannot be."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from rich.console import Console

from autograder.commands.export_result import export_classroom50, export_github
from autograder.errors import GraderFault, UsageError
from autograder.results import Student, SubmissionResult, to_json

ABOUT = {
    "CLASSROOM": "cnn",
    "ASSIGNMENT": "a01",
    "OWNER": "ada",
    "SUBMISSION_TAG": "submit/1",
    "COMMIT_URL": "https://c",
    "RELEASE_URL": "https://r",
}


def result(id_: str, **more: object) -> SubmissionResult:
    fields = {"points": 10, "raw": 7.5, "earned": 7.5} | more
    return SubmissionResult(id=id_, student=Student(id=id_), origin=id_, **fields)


@pytest.fixture
def grades(tmp_path: Path) -> Path:
    folder = tmp_path / "grades"
    (folder / "results").mkdir(parents=True)
    for id_ in ("ada", "bo"):
        (folder / "results" / f"{id_}.json").write_bytes(to_json(result(id_)))
    return folder


@pytest.fixture
def console() -> Console:
    return Console(quiet=True)


def test_output_and_summary_are_added_to(grades, console, tmp_path):
    output, summary = tmp_path / "output", tmp_path / "summary"
    output.write_text("other=1\n")
    summary.write_text("before\n")
    environment = {"GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
    assert export_github(grades, console, "bo", environment=environment) == 0
    first, second = output.read_text().splitlines()
    assert first == "other=1"
    document = json.loads(base64.b64decode(second.removeprefix("result="), validate=True))
    assert document["version"] == 1
    assert summary.read_text().startswith("before\n# Feedback")


def test_files_may_be_named_instead(grades, console, tmp_path):
    out, summary = tmp_path / "o", tmp_path / "s"
    export_github(grades, console, "bo", out, summary, environment={})
    assert json.loads(base64.b64decode(out.read_bytes()))["version"] == 1
    assert "7.5 / 10 points" in summary.read_text()


def test_what_cannot_be_exported_is_named(grades, console, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(UsageError, match=r"2 results \(ada, bo, ...\). Name one with --id"):
        export_github(grades, console, out=out)
    with pytest.raises(UsageError, match=r"no result of 'cy'\. It has: ada, bo"):
        export_github(grades, console, "cy", out)
    with pytest.raises(UsageError, match="GITHUB_OUTPUT is not set"):
        export_github(grades, console, "bo", environment={})
    with pytest.raises(UsageError, match="Expected the output of `autograder grade`"):
        export_github(tmp_path / "nowhere", console, out=out)
    (grades / "results" / "bo.json").write_text("{}")
    with pytest.raises(UsageError, match=r"bo\.json is no result document"):
        export_github(grades, console, "bo", out)
    assert not out.exists()


def test_an_id_is_a_name_and_no_path(grades, console, tmp_path):
    (grades / "other.json").write_bytes(to_json(result("other")))
    with pytest.raises(UsageError, match="no result of"):
        export_github(grades, console, "../other", tmp_path / "out")


def test_a_mark_that_is_not_final_is_none_on_classroom_50(grades, console, tmp_path):
    (grades / "results" / "bo.json").write_bytes(to_json(result("bo", fault="a process died.")))
    with pytest.raises(GraderFault, match=r"a process died\. No result was written"):
        export_classroom50(grades, tmp_path / "result.json", console, "bo", ABOUT)
    assert not (tmp_path / "result.json").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"CLASSROOM": " "}, "set CLASSROOM"),
        ({"OWNER": ""}, "set OWNER"),
        ({"SUBMISSION_TAG": "v1"}, "begins with submit/"),
        ({"ASSIGNMENT_TYPE": "solo"}, "expected one of individual, group, team"),
    ],
)
def test_what_the_runner_says_is_checked(grades, console, tmp_path, change, message):
    with pytest.raises(UsageError, match=message):
        export_classroom50(grades, tmp_path / "result.json", console, "bo", ABOUT | change)
    assert not (tmp_path / "result.json").exists()


def test_the_time_is_the_commits_in_utc(grades, console, tmp_path):
    late = result("bo", submitted_at="2026-11-30T23:59:00+02:00")
    (grades / "results" / "bo.json").write_bytes(to_json(late))
    export_classroom50(grades, tmp_path / "result.json", console, "bo", ABOUT)
    document = json.loads((tmp_path / "result.json").read_text())
    assert document["datetime"] == "2026-11-30T21:59:00Z"
    assert document["review"] == document["commit"] == "https://c"
