from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.submission import Submission
from autograder.submission.git import last_commit

Tree = Callable[[Mapping[str, str | bytes]], Path]
ReadOne = Callable[[Path], Submission]
CODE = "def conv1d(x):\n    return x\n"
FIRST, SECOND = 1_700_000_000, 1_700_086_400


def git(folder: Path, *arguments: str, when: int = FIRST, email: str = "t@example.org") -> str:
    identity = {
        "GIT_AUTHOR_NAME": "Tunde Okafor",
        "GIT_AUTHOR_EMAIL": email,
        "GIT_COMMITTER_NAME": "Somebody",
        "GIT_COMMITTER_EMAIL": "s@example.org",
        "GIT_AUTHOR_DATE": f"{when} +0200",
        "GIT_COMMITTER_DATE": f"{when} +0200",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": os.environ["PATH"],
    }
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    return subprocess.run(
        command, cwd=folder, env=identity, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def clone(tree: Tree) -> Path:
    """A repository: convolution.py committed first, notes.txt a day later."""
    root = tree({"convolution.py": CODE})
    git(root, "init", "-q")
    git(root, "add", "convolution.py")
    git(root, "commit", "-q", "-m", "one", email="12345+okafor-t@users.noreply.github.com")
    (root / "notes.txt").write_text("later")
    git(root, "add", "notes.txt")
    git(root, "commit", "-q", "-m", "two", when=SECOND)
    return root


def test_the_commit_of_the_graded_file_is_its_time(clone: Path, read_one: ReadOne) -> None:
    found = read_one(clone)
    assert found.files["a01_convolution"] == {"convolution.py": CODE.encode()}
    assert found.submitted_at == datetime.fromtimestamp(FIRST, UTC)
    assert found.notes == ()


def test_the_author_is_a_claim_after_the_folder(clone: Path, read_one: ReadOne) -> None:
    address = "12345+okafor-t@users.noreply.github.com"
    assert read_one(clone).claims == ("given", "okafor-t", address, "Tunde Okafor")


def test_a_folder_of_github_classroom_ends_in_the_login(clone: Path, read_one: ReadOne) -> None:
    claims = read_one(clone.rename(clone.with_name("hw-1-okafor-t"))).claims
    assert claims[:3] == ("hw-1-okafor-t", "1-okafor-t", "okafor-t")


@pytest.mark.parametrize("state", ["packed", "detached", "shallow"])
def test_every_state_of_a_clone_is_understood(clone: Path, state: str, tmp_path: Path) -> None:
    if state == "packed":
        git(clone, "gc", "-q")
        git(clone, "pack-refs", "--all")
        assert not (clone / ".git/refs/heads/main").exists()
    elif state == "detached":
        git(clone, "checkout", "-q", "--detach")
    else:
        git(tmp_path, "clone", "-q", "--depth=1", clone.as_uri(), "shallow")
        clone = tmp_path / "shallow"
    commit = last_commit(clone, ["convolution.py"])
    assert commit is not None
    # A shallow clone knows one commit, which then is when all its files came.
    expected = SECOND if state == "shallow" else FIRST
    assert commit.time == datetime.fromtimestamp(expected, UTC)


def test_a_clone_without_commits_is_noted_and_graded(tree: Tree, read_one: ReadOne) -> None:
    root = tree({"convolution.py": CODE})
    git(root, "init", "-q")
    os.utime(root / "convolution.py", (FIRST, FIRST))
    found = read_one(root)
    assert found.files
    assert found.submitted_at == datetime.fromtimestamp(FIRST, UTC)
    assert any("No commit" in note for note in found.notes)


def test_nothing_that_a_clone_configures_is_run(clone: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {ran}\n")
    evil.chmod(0o755)
    for key in (
        *("core.fsmonitor", "core.pager", "core.sshCommand", "core.alternateRefsCommand"),
        *("gpg.program", "diff.external", "uploadpack.packObjectsHook", "core.editor"),
        *("remote.origin.uploadpack", "credential.helper", "core.gitProxy"),
    ):
        git(clone, "config", key, str(evil))
    for key, value in (
        ("log.showSignature", "true"),
        ("protocol.ext.allow", "always"),
        ("remote.origin.url", f"ext::{evil}"),
        ("remote.origin.promisor", "true"),
        ("extensions.partialClone", "origin"),
        ("core.hooksPath", str(tmp_path)),
        ("alias.log", f"!{evil}"),
    ):
        git(clone, "config", key, value)
    (clone / ".gitattributes").write_text("* filter=evil diff=evil\n")
    for hook in ("post-index-change", "pre-auto-gc", "reference-transaction"):
        shutil.copy(evil, clone / ".git" / "hooks" / hook)
    commit = last_commit(clone, ["convolution.py"])
    assert commit is not None
    assert commit.time == datetime.fromtimestamp(FIRST, UTC)
    assert not ran.exists()
    git(clone, "status")  # the trap does work
    assert ran.exists()


def test_missing_objects_are_not_fetched(clone: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    git(clone, "config", "remote.origin.url", f"ext::touch {ran}")
    git(clone, "config", "remote.origin.promisor", "true")
    git(clone, "config", "protocol.ext.allow", "always")
    git(clone, "config", "core.repositoryformatversion", "1")
    git(clone, "config", "extensions.partialClone", "origin")
    shutil.rmtree(clone / ".git" / "objects")
    (clone / ".git" / "objects").mkdir()
    assert last_commit(clone, ["convolution.py"]) is None
    assert not ran.exists()
    with pytest.raises(subprocess.CalledProcessError):
        git(clone, "log", "-1")
    assert ran.exists()  # the trap does work


@pytest.mark.parametrize(
    "head", ["", "ref: refs/heads/../../../../etc/passwd", "ref: refs/heads/none", "x" * 40, "\0"]
)
def test_a_damaged_head_is_no_commit(clone: Path, head: str) -> None:
    (clone / ".git" / "HEAD").write_text(head)
    assert last_commit(clone, ["convolution.py"]) is None


def test_pipes_in_the_repository_are_not_opened(clone: Path) -> None:
    (clone / ".git" / "HEAD").unlink()
    os.mkfifo(clone / ".git" / "HEAD")
    assert last_commit(clone, ["convolution.py"]) is None


def test_a_link_or_file_in_place_of_the_repository_is_left_alone(
    clone: Path, tree: Tree, read_one: ReadOne
) -> None:
    other = tree({"../other/convolution.py": CODE}).parent / "other"
    (other / ".git").symlink_to(clone / ".git")
    assert read_one(other).claims == ("other",)
    (other / ".git").unlink()
    (other / ".git").write_text(f"gitdir: {clone}/.git\n")
    assert read_one(other).claims == ("other",)


def test_machines_are_no_authors(tree: Tree, read_one: ReadOne) -> None:
    root = tree({"convolution.py": CODE})
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "x", email="1+github-classroom[bot]@users.noreply.github.com")
    assert read_one(root).claims == ("given",)


def test_without_git_the_files_times_count(
    clone: Path, read_one: ReadOne, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = read_one(clone)
    assert found.files
    assert any("files' own times" in note for note in found.notes)
