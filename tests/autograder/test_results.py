"""The result document: read back as it was written, and the same bytes each time."""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest

from autograder import results
from autograder.results import (
    AssignmentResult,
    Diagnosis,
    ExerciseResult,
    Lateness,
    Misconception,
    Picture,
    RuleViolation,
    Student,
    SubmissionResult,
    TestResult,
    ValueRow,
    Verdict,
)

FULL = SubmissionResult(
    id="okafor_t",
    student=Student(id="7", name="Tünde Okafor", email="t@x.example", username="tok"),
    in_roster=True,
    origin="okafor_t.zip",
    submitted_at="2026-11-20T12:00:00+00:00",
    points=3.0,
    raw=1.5,
    earned=1.2,
    late=Lateness(days=2, factor=0.8, rule="10%/day"),
    assignments=(
        AssignmentResult(
            id="a01",
            title="One",
            points=3.0,
            earned=1.5,
            output="\x1b[31m\x00 � 🙂",
            exercises=(
                ExerciseResult(
                    name="f",
                    title="F",
                    points=3.0,
                    earned=1.5,
                    verdict=Verdict.FAILED,
                    passed=1,
                    total=2,
                    tests=(
                        TestResult(
                            name="t[a-b]",
                            hidden=False,
                            weight=1.0,
                            verdict=Verdict.FAILED,
                            call="f(x (2, 3))",
                            diagnosis=Diagnosis(
                                step="values",
                                message="1 of 6 values differs.",
                                rows=(ValueRow(at="(0, 1)", yours="nan", expected="1"),),
                                trace=("one.py, line 3, in f: return x",),
                                picture=Picture(yours=((1.0, 2.5),), input=((0.1, 1e-300),)),
                            ),
                            hint="Look",
                            mistake="m",
                            output="hello",
                        ),
                    ),
                    misconception=Misconception(mistake="m", belief="flips", hint="Look", tests=1),
                    violations=(RuleViolation(file="one.py", line=3, message="no", exercise="f"),),
                    handout="assignments/a01/README.md#f",
                ),
            ),
        ),
    ),
    notes=("renamed",),
    fault="gone",
    versions={"python": "3.11"},
    timing={"total": 0.25},
)
BARE = SubmissionResult(
    id="x", student=Student(id="x"), origin="x", points=0.0, raw=0.0, earned=0.0
)


@pytest.mark.parametrize("result", [FULL, BARE], ids=["full", "bare"])
def test_a_document_is_read_back_as_it_was_written(result: SubmissionResult) -> None:
    assert results.from_json(results.to_json(result)) == result


@pytest.mark.parametrize("result", [FULL, BARE], ids=["full", "bare"])
def test_the_bytes_are_stable_under_reading_and_writing(result: SubmissionResult) -> None:
    data = results.to_json(result)
    assert data.endswith(b"}\n")
    assert results.to_json(results.from_json(data)) == data


@pytest.mark.parametrize("result", [FULL, BARE], ids=["full", "bare"])
def test_the_schema_accepts_what_is_written(result: SubmissionResult) -> None:
    schema = results.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(results.to_json(result)), schema)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("student", "age"), 3),
        (("points",), "3"),
        (("earned",), None),
        (("assignments", 0, "exercises", 0, "verdict"), "perfect"),
        (("assignments", 0, "exercises", 0, "tests", 0, "hidden"), "no"),
    ],
)
def test_the_schema_and_the_reader_refuse_the_same(
    path: tuple[str | int, ...], value: object
) -> None:
    document = json.loads(results.to_json(FULL))
    inner = document
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, results.json_schema())
    with pytest.raises(msgspec.ValidationError):
        results.from_json(json.dumps(document).encode())


def test_a_missing_field_is_refused() -> None:
    document = json.loads(results.to_json(FULL))
    del document["origin"]
    with pytest.raises(msgspec.ValidationError, match="origin"):
        results.from_json(json.dumps(document).encode())


def test_a_document_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        FULL.earned = 3.0
