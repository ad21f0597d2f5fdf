"""Speed marks as they are read: by a student, an instructor, a class, and Gradescope."""

from __future__ import annotations

import io
import json
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from autograder.course import Assignment, Course, Exercise
from autograder.report import RunInfo, class_summary, summarise, terminal_check
from autograder.report.grades_csv import grades_csv
from autograder.report.gradescope import gradescope_json, speed_board
from autograder.report.html import class_html, student_html
from autograder.report.markdown import student_markdown
from autograder.report.marks import Filled, marks_of
from autograder.report.speed import board, compared, speed_cell
from autograder.report.view import view
from autograder.results import (
    AssignmentResult,
    ExerciseResult,
    SpeedResult,
    SpeedSize,
    SpeedStatus,
    Student,
    SubmissionResult,
    Verdict,
    from_json,
    speed_key,
    to_json,
)

RUN = RunInfo(title="Race", isolation="namespaces", date="today", jobs=1, seconds=1.0)


def speed(status: SpeedStatus, *shares: float, message: str | None = None) -> SpeedResult:
    sizes = tuple(
        SpeedSize(label=label, share=share)
        for label, share in zip(("small", "large"), shares, strict=False)
    )
    earned = 2 * sum(shares) / len(shares) if shares else 0.0
    return SpeedResult(
        points=2, earned=earned, status=status, full_marks_at=2, zero_at=20, sizes=sizes,
        message=message,
    )  # fmt: skip


def submission(
    id_: str, found: SpeedResult, ratios: tuple[float, ...] = (), shown: str | None = None
) -> SubmissionResult:
    exercise = ExerciseResult(
        name="nearest",
        title="Nearest",
        points=4,
        earned=2 + found.earned,
        verdict=Verdict.PASSED,
        passed=3,
        total=3,
        speed=found,
    )
    timing = {"total": 1.0}
    for size, ratio in zip(found.sizes, ratios, strict=False):
        values = {"ratio": ratio, "low": ratio * 0.9, "high": ratio * 1.1, "samples": 9}
        timing |= {speed_key("a01_race", "nearest", size.label, w): v for w, v in values.items()}
    assignment = AssignmentResult(
        id="a01_race", title="Race", points=4, earned=exercise.earned, exercises=(exercise,)
    )
    return SubmissionResult(
        id=id_,
        student=Student(id=id_, name=id_.capitalize(), leaderboard=shown),
        origin=id_,
        points=4,
        raw=exercise.earned,
        earned=exercise.earned,
        assignments=(assignment,),
        timing=timing,
    )


MEASURED = SpeedStatus.MEASURED
FAST = submission("ada", speed(MEASURED, 1, 1), (0.98, 1.1), "Ada")
HALF = submission("bruno", speed(MEASURED, 1, 0), (0.5, 24.0))
NO_GPU = submission("chidi", speed(SpeedStatus.NOT_CHECKABLE, message="this machine has no GPU."))
LOCAL = submission("dalia", speed(SpeedStatus.NOT_MEASURED))
WRONG = submission("emeka", speed(SpeedStatus.FAILED, message="A result was not right."))


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0.0, "faster than can be told"),
        (0.4, "2.5 times as fast as the reference"),
        (0.9, "as fast as the reference"),
        (1.2, "as fast as the reference"),
        (2.44, "takes 2.4 times as long as the reference"),
        (345.4, "takes 345 times as long as the reference"),
    ],
)
def test_a_ratio_is_said_in_words(ratio: float, words: str) -> None:
    assert compared(ratio) == words


def test_a_student_reads_each_size_with_its_interval_and_share() -> None:
    for page in (student_html(view(HALF)), student_markdown(view(HALF))):
        text = page.replace("\\", "")
        assert "2 times as fast as the reference" in text
        assert "takes 24 times as long as the reference" in text
        assert "22 to 26, 9 rounds" in text
        assert "All up to 2 times the reference's time, nothing from 20 times on." in text.replace(
            "&#39;", "'"
        )
    assert view(HALF).assignments[0].exercises[0].state == "speed 1 / 2"
    assert view(FAST).assignments[0].exercises[0].state == "fast"


def test_what_stopped_a_measurement_is_said() -> None:
    assert "A result was not right." in student_html(view(WRONG))
    assert "not right when it was timed" in view(WRONG).next_step


