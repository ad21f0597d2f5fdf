"""The real command on a small class, and what it has written and started."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import outputs
from outputs import graded_at
from processes import below

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "tests" / "autograder" / "small_course"
ASSIGNMENT, FILE = "a01_small", "small.py"
WAIT_SECONDS = 120.0  # for whatever a test waits for; a busy machine starts slowly

# What `sitecustomize.py` runs in the command alone: its own processes get a clean environment.
AT_REPLACE = """
import os, signal

_replace, _count = os.replace, {count}

def replace(source, target):
    global _count
    hit = {name!r} in str(target) and not (_count := _count - 1)
    if hit and {before}:
        os.kill(os.getpid(), {number})
    _replace(source, target)
    if hit:
        os.kill(os.getpid(), {number})

os.replace = replace
"""


def make_class(folder: Path, students: int, seconds: float = 0.1) -> Path:
    """Submissions that take a while; each second one has a mistake."""
    reference = (COURSE / "solutions" / ASSIGNMENT / FILE).read_text(encoding="utf-8")
    late = f"    import time\n    time.sleep({seconds})\n    return image"
    for number in range(students):
        text = reference.replace("    return image", late)
        if number % 2:
            text = text.replace("stride + 1", "stride")
        place = folder / f"student{number:02}" / ASSIGNMENT / FILE
        place.parent.mkdir(parents=True)
        place.write_text(f"{text}\n\nNUMBER = {number}\n", encoding="utf-8")
    return folder


def start(
    submissions: Path,
    out: Path,
    *more: str,
    hook: str = "",
    wrap: Callable[[list[str]], list[str]] | None = None,
    **settings: object,
) -> subprocess.Popen[str]:
    """Start `autograder grade`; it says everything on stdout, unless told otherwise.

    Args:
        submissions: the class.
        out: the output folder.
        more: further arguments.
        hook: source of a `sitecustomize.py` of the command.
        wrap: makes of the command's line another that runs it.
        settings: further arguments of Popen; `env` is added to.
    """
    arguments = ["grade", submissions, "--out", out, "--course", COURSE, "--jobs", "2", *more]
    environment = os.environ | {"AUTOGRADER_SECRET": "of these tests alone", "COLUMNS": "200"}
    environment |= dict(settings.pop("env", {}))  # type: ignore[call-overload]
    if hook:
        place = submissions.parent / "hook"
        place.mkdir(exist_ok=True)
        (place / "sitecustomize.py").write_text(hook, encoding="utf-8")
        path = [str(place), *filter(None, [environment.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(path)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} | settings
    line = [sys.executable, "-m", "autograder.cli", *map(str, arguments)]
    line = wrap(line) if wrap else line
    return subprocess.Popen(line, env=environment, cwd=submissions.parent, text=True, **streams)  # type: ignore[call-overload, no-any-return]


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    said: str
    out: Path

    @property
    def untimed(self) -> dict[str, dict[str, object]]:
        """Result documents without the seconds that they took."""
        return outputs.untimed(self.out)

    @property
    def sentence(self) -> str:
        """What was said, on one line; never a traceback."""
        assert "Traceback" not in self.said, self.said
        assert "Exception ignored" not in self.said, self.said
        return " ".join(self.said.split())


def finish(process: subprocess.Popen[str], out: Path) -> Ended:
    """Wait for the command; one that hangs fails the test."""
    try:
        said, errors = process.communicate(timeout=WAIT_SECONDS)
    finally:
        process.kill()
    return Ended(process.returncode, (said or "") + (errors or ""), out)


def grade(submissions: Path, out: Path, *more: str, **settings: object) -> Ended:
    """Run the command to its end; `settings` as for `start`."""
    return finish(start(submissions, out, *more, **settings), out)  # type: ignore[arg-type]


def until(happened: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    """Wait until something has happened, while the command runs."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.02)


def until_graded(process: subprocess.Popen[str], out: Path, count: int = 1) -> None:
    """Wait until so many submissions are in the store."""
    until(lambda: len(graded_at(out)) >= count, process)


def whole(out: Path) -> None:
    """Nothing below the output folder is half written."""
    for path in out.rglob("*"):
        if path.suffix == ".json":
            json.loads(path.read_bytes())
        elif path.suffix == ".html":
            assert path.read_text(encoding="utf-8").rstrip().endswith("</html>"), path
        elif path.suffix == ".csv":
            assert path.read_bytes().endswith(b"\n"), path


def complete(ended: Ended) -> None:
    """Every document has its pages, and nothing else lies about."""
    ids = set(ended.untimed)
    pages = {p.name for p in (ended.out / "feedback").iterdir()}
    assert pages == {f"{id_}{suffix}" for id_ in ids for suffix in (".html", ".md")}
    assert not list(ended.out.rglob("*.tmp"))
    whole(ended.out)


def of_kind(root: int, kind: str) -> list[int]:
    """Process ids below a command: its "zygote", "keeper", "worker", "server" or "runner"."""
    depth, module = {
        "zygote": (1, "sandbox.zygote"),
        "keeper": (2, "sandbox.zygote"),
        "worker": (3, "sandbox.zygote"),
        "server": (1, "grading.server"),
        "runner": (2, "grading.server"),
    }[kind]
    level = {root: 0}
    for process in below(root):
        level[process.pid] = level[process.parent] + 1
    found = [p for p in below(root) if level.get(p.pid) == depth and module in p.line]
    return [p.pid for p in found]
