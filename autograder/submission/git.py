"""When a file of a clone was committed, and by whom.

A clone's own configuration can make git run programs. It is never read: git is given an empty
repository of ours, and of the clone only its objects and the commit that HEAD names.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.submission.listing import read_regular
from autograder.submission.names import clean

TIME_OUT = 10.0
_MEMORY_KB = 1 << 20
_SHA = re.compile(r"[0-9a-f]{40}")
_REF = re.compile(r"ref: (refs/[\w./-]+)")
_NOREPLY = re.compile(r"(?:\d+\+)?([\w-]+)@users\.noreply\.github\.com")


@dataclass(frozen=True)
class Commit:
    """The newest commit that touched some files.

    Attributes:
        time: of the commit, UTC.
        claims: the author's login where the address tells it, the address, the name.
    """

    time: datetime
    claims: tuple[str, ...]


def is_clone(folder: Path) -> bool:
    """Whether `folder` is a git work tree with its own repository (a link is none)."""
    git = folder / ".git"
    return git.is_dir() and not git.is_symlink()


def folder_claims(name: str) -> tuple[str, ...]:
    """Logins that a clone's folder may end in: GitHub Classroom names it <title>-<login>."""
    words = name.split("-")
    ends = ["-".join(words[at:]) for at in range(1, len(words))]
    return tuple(clean(end) for end in ends if len(end) > 2)


def last_commit(folder: Path, files: Sequence[str]) -> Commit | None:
    """The newest commit up to HEAD that touched one of `files`; None where that is unknown.

    files: paths relative to `folder`. A clone without commits, a damaged one, and a machine
    without git all give None.
    """
    try:
        sha = head(folder / ".git")
        objects = (folder / ".git" / "objects").resolve(strict=True)
        if sha is None or not files:
            return None
        with tempfile.TemporaryDirectory(prefix="autograder-git-") as empty:
            _prepare(Path(empty), _shallow(folder / ".git"))
            answer = _run(Path(empty), objects, sha, files)
    except (OSError, SubmissionError, subprocess.SubprocessError):
        return None
    return _parse(answer)


def head(git: Path) -> str | None:
    """The commit that HEAD names, read without git; None where there is none.

    git: the repository itself, `.git`.

    Raises:
        SubmissionError: a file in it cannot be read.
    """
    text = read_regular(git / "HEAD", 4096).decode("ascii", "replace").strip()
    found = _REF.fullmatch(text)
    if not found:
        return text if _SHA.fullmatch(text) else None
    ref = found[1]
    if ".." in ref:
        return None
    try:
        value = read_regular(git / ref, 4096).decode("ascii", "replace").strip()
        return value if _SHA.fullmatch(value) else None
    except SubmissionError:
        packed = read_regular(git / "packed-refs", 1 << 22).decode("utf-8", "replace")
    for line in packed.splitlines():
        sha, _, name = line.partition(" ")
        if name == ref and _SHA.fullmatch(sha):
            return sha
    return None


def _shallow(git: Path) -> str:
    """The commits at which a shallow clone was cut off, one per line."""
    try:
        text = read_regular(git / "shallow", 1 << 20).decode("ascii", "replace")
    except SubmissionError:
        return ""
    return "".join(f"{line}\n" for line in text.split() if _SHA.fullmatch(line))


def _prepare(empty: Path, shallow: str) -> None:
    for name in ("objects", "refs"):
        (empty / name).mkdir()
    (empty / "HEAD").write_text("ref: refs/heads/none\n")
    (empty / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
    if shallow:
        (empty / "shallow").write_text(shallow)


def _run(empty: Path, objects: Path, sha: str, files: Sequence[str]) -> str:
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "TMPDIR")}
    settings = {
        "GIT_DIR": str(empty),
        "GIT_OBJECT_DIRECTORY": str(objects),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ALLOW_PROTOCOL": "none",  # nothing is fetched, whatever the objects promise
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "HOME": str(empty),
        "LC_ALL": "C.UTF-8",
    }
    options = ["-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"]
    command = ["git", *options, "--no-pager", "log", "-1", "--no-show-signature", "--no-color"]
    command += ["--no-mailmap", "--format=%ct%n%ae%n%an", sha, "--", *files]
    if os.name == "posix":  # objects of a hostile clone can be made to fill the memory
        command = ["sh", "-c", f'ulimit -v {_MEMORY_KB} 2>/dev/null; exec "$@"', "sh", *command]
    done = subprocess.run(
        command,
        env=kept | settings,
        cwd=empty,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIME_OUT,
        check=True,
    )
    return done.stdout[:4096].decode("utf-8", "replace")


def _parse(answer: str) -> Commit | None:
    lines = [clean(line.strip()) for line in answer.split("\n")[:3]]
    if len(lines) < 3:
        return None
    seconds, address, author = lines
    try:
        time = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if "[bot]" in address or "[bot]" in author:
        return Commit(time, ())
    login = _NOREPLY.fullmatch(address)
    claims = ((login[1],) if login else ()) + (address, author)
    return Commit(time, tuple(claim for claim in claims if claim))
