"""A whole class, graded by the real command: every mark is the one that was computed without it."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import outputs
import pytest
from outputs import graded_at
from processes import watched

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "a01_convolution"
STUDENTS, SEED = 24, 16
RESUMED = f"Resuming: {STUDENTS} of {STUDENTS}"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform != "linux", reason="processes are counted in /proc"),
]


@dataclass(frozen=True)
class Grading:
    """One finished command: what it was given, wrote and said."""

    cohort: Path
    out: Path
    code: int
    said: str
    seconds: float

    @property
    def documents(self) -> dict[str, bytes]:
        """Result documents by submission id."""
        return {path.stem: path.read_bytes() for path in (self.out / "results").glob("*.json")}

    @property
    def marks(self) -> dict[tuple[str, str], float]:
        """(submission, exercise) -> points that its tests earned."""
        return {
            (result["id"], exercise["name"]): round(exercise["earned"] - fast(exercise), 6)
            for result in map(json.loads, self.documents.values())
            for exercise in result["assignments"][0]["exercises"]
        }

    @property
    def speed(self) -> dict[tuple[str, str], float]:
        """(submission, exercise) -> points that its speed earned, which nobody knows before."""
        return {
            (result["id"], exercise["name"]): fast(exercise)
            for result in map(json.loads, self.documents.values())
            for exercise in result["assignments"][0]["exercises"]
        }

    @property
    def untimed(self) -> dict[str, dict[str, object]]:
        """Result documents without the seconds that they took."""
        return outputs.untimed(self.out)


def fast(exercise: dict[str, Any]) -> float:
    """Points that an exercise's speed earned."""
    return float(exercise["speed"]["earned"]) if exercise["speed"] else 0.0


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected_marks(cohort: Path) -> dict[tuple[str, str], float]:
    rows = table(cohort / "expected.csv")
    return {(row["submission"], row["exercise"]): float(row["points"]) for row in rows}


