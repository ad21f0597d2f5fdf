"""A process of the grader dies in the middle: nobody loses a mark by it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from grader import Ended, complete, finish, grade, graded_at, make_class, of_kind, start, until

Left = Callable[[], list[str]]

# The command's zygote or server dies as soon as it is started again: it stays dead.
KEEP_KILLING = """
import os, subprocess, threading

class Popen(subprocess.Popen):
    started = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "autograder.grading.server" in self.args:
            Popen.started += 1
            if Popen.started > 1:
                self.kill()

subprocess.Popen = Popen
"""


@pytest.mark.parametrize("kind", ["zygote", "keeper", "server", "runner"])
def test_a_process_that_is_killed_is_replaced_and_nobody_loses_a_mark(
    kind: str, submissions: Path, undisturbed: Ended, tmp_path: Path, left_behind: Left
) -> None:
    out = tmp_path / "out"
    process = start(submissions, out)
    until(lambda: bool(of_kind(process.pid, "worker")), process)
    for pid in of_kind(process.pid, kind)[:1]:
        os.kill(pid, signal.SIGKILL)
    ended = finish(process, out)
    assert ended.code == 0, ended.said
    assert "0 grader faults" in ended.sentence
    assert ended.untimed == undisturbed.untimed
    complete(ended)
    assert not left_behind()


def test_a_server_that_stays_dead_is_the_graders_fault_and_costs_nobody_a_mark(
    submissions: Path, undisturbed: Ended, tmp_path: Path, left_behind: Left
) -> None:
    out = tmp_path / "out"
    process = start(submissions, out, hook=KEEP_KILLING)
    until(lambda: len(graded_at(out)) >= 1, process)
    until(lambda: bool(of_kind(process.pid, "server")), process)
    os.kill(of_kind(process.pid, "server")[0], signal.SIGKILL)
    faulty = finish(process, out)
    kept = graded_at(out)
    assert faulty.code == 1, faulty.said
    assert "grader fault, no mark is lost: what had died could not be started again" in (
        faulty.sentence
    )
    assert 0 < len(kept) < 6
    assert f"{6 - len(kept)} grader faults" in faulty.sentence
    documents = faulty.untimed
    for id_, document in documents.items():
        assert (document["fault"] is None) == (id_ in kept)
        assert id_ not in kept or document == undisturbed.untimed[id_]
    assert not left_behind()
    again = grade(submissions, out)
    assert again.code == 0, again.said
    assert again.untimed == undisturbed.untimed
    assert kept.items() <= graded_at(out).items()
    complete(again)


def test_a_worker_that_dies_between_frames_costs_no_other_student_a_mark(
    tmp_path: Path, left_behind: Left
) -> None:
    """Somebody outside ends it while it works; the system does so where memory runs out."""
    submissions, out = make_class(tmp_path / "class", 4, 0.3), tmp_path / "out"
    process = start(submissions, out, "--jobs", "1")
    until(lambda: bool(of_kind(process.pid, "worker")), process)
    time.sleep(0.2)
    os.kill(of_kind(process.pid, "worker")[0], signal.SIGKILL)
    ended = finish(process, out)
    assert ended.code == 0, ended.said
    whole = {id_: doc for id_, doc in ended.untimed.items() if "The system stopped" in str(doc)}
    assert len(whole) <= 1
    for number, (id_, document) in enumerate(sorted(ended.untimed.items())):
        if id_ not in whole:
            assert document["earned"] == (10.0 if number % 2 == 0 else 8.5), id_
    assert not left_behind()