def test_a_local_check_says_when_speed_is_measured() -> None:
    text = io.StringIO()
    terminal_check(LOCAL, Console(file=text, width=80, color_system=None))
    assert "speed is measured when graded (2 points)" in text.getvalue()
    assert "not final" not in text.getvalue()


def test_a_mark_without_its_device_is_not_final_and_no_zero() -> None:
    assert "no GPU" in (NO_GPU.not_final or "")
    assert "This mark is not final" in student_html(view(NO_GPU))
    summary = class_summary([summarise(NO_GPU), summarise(FAST)], _course(), RUN)
    assert [s.id for s in summary.unfinal] == ["chidi"]
    assert summary.faults == []
    assert summary.marks == [4.0]
    row = next(r for r in grades_csv(summary).splitlines() if r.startswith("chidi"))
    # assignment, exercise, raw and total are empty: a zero would be read as one
    assert row.startswith("chidi,Chidi,,,,,,0,1,,4,")
    assert "no GPU" in row
    filled = Filled()
    assert [m.result.id for m in marks_of([NO_GPU, FAST], {"a01_race": 4}, filled)] == ["ada"]
    assert "no GPU" in filled.left_out[0][1]


def test_a_leaderboard_names_those_who_asked_and_ranks_by_the_slowest_size() -> None:
    results = [HALF, FAST, WRONG, LOCAL, NO_GPU]
    summary = class_summary(map(summarise, results), _course(), RUN)
    (found,) = summary.boards
    assert [(p.rank, p.name, p.ratio) for p in found.places] == [
        (1, "Ada", 1.1),
        (2, "anonymous", 24.0),
    ]
    assert (found.measured, found.full, found.none) == (3, 1, 1)
    page = class_html(summary, Path("."))
    assert "takes 24 times as long as the reference" in page
    assert "Bruno" not in page[page.index('id="speed"') : page.index('id="students"')]


def test_a_size_driven_to_nothing_wins_no_place() -> None:
    """By the mean of both sizes, whichever mean, it would be first."""
    cheat = submission("cheat", speed(MEASURED, 1, 0), (0.0, 30.0))
    rows = [(r.id, speed_cell(_exercise(r), "a01_race", r.timing)) for r in (cheat, FAST)]
    found = board("a01_race", "nearest", "Nearest", [(n, c) for n, c in rows if c])
    assert [p.name for p in found.places] == ["ada", "cheat"]


def test_a_nickname_is_untrusted() -> None:
    result = submission("ada", speed(MEASURED, 1, 1), (1.0, 1.0), "<script>x</script>")
    page = class_html(class_summary([summarise(result)], _course(), RUN), Path("."))
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_no_leaderboard_where_nothing_was_timed() -> None:
    summary = class_summary([summarise(LOCAL)], _course(), RUN)
    assert summary.boards == ()
    assert 'id="speed"' not in class_html(summary, Path("."))


def test_gradescope_gets_a_column_where_less_is_better() -> None:
    document = json.loads(gradescope_json(HALF, 1.0, speed_board(HALF)))
    column = {"name": "Nearest: time / reference", "value": 24.0, "order": "asc"}
    assert document["leaderboard"] == [column]
    assert document["score"] == 3
    assert "takes 24 times as long" in document["tests"][0]["output"]
    assert speed_board(LOCAL) == speed_board(WRONG) == ()


def test_documents_with_and_without_speed_are_read() -> None:
    assert from_json(to_json(HALF)) == HALF
    old = json.loads(to_json(HALF))
    del old["assignments"][0]["exercises"][0]["speed"], old["student"]["leaderboard"]
    assert _exercise(from_json(json.dumps(old).encode())).speed is None


def test_times_stand_apart_from_what_they_earned() -> None:
    """So that two runs over the same input compare equal without them."""
    again = msgspec.structs.replace(HALF, timing={k: v * 1.05 for k, v in HALF.timing.items()})
    first, second = (json.loads(to_json(r)) for r in (HALF, again))
    assert first != second
    assert first | {"timing": 0} == second | {"timing": 0}


def _exercise(result: SubmissionResult) -> ExerciseResult:
    return result.assignments[0].exercises[0]


def _course() -> Course:
    exercises = (Exercise("nearest", "Nearest", 4),)
    root = Path("/nowhere")
    assignment = Assignment("a01_race", "Race", 1, "race.py", 4, "", 1, ("numpy",), exercises, root)
    return Course(root, (assignment,))
