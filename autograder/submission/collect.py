"""Clones of students' repositories, made and brought up to date without running what is in them.

Fetching uses the instructor's own settings of git: that is where the credentials are. All else
is done with none, in a repository whose configuration is ours: no hook, filter, submodule,
file-system monitor or replaced object of a student ever counts.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.submission.git import head, is_clone
from autograder.submission.names import clean

HISTORY = 500  # commits that are fetched; enough to tell when each file was last changed
EVERYTHING = 2**31 - 1
MAX_FILES = 20_000
MAX_BYTES = 1 << 28
PARTIAL = ".collecting-"

_REF = "refs/collected/head"
_MOMENT = 0.2
_MARKER = "autograder-collect"  # inside .git: this clone is ours to change
_CONFIG = "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tlogallrefupdates = false\n"
_KEPT = re.compile(r"GIT_(SSL|SSH|HTTP|PROXY|ASKPASS|CONFIG)")
_SECRETS = ("AUTOGRADER_SECRET",)
_MEMORY_KB, _FILE_KB = 1 << 22, 1 << 20
_USER_INFO = re.compile(r"(?<=://)[^/@\s]+@")


class State(StrEnum):
    """What has become of one repository."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EMPTY = "empty"  # there is nothing to grade in it


@dataclass(frozen=True)
class Collected:
    """One repository: what became of it, and when its newest commit was made, UTC."""

    state: State
    commit: datetime | None = None


@dataclass(frozen=True)
class Patience:
    """How long the other side is waited for.

    Attributes:
        seconds: for each request.
        stop: once set, nothing is waited for any longer.
    """

    seconds: float
    stop: threading.Event = field(default_factory=threading.Event)


def collect(url: str, folder: Path, before: datetime | None, patience: Patience) -> Collected:
    """Clone a repository, or bring its clone up to date.

    A clone that could not be made leaves nothing behind; one that could not be brought up to date
    stays as it was.

    Args:
        url: address or local path.
        folder: where the clone goes, or is.
        before: take the last commit before this time; None: the newest.
        patience: how long to wait.

    Raises:
        SubmissionError: it could not be had; the sentence is for the instructor.
        OSError: the disk cannot be used.
    """
    ours = is_clone(folder) and (folder / ".git" / _MARKER).is_file()
    if folder.is_symlink() or (folder.exists() and not ours):
        raise SubmissionError(
            f"{folder.name} is there already and was not made by `collect`: move it away."
        )
    if folder.exists():
        return _Clone(folder, url, patience).update(before)
    partial = folder.with_name(PARTIAL + secrets.token_hex(8))
    try:
        found = _Clone(partial, url, patience).update(before)
        if found.state is State.EMPTY:
            return found
        partial.rename(folder)
        return Collected(State.NEW, found.commit)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