def command(cohort: Path, out: Path) -> subprocess.Popen[str]:
    arguments = ["grade", cohort / "submissions", cohort / "lms_download.zip"]
    arguments += ["--roster", cohort / "roster.csv", "--out", out, "--assignment", ASSIGNMENT]
    arguments += ["--jobs", "2"]
    return subprocess.Popen(
        [sys.executable, "-m", "autograder.cli", *map(str, arguments), "--course", str(ROOT)],
        env=os.environ | {"AUTOGRADER_SECRET": "of this test alone", "COLUMNS": "200"},
        cwd=out.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def grade(cohort: Path, out: Path) -> Grading:
    start = time.monotonic()
    process = command(cohort, out)
    said, _ = process.communicate()
    return Grading(cohort, out, process.returncode, said, time.monotonic() - start)


@pytest.fixture(scope="module")
def left_behind() -> Iterator[Callable[[], list[str]]]:
    """Waits for what the last command has started to end; gives what has not."""
    with watched() as left:
        yield left


def make_cohort(out: Path, students: int, *more: str) -> subprocess.CompletedProcess[str]:
    script = ROOT / "data_scripts" / "make_cohort.py"
    arguments = ["--students", students, "--seed", SEED, "--assignment", ASSIGNMENT, "--out", out]
    line = [sys.executable, str(script), *map(str, arguments), *more]
    return subprocess.run(line, capture_output=True, text=True)


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class with an endless loop and most ways to crash, in all formats."""
    out = tmp_path_factory.mktemp("cohort") / "class"
    made = make_cohort(out, STUDENTS, "--hang-rate", "0.04")
    assert made.returncode == 0, made.stderr
    return out


@pytest.fixture(scope="module")
def graded(cohort: Path, left_behind: Callable[[], list[str]]) -> Grading:
    done = grade(cohort, cohort.parent / "grades")
    assert not left_behind()
    return done


def test_every_exercise_gets_the_mark_computed_without_the_wall(graded: Grading) -> None:
    assert graded.code == 0, graded.said
    assert graded.marks == expected_marks(graded.cohort)


def test_marks_table_has_the_same_marks(graded: Grading) -> None:
    expected = expected_marks(graded.cohort)
    rows = {row["submission"]: row for row in table(graded.out / "grades.csv")}
    assert rows.keys() == {submission for submission, _ in expected}
    for (submission, exercise), points in expected.items():
        found = float(rows[submission][f"{ASSIGNMENT}.{exercise}"])
        found -= graded.speed[submission, exercise]
        assert found == pytest.approx(points, abs=0.006), (submission, exercise)
    for row in table(graded.cohort / "expected_totals.csv"):
        found = float(rows[row["submission"]]["total"])
        found -= sum(s for (id_, _), s in graded.speed.items() if id_ == row["submission"])
        assert found == pytest.approx(float(row["points"]), abs=0.006), row["submission"]


def test_every_submission_is_its_students(graded: Grading) -> None:
    found = {id_: json.loads(data)["student"]["id"] for id_, data in graded.documents.items()}
    rows = table(graded.cohort / "expected_totals.csv")
    assert found == {row["submission"]: row["student"] for row in rows}


def test_verdicts_tell_stubs_and_endless_loops_from_wrong_answers(graded: Grading) -> None:
    verdicts = {
        (id_, exercise["name"]): exercise["verdict"]
        for id_, data in graded.documents.items()
        for exercise in json.loads(data)["assignments"][0]["exercises"]
    }
    expected = {"stub": "not_attempted", "crash/hang": "time_out", "crash/exit": "forbidden_call"}
    rows = [row for row in table(graded.cohort / "expected.csv") if row["variant"] in expected]
    assert {row["variant"] for row in rows} >= {"stub", "crash/hang"}
    for row in rows:
        found = verdicts[row["submission"], row["exercise"]]
        assert found == expected[row["variant"]], row


def test_strangers_and_the_missing_are_named(graded: Grading) -> None:
    totals = table(graded.cohort / "expected_totals.csv")
    roster = table(graded.cohort / "roster.csv")
    (stranger,) = {row["student"] for row in totals} - {row["id"] for row in roster}
    (missing,) = (row for row in roster if row["id"] not in {t["student"] for t in totals})
    assert f"not in the roster: {stranger}" in graded.said
    assert f"nothing handed in: {missing['name']}" in graded.said
    (row,) = (r for r in table(graded.out / "grades.csv") if r["submission"] == stranger)
    assert "matches nobody in the roster" in row["note"]


def test_second_run_computes_nothing(graded: Grading, left_behind: Callable[[], list[str]]) -> None:
    documents, computed = graded.documents, graded_at(graded.out)
    again = grade(graded.cohort, graded.out)
    assert again.code == 0, again.said
    assert RESUMED in again.said
    assert again.documents == documents
    assert graded_at(graded.out) == computed
    assert again.seconds < graded.seconds / 2
    assert not left_behind()


def test_changing_one_submission_regrades_that_one_alone(graded: Grading, tmp_path: Path) -> None:
    cohort, out = tmp_path / "class", tmp_path / "grades"
    shutil.copytree(graded.cohort, cohort)
    shutil.copytree(graded.out, out)
    rows = table(cohort / "expected_totals.csv")
    folders = [r["submission"] for r in rows if r["format"] == "folder" and r["points"] != "0"]
    file = cohort / "submissions" / folders[0] / ASSIGNMENT / "convolution.py"
    file.write_bytes((ROOT / "assignments" / ASSIGNMENT / "convolution.py").read_bytes())
    before = graded_at(out)
    again = grade(cohort, out)
    assert again.code == 0, again.said
    after = graded_at(out)
    assert {id_ for id_ in after if after[id_] != before.get(id_)} == {folders[0]}
    expected = expected_marks(cohort)
    expected |= {(id_, name): 0.0 for id_, name in expected if id_ == folders[0]}
    assert again.marks == expected
    others = {id_: data for id_, data in graded.documents.items() if id_ != folders[0]}
    assert {i: d for i, d in again.documents.items() if i != folders[0]} == others


def test_killed_at_any_instant_nothing_is_lost_and_marks_are_the_same(
    graded: Grading, tmp_path: Path, left_behind: Callable[[], list[str]]
) -> None:
    out = tmp_path / "grades"
    chance = random.Random(SEED)
    kept: dict[str, tuple[str, str]] = {}
    for number in range(3):
        process = command(graded.cohort, out)
        if number:  # the first one is killed while it starts
            wait_for_result(process, out, len(kept) + 1)
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.1, 1.5 if number else 4.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert not left_behind()
        now = graded_at(out)
        assert kept.items() <= now.items()
        kept = now
    assert 0 < len(kept) < STUDENTS, "the kills should come in the middle"
    last = grade(graded.cohort, out)
    assert last.code == 0, last.said
    assert f"Resuming: {len(kept)} of {STUDENTS}" in last.said
    assert kept.items() <= graded_at(out).items()
    assert last.untimed == graded.untimed
    assert not left_behind()


def wait_for_result(process: subprocess.Popen[str], out: Path, count: int) -> None:
    while process.poll() is None:
        if len(graded_at(out)) >= count:
            return
        time.sleep(0.05)


def test_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two"):
        made = make_cohort(tmp_path / name, 9)
        assert made.returncode == 0, made.stderr
        files = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        trees.append({p.relative_to(tmp_path / name): p.read_bytes() for p in files})
    assert trees[0] == trees[1]


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    made = make_cohort(tmp_path, 1)
    assert made.returncode == 2
    assert "was not made by this command" in made.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
