"""The command is killed, as by a power cut: what it had is kept, and it goes on from there."""

from __future__ import annotations

import random
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired

import pytest
from grader import AT_REPLACE, Ended, complete, finish, grade, graded_at, start, whole

Left = Callable[[], list[str]]
KILLS, SEED = 50, 23


@pytest.mark.timeout(900)
def test_killed_at_fifty_instants_marks_are_the_same_and_nothing_is_graded_twice(
    submissions: Path, undisturbed: Ended, tmp_path: Path, left_behind: Left
) -> None:
    out, chance = tmp_path / "out", random.Random(SEED)
    begin = time.monotonic()
    assert grade(submissions, tmp_path / "timed").code == 0
    seconds = time.monotonic() - begin
    kept: dict[str, tuple[str, str]] = {}
    for _ in range(KILLS):
        process = start(submissions, out)
        with suppress(TimeoutExpired):
            process.wait(chance.uniform(0, seconds))
        process.kill()
        ended = finish(process, out)
        assert ended.code in (0, -signal.SIGKILL), ended.said
        assert not left_behind()
        whole(out)
        now = graded_at(out)
        assert kept.items() <= now.items(), "graded twice, or lost"
        kept = now
        if len(kept) == len(undisturbed.untimed):  # from the start again, once it is complete
            _same(submissions, out, kept, undisturbed)
            shutil.rmtree(out)
            kept = {}
    _same(submissions, out, kept, undisturbed)


def _same(
    submissions: Path, out: Path, kept: dict[str, tuple[str, str]], undisturbed: Ended
) -> None:
    """Going on completes the run without grading anew, and gives the same marks."""
    last = grade(submissions, out)
    assert last.code == 0, last.said
    assert kept.items() <= graded_at(out).items()
    assert last.untimed == undisturbed.untimed
    complete(last)


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("name", ["student02.json", "student02.html", "student02.md", "grades.csv"])
def test_killed_between_two_files_all_of_them_are_there_in_the_end(
    name: str, before: bool, submissions: Path, undisturbed: Ended, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(undisturbed.out, out)  # marks are there: what is tried here is writing
    for folder in ("results", "feedback"):
        shutil.rmtree(out / folder)
    hook = AT_REPLACE.format(name=name, count=1, before=before, number=int(signal.SIGKILL))
    assert grade(submissions, out, hook=hook).code == -signal.SIGKILL
    whole(out)
    again = grade(submissions, out)
    assert again.code == 0, again.said
    assert again.untimed == undisturbed.untimed
    complete(again)
