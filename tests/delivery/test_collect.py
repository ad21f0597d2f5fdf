"""A class's repositories, collected from real ones on this machine, then graded."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.course import find_root
from autograder.errors import SubmissionError
from autograder.submission import collect as room
from autograder.submission.collect import Patience, State, collect

SMALL = find_root(Path(__file__).parent) / "tests" / "autograder" / "small_course"
SOLUTION = (SMALL / "solutions" / "a01_small" / "small.py").read_text()
FIRST, SECOND = "2026-11-10T10:00:00Z", "2026-11-20T10:00:00Z"
PATIENT = Patience(60)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str, when: str = FIRST) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_NAME": "A" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_EMAIL": "a@example.org" for who in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{who}_DATE": when for who in ("AUTHOR", "COMMITTER")},
    }
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


def repository(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    return commit(folder, FIRST, **files) if files else folder


def commit(folder: Path, when: str, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_name(path.name + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", when, when=when)
    return folder


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def run(cwd: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return repository(tmp_path / "theirs", work="1")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return tmp_path / "ours"


def test_a_class_is_collected_named_and_graded(tmp_path):
    """Two students, one who never pushed, one without a repository, one without a username."""
    repositories = tmp_path / "org"
    repository(repositories / "a01-ada.git", a01_small__small=SOLUTION)
    stub = (SMALL / "assignments" / "a01_small" / "small.py").read_text()
    repository(repositories / "a01-bo.git", a01_small__small=stub)
    commit(repositories / "a01-bo.git", SECOND, a01_small__small=SOLUTION)
    repository(repositories / "a01-cy.git")
    (tmp_path / "class.csv").write_text("id,username\n1,ada\n2,bo\n3,cy\n4,dee\n5,../ada\n")
    template = f"{repositories}/a01-{{username}}.git"
    done = run(tmp_path, "collect", "class.csv", "--template", template, "--out", "submissions")
    assert done.returncode == 1, done.stderr
    said = done.stdout
    assert "+ ada: new, last commit 2026-11-10 10:00 UTC" in said
    assert "- cy: no commits to grade" in said
    assert re.search(r"! dee: .*a01-dee.git.*does not appear to be a git repository", said)
    assert "! ../ada: the roster has no username that can stand in an address" in said
    assert "5 repositories: 2 new, 0 updated, 0 unchanged, 1 without commits, 2 failed." in said
    left = {path.name for path in (tmp_path / "submissions").iterdir()}
    assert left == {"ada", "bo", ".lock"}

    again = run(tmp_path, "collect", "class.csv", "--template", template, "--out", "submissions")
    assert "0 new, 0 updated, 2 unchanged" in again.stdout

    grade = ["grade", "submissions", "--roster", "class.csv", "--course", SMALL, "--out", "grades"]
    grade += ["--due", "2026-11-15", "--late", "10%/day"]
    done = run(tmp_path, *grade)
    assert done.returncode == 0, done.stderr
    results = {
        path.stem: json.loads(path.read_text())
        for path in (tmp_path / "grades" / "results").glob("*.json")
    }
    assert {id_: r["student"]["id"] for id_, r in results.items()} == {"ada": "1", "bo": "2"}
    assert (results["ada"]["earned"], results["ada"]["late"]) == (10, None)
    assert results["bo"]["late"]["days"] == 5
    assert results["bo"]["earned"] == 5


def test_new_work_replaces_the_old(theirs, ours):
    assert collect(str(theirs), ours, None, PATIENT).state is State.NEW
    (theirs / "work.py").unlink()
    commit(theirs, SECOND, other="2")
    (ours / "notes.txt").write_text("the instructor's own")
    found = collect(str(theirs), ours, None, PATIENT)
    assert (found.state, found.commit) == (State.UPDATED, at(SECOND))
    assert {path.name for path in ours.iterdir()} == {".git", "other.py", "notes.txt"}
    assert collect(str(theirs), ours, None, PATIENT).state is State.UNCHANGED


def test_a_rewritten_history_is_followed(theirs, ours):
    collect(str(theirs), ours, None, PATIENT)
    (theirs / "work.py").write_text("rewritten")
    git(theirs, "commit", "-q", "-a", "--amend", "-m", "again", when=SECOND)
    assert collect(str(theirs), ours, None, PATIENT).state is State.UPDATED
    assert (ours / "work.py").read_text() == "rewritten"


def test_the_last_commit_before_a_time_is_taken(theirs, ours):
    commit(theirs, SECOND, work="2")
    found = collect(str(theirs), ours, at("2026-11-15T00:00:00Z"), PATIENT)
    assert found.commit == at(FIRST)
    assert (ours / "work.py").read_text() == "1"
    assert collect(str(theirs), ours, at(SECOND), PATIENT).commit == at(SECOND)


def test_before_all_commits_there_is_nothing_to_grade(theirs, ours):
    early = at("2026-11-01T00:00:00Z")
    assert collect(str(theirs), ours, early, PATIENT).state is State.EMPTY
    assert not ours.exists()
    collect(str(theirs), ours, None, PATIENT)
    assert collect(str(theirs), ours, early, PATIENT).state is State.EMPTY
    assert {path.name for path in ours.iterdir()} == {".git"}
    assert collect(str(theirs), ours, None, PATIENT).commit == at(FIRST)
    assert (ours / "work.py").read_text() == "1"


def test_history_beyond_the_first_fetch_is_fetched_where_a_time_asks_for_it(
    theirs, ours, monkeypatch
):
    monkeypatch.setattr(room, "HISTORY", 2)
    for day in range(11, 19):
        commit(theirs, f"2026-11-{day}T10:00:00Z", work=str(day))
    collect(str(theirs), ours, None, PATIENT)
    assert (ours / ".git" / "shallow").exists()
    found = collect(str(theirs), ours, at("2026-11-12T12:00:00Z"), PATIENT)
    assert found.commit == at("2026-11-12T10:00:00Z")
    assert (ours / "work.py").read_text() == "12"


def test_what_an_instructor_has_is_never_overwritten(theirs, ours, tmp_path):
    ours.mkdir()
    (ours / "work.py").write_text("mine")
    with pytest.raises(SubmissionError, match="not made by `collect`: move it away"):
        collect(str(theirs), ours, None, PATIENT)
    own = repository(tmp_path / "own", work="mine")
    with pytest.raises(SubmissionError, match="not made by `collect`"):
        collect(str(theirs), own, None, PATIENT)
    link = tmp_path / "link"
    link.symlink_to(own)
    with pytest.raises(SubmissionError, match="not made by `collect`"):
        collect(str(theirs), link, None, PATIENT)
    assert (ours / "work.py").read_text() == (own / "work.py").read_text() == "mine"


def test_a_failure_leaves_the_earlier_clone_and_no_half_of_a_new_one(theirs, ours, tmp_path):
    collect(str(theirs), ours, None, PATIENT)
    theirs.rename(tmp_path / "gone")
    with pytest.raises(SubmissionError, match="does not appear to be a git repository"):
        collect(str(theirs), ours, None, PATIENT)
    assert (ours / "work.py").read_text() == "1"
    with pytest.raises(SubmissionError):
        collect(str(theirs), tmp_path / "new", None, PATIENT)
    assert {path.name for path in tmp_path.iterdir()} == {"gone", "ours"}


def test_what_a_killed_run_has_left_is_no_obstacle(theirs, ours):
    collect(str(theirs), ours, None, PATIENT)
    for name in ("index.lock", "shallow.lock", "HEAD.lock"):
        (ours / ".git" / name).touch()
    commit(theirs, SECOND, work="2")
    assert collect(str(theirs), ours, None, PATIENT).state is State.UPDATED


def test_nothing_that_a_repository_brings_is_run(theirs, ours, tmp_path):
    ran, evil = tmp_path / "ran", tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {ran}\n")
    evil.chmod(0o755)
    (theirs / ".gitattributes").write_text("* filter=evil diff=evil\n")
    submodule = f'[submodule "x"]\n\tpath = x\n\turl = ext::{evil}\n'
    (theirs / ".gitmodules").write_text(submodule)
    (theirs / ".lfsconfig").write_text(f"[lfs]\n\tstandalonetransferagent = {evil}\n")
    commit(theirs, SECOND, work="2")
    collect(str(theirs), ours, None, PATIENT)
    commit(theirs, "2026-11-21T10:00:00Z", work="3")
    for place in (theirs / ".git", ours / ".git"):
        for key in ("core.fsmonitor", "core.hooksPath", "core.sshCommand", "core.pager"):
            value = str(tmp_path) if key == "core.hooksPath" else str(evil)
            git(tmp_path, f"--git-dir={place}", "config", key, value)
        for key in ("filter.evil.smudge", "filter.evil.clean", "uploadpack.packObjectsHook"):
            git(tmp_path, f"--git-dir={place}", "config", key, str(evil))
        (place / "hooks").mkdir(exist_ok=True)
        for hook in ("post-checkout", "post-index-change", "reference-transaction"):
            shutil.copy(evil, place / "hooks" / hook)
            shutil.copy(evil, tmp_path / hook)
    assert collect(str(theirs), ours, None, PATIENT).state is State.UPDATED
    assert (ours / "work.py").read_text() == "3"
    assert not ran.exists()
    git(theirs, "checkout", "-q", "--detach")  # the trap does work
    assert ran.exists()


@pytest.mark.parametrize(
    "url", ["ext::touch RAN", "--upload-pack=touch RAN", "http://localhost:1/"]
)
def test_an_address_runs_nothing_and_no_other_protocol(ours, tmp_path, url):
    with pytest.raises(SubmissionError):
        collect(url.replace("RAN", str(tmp_path / "ran")), ours, None, PATIENT)
    assert not (tmp_path / "ran").exists()


def test_links_are_kept_as_links_and_lead_no_write_outside(theirs, ours, tmp_path):
    (theirs / "out").symlink_to(tmp_path)
    git(theirs, "add", "out")
    commit(theirs, SECOND, work="2")
    collect(str(theirs), ours, None, PATIENT)
    (theirs / "out").unlink()
    commit(theirs, SECOND, out__evil="written through the link")
    collect(str(theirs), ours, None, PATIENT)
    assert (ours / "out" / "evil.py").exists()
    assert not (tmp_path / "evil.py").exists()


def test_a_tree_of_ever_the_same_folder_is_not_unpacked(theirs, ours):
    """Ten levels of ten entries each: eleven small objects, ten thousand million files."""
    blob = git(theirs, "rev-parse", "HEAD:work.py")
    entry = f"100644 blob {blob}"
    for _ in range(10):
        lines = "".join(f"{entry}\t{i}\n" for i in range(10))
        made = subprocess.run(
            ["git", "mktree"], cwd=theirs, input=lines, capture_output=True, text=True, check=True
        )
        entry = f"040000 tree {made.stdout.strip()}"
    tree = entry.split()[-1]
    git(theirs, "update-ref", "refs/heads/main", git(theirs, "commit-tree", "-m", "x", tree))
    start = time.monotonic()
    with pytest.raises(SubmissionError, match="more than 20,000 files"):
        collect(str(theirs), ours, None, PATIENT)
    assert time.monotonic() - start < 20
    assert not ours.exists()


def test_a_repository_that_does_not_answer_is_given_up(ours, tmp_path, monkeypatch):
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "git").write_text("#!/bin/sh\nsleep 600 & echo $! > " + f"{tmp_path}/pid\nwait\n")
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    start = time.monotonic()
    with pytest.raises(SubmissionError, match=r"no answer within 1 s"):
        collect("https://example.org/x.git", ours, None, Patience(1))
    assert time.monotonic() - start < 10
    pid = int((tmp_path / "pid").read_text())
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text():
            break
        time.sleep(0.1)
    else:
        os.kill(pid, signal.SIGKILL)
        pytest.fail("what git had started is still there")


def test_a_password_in_an_address_is_never_shown_or_kept(theirs, ours, tmp_path):
    with pytest.raises(SubmissionError) as failure:
        collect("https://user:hunter2@localhost:1/x.git", ours, None, PATIENT)
    assert "hunter2" not in str(failure.value)
    assert "localhost" in str(failure.value)
    collect(f"file://{theirs}", ours, None, PATIENT)
    for path in (ours / ".git").rglob("*"):
        if path.is_file():
            assert str(theirs).encode() not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--template", "https://example.org/a01.git"], "with {username} or {id} in it"),
        (["--template", "x-{username.__class__}"], "with {username} or {id} in it"),
        (["--template", "x-{0}"], "with {username} or {id} in it"),
        (["--template", "x-{username"], "with {username} or {id} in it"),
        (["--template", "x-{username}", "--before", "soon"], "--before 'soon' is no ISO 8601"),
        (["--template", "x-{username}", "--out", "class.csv"], "a folder was expected"),
    ],
)
def test_a_wrong_command_line_is_told_what_was_expected(tmp_path, arguments, message):
    (tmp_path / "class.csv").write_text("username\nada\n")
    done = run(tmp_path, "collect", "class.csv", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"class.csv"}


def test_times_are_utc(theirs, ours):
    assert collect(str(theirs), ours, None, PATIENT).commit == datetime(
        2026, 11, 10, 10, tzinfo=UTC
    )
