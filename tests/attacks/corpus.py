"""The corpus: what each attack is, what it must get, and what none may bring out."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograder.results import SubmissionResult

HERE = Path(__file__).parent
COURSE = HERE / "course"
ASSIGNMENT, FILE = "a01_target", "target.py"
GROUPS = ("forging", "reading", "numbers", "faults", "files", "text")
EXERCISES = {"window_mean": 5.0, "Tally": 2.0, "rescale": 3.0}
FULL = {name: {"verdict": "passed", "points": points} for name, points in EXERCISES.items()}
UNTOUCHED = {"verdict": "failed", "points": 0.0}

ENDING_SECONDS = 10.0  # a process that holds much memory takes a while to end

# What is planted, by what it stands for. None may be in anything that a run writes or prints.
SECRET = "CANARY-secret"
CANARIES = {
    "secret": SECRET,
    "hidden test": "CANARY-hidden-test",
    "reference": "CANARY-reference",
    "mistake": "CANARY-mistake",
    "neighbour": "CANARY-neighbour",
    "environment": "CANARY-environment",
    "home": "CANARY-home",
    "expected value": "8675309",
    "expected value, rounded": "8.67531",
    "hidden input": "31337",
    "hidden input, rounded": "3.13371",
}


@dataclass(frozen=True)
class Attack:
    """One hostile submission.

    Attributes:
        folder: where it lies.
        tries: one sentence.
        classes: numbers of the list in README.md.
        expected: exercise -> its verdict and points.
        says: what must be in a diagnosis, where the reason matters.
    """

    folder: Path
    tries: str
    classes: tuple[int, ...]
    expected: Mapping[str, Mapping[str, object]]
    says: str

    @property
    def id(self) -> str:
        """Group and name."""
        return f"{self.folder.parent.name}-{self.folder.name}"

    def lay_out(self, place: Path, port: int) -> None:
        """Write the submission below `place`, or beside it as an archive.

        `make.py`, where there is one, has `make(place)` and writes all itself. Else the folder is
        copied; @PORT@ in it is where the test listens.
        """
        script = self.folder / "make.py"
        if script.exists():
            spec = importlib.util.spec_from_file_location("make", script)
            assert spec and spec.loader
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            module.make(place)
            return
        target = place / ASSIGNMENT
        shutil.copytree(self.folder, target, ignore=shutil.ignore_patterns("attack.toml"))
        for path in target.rglob("*.py"):
            path.write_bytes(path.read_bytes().replace(b"@PORT@", str(port).encode()))


def load_corpus() -> list[Attack]:
    """All attacks, by group and name."""
    return [load_attack(path.parent) for g in GROUPS for path in sorted(HERE.glob(f"{g}/*/*.toml"))]


def load_attack(folder: Path) -> Attack:
    """An attack from its folder."""
    data = tomllib.loads((folder / "attack.toml").read_text(encoding="utf-8"))
    tries, classes, says = data.pop("tries"), tuple(data.pop("classes")), data.pop("says", "")
    assert data.keys() <= EXERCISES.keys(), f"{folder}: unknown keys {data.keys() - EXERCISES}"
    expected = {name: UNTOUCHED | data.get(name, {}) for name in EXERCISES}
    return Attack(folder, tries, classes, expected, says)


def earned(result: SubmissionResult) -> dict[str, dict[str, object]]:
    """Exercise -> verdict and points, in the form of `Attack.expected`."""
    (assignment,) = result.assignments
    return {e.name: {"verdict": str(e.verdict), "points": e.earned} for e in assignment.exercises}


def diagnoses(result: SubmissionResult) -> str:
    """All that the result says, one sentence a line."""
    said = list(result.notes)
    for assignment in result.assignments:
        for exercise in assignment.exercises:
            said += [f"{v.file}, line {v.line}: {v.message}" for v in exercise.violations]
            said += [t.diagnosis.message for t in exercise.tests if t.diagnosis]
    return "\n".join(said)


def honest(number: int) -> bytes:
    """A right solution, each other than the last so that each is graded anew."""
    path = COURSE / "solutions" / ASSIGNMENT / FILE
    text = path.read_text(encoding="utf-8").replace("CANARY-reference", "CANARY-neighbour")
    return f"{text}\n\nNUMBER = {number}\n".encode()


def lay_out_honest(place: Path, number: int, more: str = "") -> None:
    """Write an honest submission below `place`; `more` is added to its file."""
    folder = place / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(honest(number) + more.encode())


def command(folder: Path, jobs: int = 2) -> list[str]:
    """The command line that grades `folder / "class"` into `folder / "out"`."""
    arguments = ["grade", folder / "class", "--out", folder / "out", "--course", COURSE]
    line = [sys.executable, "-m", "autograder.cli", *map(str, arguments)]
    return [*line, "--jobs", str(jobs)]


def grade_class(folder: Path) -> tuple[int, str]:
    """Run that command, with what is planted around it: its exit code, and all that it said."""
    done = subprocess.run(
        command(folder),
        env=environment(folder / "home") | {"COLUMNS": "120"},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.returncode, done.stdout.decode()  # not as text: a \r must stay one


def results_of(out: Path) -> dict[str, SubmissionResult]:
    """Name of the folder or archive that was handed in -> its result."""
    documents = sorted((out / "results").glob("*.json"))
    results = [msgspec.json.decode(p.read_bytes(), type=SubmissionResult) for p in documents]
    return {result.origin.split("/")[0].split(".")[0]: result for result in results}


def still_running() -> list[int]:
    """Processes of such a command that live, and do not end within seconds."""
    deadline = time.monotonic() + ENDING_SECONDS
    while (found := _running()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def _running() -> list[int]:
    planted, found = CANARIES["environment"].encode(), []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if planted in (place / "environ").read_bytes() and int(place.name) != os.getpid():
                found.append(int(place.name))
    return found


def leaks(folder: Path) -> list[str]:
    """What was brought out into any file below a folder, and where."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes().decode("utf-8", "replace")
        found += [f"{name} in {path.name}" for name, text in CANARIES.items() if text in data]
    return found


def environment(home: Path) -> dict[str, str]:
    """The environment of a grading command, with what is planted in it and at home."""
    home.mkdir(exist_ok=True)
    (home / "notes.txt").write_text("CANARY-home", encoding="utf-8")
    temporary = home.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    planted = {"AUTOGRADER_SECRET": SECRET, "CANARY": "CANARY-environment"}
    return os.environ | planted | {"HOME": str(home), "TMPDIR": str(temporary)}
