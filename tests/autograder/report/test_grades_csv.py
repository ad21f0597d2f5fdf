from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from autograder.course import Course
from autograder.report import ClassSummary, RunInfo, class_summary, summarise, write_class
from autograder.results import Lateness, Student, SubmissionResult, Verdict


def table(summary: ClassSummary, out: Path) -> list[dict[str, str]]:
    write_class(summary, out)
    with (out / "grades.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_number_reads_back_as_it_was(
    make_class: Callable[..., ClassSummary], tmp_path: Path
) -> None:
    summary = make_class(30)
    rows = table(summary, tmp_path)
    assert [row["id"] for row in rows] == sorted(s.student.id for s in summary.students)
    for row, student in zip(rows, summary.students, strict=True):
        assert row["name"] == student.student.name
        assert float(row["total"]) == pytest.approx(student.earned, abs=0.005)
        assert float(row["raw"]) == pytest.approx(student.raw, abs=0.005)
        assert float(row["raw"]) * float(row["factor"]) == pytest.approx(student.earned, abs=0.01)
        parts = float(row["a03_pooling"]) + float(row["a04_layers"])
        assert parts == pytest.approx(student.raw, abs=0.01)
        for cell in student.cells:
            shown = float(row[f"{cell.assignment}.{cell.exercise}"])
            assert shown == pytest.approx(cell.earned, abs=0.005)


def test_rows_end_as_rfc_4180_says(make_class: Callable[..., ClassSummary], tmp_path: Path) -> None:
    write_class(make_class(3), tmp_path)
    data = (tmp_path / "grades.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 4


def test_names_that_are_formulas_are_neutralised_and_quotes_survive(
    make_result: Callable[..., SubmissionResult], course: Course, run_info: RunInfo, tmp_path: Path
) -> None:
    names = ['=HYPERLINK("http://x")', "+1", "-1", "@x", "\t=1", "\r=1", 'O"Neil, "Sam"\nJr']
    results = [
        msgspec.structs.replace(make_result(i), student=Student(id=f"s{i}", name=name))
        for i, name in enumerate(names)
    ]
    rows = table(class_summary(map(summarise, results), course, run_info), tmp_path)
    assert [row["name"][0] for row in rows[:4]] == ["'"] * 4
    assert not any(row["name"][0] in "=+-@\t\r" for row in rows)
    assert rows[-1]["name"] == 'O"Neil, "Sam" Jr'


def test_a_mark_that_is_not_final_is_empty_and_says_why(
    make_result: Callable[..., SubmissionResult], course: Course, run_info: RunInfo, tmp_path: Path
) -> None:
    first = make_result(0)
    fault = msgspec.structs.replace(first, fault="The runner died.")
    broken = msgspec.structs.replace(
        first.assignments[0].exercises[0], verdict=Verdict.GRADER_FAULT, earned=0.0
    )
    part = msgspec.structs.replace(
        first.assignments[0], exercises=(broken, *first.assignments[0].exercises[1:])
    )
    partly = msgspec.structs.replace(
        first, id="s1", student=Student(id="s1"), assignments=(part, first.assignments[1])
    )
    rows = table(class_summary(map(summarise, [fault, partly]), course, run_info), tmp_path)
    assert [row["total"] for row in rows] == ["", ""]
    assert [row["fault"] for row in rows] == ["The runner died.", "a part could not be graded"]
    assert rows[1]["a03_pooling.max_pool2d_forward"] == rows[1]["a03_pooling"] == ""
    assert rows[1]["a04_layers"] != ""


def test_lateness_and_flags_stand_in_their_columns(
    make_result: Callable[..., SubmissionResult], course: Course, run_info: RunInfo, tmp_path: Path
) -> None:
    late = Lateness(days=2, factor=0.8, rule="10 % a day")
    result = msgspec.structs.replace(
        make_result(1), raw=30.0, earned=24.0, late=late, in_roster=False, notes=("renamed file",)
    )
    [row] = table(class_summary([summarise(result)], course, run_info), tmp_path)
    shown = [row[key] for key in ("raw", "late_days", "factor", "total", "max")]
    assert shown == ["30", "2", "0.8", "24", "60"]
    assert row["note"] == "matches nobody in the roster; 2 days late; renamed file"
    assert row["submission"] == "s0001"


def test_columns_are_those_that_were_graded_in_the_course_s_order(
    make_result: Callable[..., SubmissionResult], course: Course, run_info: RunInfo, tmp_path: Path
) -> None:
    result = make_result(1)
    only = msgspec.structs.replace(result, assignments=result.assignments[1:])
    [row] = table(class_summary([summarise(only)], course, run_info), tmp_path)
    exercises = [key for key in row if key.startswith("a04_layers.")]
    assert exercises == [f"a04_layers.{e.name}" for e in course.assignments[1].exercises]
    assert not any(key.startswith("a03") for key in row)
