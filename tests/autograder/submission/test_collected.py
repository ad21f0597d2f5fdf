"""nbgrader's `submitted/` tree: whose, which, and when."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.errors import UsageError
from autograder.submission import discover, read
from autograder.submission.collected import is_collected, parse_stamp

STAMP = "2026-11-30 23:59:00.250000 UTC"
LATER = datetime(2026, 12, 24, tzinfo=UTC)


def hand_in(home: Path, student: str, folder: str, stamp: str | None = STAMP) -> Path:
    work = home / student / folder
    work.mkdir(parents=True)
    file = work / "small.py"
    file.write_text("def output_size(): ...\n")
    os.utime(file, (LATER.timestamp(), LATER.timestamp()))
    if stamp is not None:
        (work / "timestamp.txt").write_text(stamp)
    return work


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-30 12:00:00 UTC", 12),
        ("2026-11-30 12:00:00.000000 Europe/Zurich", 11),
        ("2026-11-30 12:00:00.5 +0200", 10),
        ("2026-11-30T12:00:00-01:00", 13),
        ("2026-11-30 12:00:00\n", 12),
    ],
)
def test_every_form_of_nbgraders_times_is_understood(text, hour):
    when = parse_stamp(text)
    assert (when.date().isoformat(), when.hour, when.tzinfo) == ("2026-11-30", hour, UTC)


def test_the_stamp_counts_and_not_the_files_time(tmp_path, small_course):
    hand_in(tmp_path / "submitted", "ada", "a01_small")
    (source,) = discover([tmp_path / "submitted"], small_course)
    submission = read(source, small_course)
    assert submission.submitted_at == datetime(2026, 11, 30, 23, 59, 0, 250000, UTC)
    assert source.id == "ada"


@pytest.mark.parametrize("stamp", ["yesterday", "", "2026-11-30 12:00:00 Mars/Base", "\x00" * 999])
def test_a_stamp_that_is_no_time_is_named_and_the_files_time_counts(tmp_path, small_course, stamp):
    hand_in(tmp_path / "submitted", "ada", "a01_small", stamp)
    (source,) = discover([tmp_path / "submitted"], small_course)
    submission = read(source, small_course)
    assert submission.submitted_at == LATER
    assert "timestamp.txt does not hold a time" in " ".join(submission.notes)


def test_a_stamp_that_is_a_link_is_not_followed(tmp_path, small_course):
    work = hand_in(tmp_path / "submitted", "ada", "a01_small", None)
    (tmp_path / "secret").write_text(STAMP)
    (work / "timestamp.txt").symlink_to(tmp_path / "secret")
    (source,) = discover([tmp_path / "submitted"], small_course)
    assert read(source, small_course).submitted_at == LATER


def test_a_student_cannot_date_back_what_no_nbgrader_has_collected(tmp_path, small_course):
    hand_in(tmp_path / "class", "ada", "a01_small")
    hand_in(tmp_path / "class", "bo", "a01_small")
    sources = discover([tmp_path / "class"], small_course)
    assert [read(source, small_course).submitted_at for source in sources] == [LATER, LATER]


def test_folders_of_assignments_are_not_taken_for_students(tmp_path, small_course):
    """One student, and assignments that the instructor has named otherwise."""
    for folder in ("ps1", "ps2"):
        hand_in(tmp_path / "submitted", "ada", folder)
    (source,) = discover([tmp_path / "submitted"], small_course)
    assert source.id == "ada"


@pytest.mark.parametrize("inner", ["", "a01_small"])
def test_one_student_may_be_named_alone(tmp_path, small_course, inner):
    hand_in(tmp_path / "submitted", "ada", "a01_small")
    (source,) = discover([tmp_path / "submitted" / "ada" / inner], small_course)
    assert source.id == "ada"
    assert read(source, small_course).submitted_at.day == 30


def test_the_configuration_beside_it_tells_too(tmp_path):
    (tmp_path / "nbgrader_config.py").touch()
    assert is_collected(tmp_path / "handed_in")
    assert not is_collected(tmp_path / "release")


def test_a_tree_without_students_is_wrong_usage(tmp_path, small_course):
    (tmp_path / "submitted").mkdir()
    with pytest.raises(UsageError, match="a folder for each student"):
        discover([tmp_path / "submitted"], small_course)
