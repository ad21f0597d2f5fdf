"""The command is told to stop, or nobody reads what it says: it ends cleanly, or goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from grader import (
    AT_REPLACE,
    Ended,
    complete,
    finish,
    grade,
    graded_at,
    start,
    until,
    until_graded,
    whole,
)

STOPPED = "Stopped. What is done is kept; the same command goes on from here."
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
Left = Callable[[], list[str]]


def assert_stopped(stopped: Ended, number: signal.Signals, left_behind: Left) -> None:
    """The command says that it has stopped, by its code too, and leaves no process."""
    assert stopped.code == 128 + number, stopped.said
    assert stopped.sentence.endswith(STOPPED)
    assert not left_behind()


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_while_grading_stops_cleanly_and_the_same_command_goes_on(
    number: signal.Signals,
    submissions: Path,
    undisturbed: Ended,
    tmp_path: Path,
    left_behind: Left,
) -> None:
    process = start(submissions, tmp_path / "out")
    until_graded(process, tmp_path / "out")
    process.send_signal(number)
    assert_stopped(finish(process, tmp_path / "out"), number, left_behind)
    whole(tmp_path / "out")
    kept = graded_at(tmp_path / "out")
    again = grade(submissions, tmp_path / "out")
    assert again.code == 0
    assert f"Resuming: {len(kept)} of 6" in again.said
    assert kept.items() <= graded_at(tmp_path / "out").items()
    assert again.untimed == undisturbed.untimed
    complete(again)


def test_a_stop_while_it_starts_does_not_wait_for_the_start(
    submissions: Path, tmp_path: Path, left_behind: Left
) -> None:
    """At some instants between the first line and the first result."""
    chance = random.Random(5)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGTERM):
        process = start(submissions, tmp_path / "out")
        until(lambda: (tmp_path / "out" / "store.sqlite").exists(), process)
        time.sleep(chance.uniform(0, 1.5))
        process.send_signal(number)
        begin = time.monotonic()
        stopped = finish(process, tmp_path / "out")
        assert time.monotonic() - begin < 15
        assert_stopped(stopped, number, left_behind)


@pytest.mark.parametrize("name", ["student03.json", "student03.html", "grades.csv", "index.html"])
def test_a_stop_while_it_writes_leaves_no_half_of_a_file(
    name: str, submissions: Path, undisturbed: Ended, tmp_path: Path, left_behind: Left
) -> None:
    hook = AT_REPLACE.format(name=name, count=1, before=True, number=int(signal.SIGTERM))
    stopped = grade(submissions, tmp_path / "out", hook=hook)
    assert_stopped(stopped, signal.SIGTERM, left_behind)
    assert not list((tmp_path / "out").rglob("*.tmp"))
    again = grade(submissions, tmp_path / "out")
    assert again.code == 0
    assert again.untimed == undisturbed.untimed
    complete(again)


def test_an_impatient_second_ctrl_c_changes_nothing(
    submissions: Path, tmp_path: Path, left_behind: Left
) -> None:
    process = start(submissions, tmp_path / "out")
    until_graded(process, tmp_path / "out")
    for _ in range(5):
        process.send_signal(signal.SIGINT)
        time.sleep(0.02)
    assert_stopped(finish(process, tmp_path / "out"), signal.SIGINT, left_behind)


def test_ctrl_c_in_a_terminal_reaches_the_whole_group_and_still_stops_cleanly(
    submissions: Path, tmp_path: Path, left_behind: Left
) -> None:
    process = start(submissions, tmp_path / "out", start_new_session=True)
    until_graded(process, tmp_path / "out")
    os.killpg(process.pid, signal.SIGINT)
    assert_stopped(finish(process, tmp_path / "out"), signal.SIGINT, left_behind)


def test_a_signal_that_is_ignored_stays_ignored(
    submissions: Path, undisturbed: Ended, tmp_path: Path
) -> None:
    """As `nohup` has it: the terminal goes, the run goes on."""
    out = tmp_path / "out"
    ignore = f"import signal\nsignal.signal({int(signal.SIGHUP)}, signal.SIG_IGN)\n"
    process = start(submissions, out, hook=ignore)
    until_graded(process, out)
    process.send_signal(signal.SIGHUP)
    ended = finish(process, out)
    assert ended.code == 0, ended.said
    assert ended.untimed == undisturbed.untimed


def test_a_reader_that_goes_away_costs_nobody_a_mark(
    submissions: Path, undisturbed: Ended, tmp_path: Path, left_behind: Left
) -> None:
    """`autograder grade ... | head -1`."""
    process = start(submissions, tmp_path / "out", stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    assert process.stdout.readline().startswith("Grading")
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait() == 0
    assert errors == ""
    ended = Ended(0, errors, tmp_path / "out")
    assert ended.untimed == undisturbed.untimed
    complete(ended)
    assert not left_behind()


def test_closed_standard_streams_never_become_the_store(
    submissions: Path, undisturbed: Ended, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    def close() -> None:
        os.closerange(0, 3)

    ended = grade(submissions, out, stdout=None, stderr=None, preexec_fn=close)
    assert ended.code == 0
    assert ended.untimed == undisturbed.untimed
    assert len(graded_at(out)) == 6
    complete(ended)


def test_a_full_disk_under_the_words_is_a_sentence(submissions: Path, tmp_path: Path) -> None:
    """`autograder grade ... > /full/log`."""
    with Path("/dev/full").open("w") as full:
        ended = grade(submissions, tmp_path / "out", stdout=full, stderr=subprocess.PIPE)
    assert ended.code == 2
    assert ended.sentence == (
        "Error: No space left on device. Free some space, then run the same command again; "
        "what is done is kept."
    )
