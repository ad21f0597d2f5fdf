"""Disks that are full, folders that cannot be written, stores that are none."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from grader import (
    Ended,
    complete,
    finish,
    grade,
    graded_at,
    start,
    until_graded,
    whole,
)

Left = Callable[[], list[str]]
GO_ON = "Free some space, then run the same command again; what is done is kept."


@pytest.fixture(scope="session")
def own_mounts() -> None:
    """Skip where a test may not have mounts of its own."""
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True
    )
    if tried.returncode:
        pytest.skip(f"no mounts of one's own here: {tried.stderr.decode(errors='replace').strip()}")


def in_own_mounts(script: str, process_line: list[str]) -> list[str]:
    """A command line that runs another one after some mounts that nobody else sees."""
    return ["unshare", "--mount", "sh", "-c", f'set -e; {script}; exec "$@"', "sh", *process_line]


def grade_with(script: str, submissions: Path, out: Path, **settings: object) -> Ended:
    """Grade in a mount namespace of its own, after `script`."""
    return grade(submissions, out, wrap=lambda line: in_own_mounts(script, line), **settings)


@pytest.mark.parametrize("free_kb", [0, 140, 300])
def test_a_full_disk_stops_with_a_sentence_and_the_run_goes_on_after_space_is_made(
    free_kb: int,
    own_mounts: None,
    submissions: Path,
    undisturbed: Ended,
    tmp_path: Path,
    left_behind: Left,
) -> None:
    """Space for nothing; for the store but not for the pages; for most of both."""
    out, kept = tmp_path / "out", tmp_path / "kept"
    out.mkdir()
    # the disk is gone with its namespace, so what is on it is copied when the command has ended
    script = (
        f"mount -t tmpfs -o size=4m tmpfs {out}; mkdir {out}/own; "
        f"head -c {4 * 1024 - free_kb}K /dev/zero > {out}/filler; "
        f'"$@" && code=0 || code=$?; rm {out}/filler; cp -r {out}/own {kept}; exit $code'
    )
    full = grade_with(script, submissions, out / "own")
    assert full.code == 2, full.said
    assert "Error: " in full.sentence and full.sentence.endswith(GO_ON)
    assert "No space left on device" in full.said or "disk is full" in full.said
    assert not left_behind()
    whole(kept)
    before = graded_at(kept)
    again = grade(submissions, kept)
    assert again.code == 0, again.said
    assert before.items() <= graded_at(kept).items()
    assert again.untimed == undisturbed.untimed
    complete(again)


def test_a_read_only_folder_is_a_sentence(
    own_mounts: None, submissions: Path, undisturbed: Ended, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for name in ("empty", "used"):
        place = out / name
        shutil.copytree(undisturbed.out, place) if name == "used" else place.mkdir(parents=True)
        script = f"mount --bind {place} {place}; mount -o remount,ro,bind {place}"
        ended = grade_with(script, submissions, place)
        assert ended.code == 2
        assert ended.sentence == (
            f"Error: {place}/.lock: Read-only file system. Make it writable, or name another "
            "folder."
        )


def test_a_part_that_is_read_only_is_a_sentence(
    own_mounts: None, submissions: Path, undisturbed: Ended, tmp_path: Path, left_behind: Left
) -> None:
    out = tmp_path / "out"
    (out / "feedback").mkdir(parents=True)
    script = f"mount -t tmpfs -o ro tmpfs {out}/feedback"
    ended = grade_with(script, submissions, out)
    assert ended.code == 2
    assert "Read-only file system. Make it writable, or name another folder." in ended.sentence
    assert f"Error: {out}/feedback/student" in ended.sentence
    assert not left_behind()
    again = grade(submissions, out)
    assert again.code == 0
    assert again.untimed == undisturbed.untimed
    complete(again)


@pytest.mark.parametrize("part", ["", "results", "feedback", "index.html"])
def test_a_file_where_a_folder_should_be_is_a_sentence(
    part: str, submissions: Path, tmp_path: Path
) -> None:
    """And a folder where a file should be."""
    out = tmp_path / "out"
    if part == "index.html":
        (out / part).mkdir(parents=True)
    elif part:
        out.mkdir()
        (out / part).write_text("somebody's")
    else:
        out.write_text("somebody's")
    ended = grade(submissions, out)
    assert ended.code == 2
    assert f"{out / part}" in ended.sentence
    assert "was expected" in ended.sentence
    if part != "index.html":
        assert (out / part).read_text() == "somebody's"


def damaged(kind: str, good: bytes) -> bytes:
    """A store that cannot be used."""
    noise = random.Random(7).randbytes
    return {
        "random bytes": noise(20_000),
        "text": b"These are not the marks that you are looking for.\n" * 40,
        "truncated": good[: len(good) // 2],
        "cut in a page": good[:-1000],
        "pages overwritten": good[:4096] + noise(len(good) - 4096),
    }[kind]


KINDS = ["random bytes", "text", "truncated", "cut in a page", "pages overwritten"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_store_is_refused_and_left_as_it_is(
    kind: str, submissions: Path, undisturbed: Ended, tmp_path: Path, left_behind: Left
) -> None:
    out, moved = tmp_path / "out", tmp_path / "store.sqlite"
    shutil.copytree(undisturbed.out, out)
    data = damaged(kind, (out / "store.sqlite").read_bytes())
    (out / "store.sqlite").write_bytes(data)
    ended = grade(submissions, out)
    assert ended.code == 2, ended.said
    assert "Move it away to start anew" in ended.sentence
    assert not left_behind()
    (out / "store.sqlite").rename(moved)  # as the sentence says
    again = grade(submissions, out)
    assert again.code == 0, again.said
    assert again.untimed == undisturbed.untimed


def test_a_damaged_result_in_the_store_is_a_sentence(
    submissions: Path, undisturbed: Ended, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(undisturbed.out, out)
    with closing(sqlite3.connect(out / "store.sqlite")) as store, store:
        store.execute("UPDATE results SET document = ?", (b'{"assignments": [{"id"',))
    ended = grade(submissions, out)
    assert ended.code == 2
    assert "a result that cannot be read" in ended.sentence
    assert "It is damaged. Move it away to start anew" in ended.sentence


def test_the_store_of_another_program_is_refused_unchanged(
    submissions: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with closing(sqlite3.connect(out / "store.sqlite")) as store, store:
        store.execute("CREATE TABLE bookmarks (url TEXT)")
    ended = grade(submissions, out)
    assert ended.code == 2
    assert "holds something else, such as a table 'bookmarks'" in ended.sentence
    with closing(sqlite3.connect(out / "store.sqlite")) as store:
        tables = store.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("bookmarks",)]


def test_a_locked_store_is_waited_for_and_then_a_sentence(
    submissions: Path, undisturbed: Ended, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(undisturbed.out, out)
    with closing(sqlite3.connect(out / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ended = grade(submissions, out)
        other.execute("ROLLBACK")
    assert ended.code == 2
    assert ended.sentence.endswith(
        "cannot be used: database is locked. Another program holds it: end that, then run the "
        "same command again."
    )


def test_a_second_command_on_one_output_refuses_and_the_first_is_unharmed(
    submissions: Path, undisturbed: Ended, tmp_path: Path, left_behind: Left
) -> None:
    out = tmp_path / "out"
    first = start(submissions, out)
    until_graded(first, out)
    first.send_signal(signal.SIGSTOP)  # else it may be done before the second one looks
    second = grade(submissions, out)
    first.send_signal(signal.SIGCONT)
    assert second.code == 2
    assert second.sentence == (
        f"Error: Another `autograder grade` is writing {out}. Wait for it, or name another --out."
    )
    ended = finish(first, out)
    assert ended.code == 0, ended.said
    assert ended.untimed == undisturbed.untimed
    complete(ended)
    assert not left_behind()


def test_no_space_for_temporary_files_costs_nobody_a_mark(
    own_mounts: None, submissions: Path, undisturbed: Ended, tmp_path: Path
) -> None:
    out, full = tmp_path / "out", tmp_path / "full"
    full.mkdir()
    script = (
        f"mount -t tmpfs -o size=64k tmpfs {full}; head -c 64K /dev/zero > {full}/filler; "
        "mount --bind " + f"{full} /var/tmp"
    )
    ended = grade_with(script, submissions, out, env={"TMPDIR": str(full)})
    assert ended.code == 0, ended.said
    assert ended.untimed == undisturbed.untimed


@pytest.mark.parametrize("home", ["/nowhere", "/proc"])
def test_a_home_that_cannot_be_written_costs_nobody_a_mark(
    home: str, submissions: Path, undisturbed: Ended, tmp_path: Path
) -> None:
    ended = grade(submissions, tmp_path / "out", env={"HOME": home})
    assert ended.code == 0, ended.said
    assert ended.untimed == undisturbed.untimed


BACKWARDS = """
import datetime, time

_real, _begin, _calls = datetime.datetime, time.time(), 0

def _earlier():
    global _calls
    _calls += 1
    return _begin - 3600 * _calls

class Backwards(_real):
    @classmethod
    def now(cls, tz=None):
        return _real.fromtimestamp(_earlier(), tz)

time.time, datetime.datetime = _earlier, Backwards
"""


def test_a_clock_that_goes_backwards_changes_no_mark(
    submissions: Path, undisturbed: Ended, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ended = grade(submissions, out, hook=BACKWARDS)
    assert ended.code == 0, ended.said
    assert "Traceback" not in ended.said
    assert ended.untimed == undisturbed.untimed
    kept = graded_at(out)
    again = grade(submissions, out)
    assert again.code == 0
    assert "Resuming: 6 of 6" in again.said
    assert graded_at(out) == kept
    assert again.untimed == undisturbed.untimed