class _Clone:
    """One clone, in the making or made."""

    def __init__(self, folder: Path, url: str, patience: Patience) -> None:
        self.folder = folder.absolute()
        self.git = self.folder / ".git"
        self._url, self._patience = url, patience
        self._prepare()

    def _prepare(self) -> None:
        """Make the repository ours: our configuration, and no lock of a run that was killed."""
        for name in ("objects", "refs"):
            (self.git / name).mkdir(parents=True, exist_ok=True)
        (self.git / "config").write_text(_CONFIG)
        (self.git / _MARKER).touch()
        if not (self.git / "HEAD").exists():
            (self.git / "HEAD").write_text("ref: refs/heads/none\n")
        for name in ("index.lock", "shallow.lock", "HEAD.lock"):
            (self.git / name).unlink(missing_ok=True)
        for name in ("hooks", "info"):  # `info` can hold attributes and other objects' places
            shutil.rmtree(self.git / name, ignore_errors=True)

    def update(self, before: datetime | None) -> Collected:
        """Fetch, choose the commit, put its files in place."""
        had = self._head()
        newest = self._newest()
        if newest is None:
            return self._leave(had)
        chosen = had if before is None and had == newest else self._choose(before)
        if chosen is None:
            return self._leave(had)
        if chosen != had:
            self._refuse_bombs(chosen)
            self._ours("checkout", "--quiet", "--force", "--detach", chosen)
        when = int(self._ours("log", "-1", "--no-show-signature", "--format=%ct", chosen))
        state = State.UNCHANGED if chosen == had else State.UPDATED
        return Collected(state, datetime.fromtimestamp(when, UTC))

    def _head(self) -> str | None:
        try:
            return head(self.git)
        except SubmissionError:
            return None

    def _newest(self) -> str | None:
        """What the default branch names; None where nothing was ever pushed to it."""
        said = self._theirs("ls-remote", "--exit-code", "--", self._url, "HEAD", empty=2)
        return said.partition("\t")[0].strip() or None

    def _choose(self, before: datetime | None) -> str | None:
        """The commit to take, after fetching it; None where all are later than `before`."""
        for depth in (HISTORY, EVERYTHING):
            options = ["--quiet", "--force", "--no-tags", "--no-recurse-submodules"]
            options += ["--no-write-fetch-head", f"--depth={depth}"]
            self._theirs("fetch", *options, "--", self._url, f"HEAD:{_REF}")
            if before is None:
                return self._ours("rev-parse", _REF)
            found = self._ours("rev-list", "-1", f"--before={int(before.timestamp())}", _REF)
            if found or not (self.git / "shallow").exists():
                return found or None
        return None

    def _refuse_bombs(self, sha: str) -> None:
        """A tree can name the same file a million times over: count before writing."""
        files = total = 0
        with _started(self._command("ls-tree", "-r", "-l", sha), _settings()) as found:
            assert found.stdout is not None
            for line in found.stdout:
                size = line.split(b"\t", 1)[0].split()[-1]
                files, total = files + 1, total + (int(size) if size.isdigit() else 0)
                if files > MAX_FILES or total > MAX_BYTES:
                    raise SubmissionError(
                        f"it holds more than {MAX_FILES:,} files or {MAX_BYTES >> 20} MB; "
                        "look at it by hand."
                    )

    def _leave(self, had: str | None) -> Collected:
        """Nothing to grade: no file of an earlier commit may stay."""
        if had is not None:
            self._ours("read-tree", "--reset", "-u", self._ours("mktree"))
            (self.git / "HEAD").write_text("ref: refs/heads/none\n")
        return Collected(State.EMPTY)

    def _command(self, *arguments: str) -> list[str]:
        options = ["-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"]
        options += [
            "-c",
            "transfer.fsckObjects=true",
            "-c",
            "gc.auto=0",
            "-c",
            "maintenance.auto=0",
        ]
        options += ["-c", "submodule.recurse=false", "-c", "core.attributesFile="]
        options += [f"--git-dir={self.git}", f"--work-tree={self.folder}", "--no-pager"]
        return _limited(["git", *options, *arguments])

    def _ours(self, *arguments: str) -> str:
        """Work on the clone alone."""
        return _run(self._command(*arguments), _settings(), self._patience)

    def _theirs(self, *arguments: str, empty: int | None = None) -> str:
        """Ask the other side, with the instructor's credentials."""
        return _run(self._command(*arguments), _with_credentials(), self._patience, empty)


def _settings() -> dict[str, str]:
    """An environment in which nobody's configuration counts, and nothing is fetched."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "TMPDIR")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "HOME": os.devnull,
        "LC_ALL": "C.UTF-8",
    }


def _with_credentials() -> dict[str, str]:
    """The instructor's environment, but for what would move the repository or ask questions."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _SECRETS and (not name.startswith("GIT_") or _KEPT.match(name))
    }
    kept.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
    return kept | {
        "GIT_ALLOW_PROTOCOL": "file:https:ssh",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "SSH_ASKPASS_REQUIRE": "never",
        "LC_ALL": "C.UTF-8",
    }


def _limited(command: Sequence[str]) -> list[str]:
    """The same command with bounds on memory and on each file that it writes."""
    if os.name != "posix":
        return list(command)
    bounds = f"ulimit -v {_MEMORY_KB} 2>/dev/null; ulimit -f {_FILE_KB} 2>/dev/null"
    return ["sh", "-c", f'{bounds}; exec "$@"', "sh", *command]


def _run(
    command: Sequence[str],
    environment: dict[str, str],
    patience: Patience,
    empty: int | None = None,
) -> str:
    """What a command says. `empty`: the exit code that means that there is nothing.

    Raises:
        SubmissionError: it failed or took too long.
    """
    with _started(command, environment) as process:
        deadline = time.monotonic() + patience.seconds
        while True:
            try:
                said, complaint = process.communicate(timeout=_MOMENT)
                break
            except subprocess.TimeoutExpired:
                if patience.stop.is_set():
                    raise SubmissionError("stopped.") from None
                if time.monotonic() > deadline:
                    raise SubmissionError(f"no answer within {patience.seconds:g} s.") from None
    if process.returncode == empty:
        return ""
    if process.returncode != 0:
        raise SubmissionError(_reason(complaint.decode("utf-8", "replace"), process.returncode))
    return said.decode("utf-8", "replace").strip()


@contextlib.contextmanager
def _started(
    command: Sequence[str], environment: dict[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends, with all that it has started, when the block does."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)


def _reason(complaint: str, code: int) -> str:
    """The sentence in which git says what went wrong, without anybody's password."""
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:"))]
    text = (telling or lines or [f"git ended with {code}"])[0]
    text = _USER_INFO.sub("", re.sub(r"^(fatal|error|ERROR):\s*", "", text))
    return clean(text, 300)
