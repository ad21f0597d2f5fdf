"""A student's own `pytest`: the same verdicts, in their words, in their process."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ID = "a01_small"
# without the plugin that takes longer to import than all the rest
PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]


@dataclass(frozen=True)
class Ran:
    """A finished pytest."""

    code: int
    text: str


class Home:
    """A student's copy of the course: stubs and public tests, no solutions."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def file(self) -> Path:
        return self.root / "assignments" / ID / "small.py"

    def write(self, source: str) -> None:
        self.file.write_text(source, encoding="utf-8")

    def command(self, *options: str) -> list[str]:
        return [*PYTEST, f"tests/{ID}", *options]

    def run(self, *options: str, cwd: Path | None = None) -> Ran:
        done = subprocess.run(
            self.command(*options),
            cwd=cwd or self.root,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout + done.stderr)


def environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "AUTOGRADER"))}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "100", "TERM": "dumb"}


@pytest.fixture
def home(small_copy: Path) -> Home:
    manifest = small_copy / "solutions" / ID / "assignment.toml"
    manifest.rename(small_copy / "assignments" / ID / "assignment.toml")
    for path in sorted((small_copy / "solutions").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (small_copy / "solutions").rmdir()
    (small_copy / "tests" / ID / "test_hidden.py").unlink()
    return Home(small_copy)


def test_a_right_solution_passes(home: Home, reference_source: str) -> None:
    home.write(reference_source)
    ran = home.run()
    assert ran.code == 0, ran.text
    assert "6 passed" in ran.text


def test_a_stub_is_one_calm_line_an_exercise_and_counts_as_failed(home: Home) -> None:
    ran = home.run()
    assert ran.code == 1
    assert "Traceback" not in ran.text and "NotImplementedError" not in ran.text
    assert "6 not attempted" in ran.text
    assert [line for line in ran.text.splitlines() if line.startswith("· ")] == [
        "· output_size (2 tests)",
        "· mirror (2 tests)",
        "· Accumulator (2 tests)",
    ]
    assert "FAILURES" not in ran.text


def test_a_file_that_is_gone_is_not_attempted_and_named(home: Home) -> None:
    home.file.unlink()
    ran = home.run()
    assert ran.code == 1
    assert "6 not attempted" in ran.text
    assert f"small.py is not in {home.root / 'assignments' / ID}. Bring it back." in ran.text
    assert "grader" not in ran.text.lower().replace("autograder", "")


def test_a_wrong_value_is_told_in_numbers_and_without_the_graders_code(
    home: Home, reference_source: str
) -> None:
    home.write(reference_source.replace("image[:, ::-1]", "image[::-1]"))
    ran = home.run("-k", "columns_are_reversed")
    assert ran.code == 1
    assert "mirror(image (3, 4))" in ran.text or "mirror((3, 4))" in ran.text
    assert "12 of 12 values differ, the largest by 11 at (0, 3)." in ran.text
    assert re.search(r"\(0, 3\)\s+11\s+0", ran.text)
    assert "autograder/" not in ran.text


def test_an_exception_is_shown_with_the_students_lines(home: Home, reference_source: str) -> None:
    home.write(reference_source + "\n\ndef mirror(image):\n    return image[99]\n")
    ran = home.run("-k", "columns")
    assert ran.code == 1
    assert "IndexError: index 99 is out of bounds" in ran.text
    assert "return image[99]" in ran.text


UNUSABLE = {
    "syntax error": ("def f(:\n", "small.py cannot be imported: SyntaxError"),
    "exit": ("raise SystemExit\n", "small.py cannot be imported: SystemExit"),
    "exception": ("1 / 0\n", "small.py cannot be imported: ZeroDivisionError"),
    "missing": ("x = 1\n", "mirror is missing from small.py"),
    "not callable": ("mirror = 5\n", "mirror in small.py cannot be called"),
    "other arguments": ("def mirror(): pass\n", "TypeError: mirror() takes 0 positional"),
    "NUL": ("x = 1\0\n", "small.py cannot be imported: "),
}


@pytest.mark.parametrize(("source", "says"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_what_cannot_be_called_is_said_as_the_grader_says_it(
    home: Home, source: str, says: str
) -> None:
    home.write(source)
    ran = home.run("-k", "columns")
    assert ran.code == 1
    assert says in ran.text
    assert "in the grader" not in ran.text


def test_an_endless_loop_is_stopped(home: Home, reference_source: str) -> None:
    home.write(reference_source + "\n\ndef mirror(image):\n    while True: pass\n")
    ran = home.run("-k", "mirror or columns or remainder")
    assert ran.code == 1
    assert "is there an endless loop?" in ran.text
    assert "1 passed" in ran.text


@pytest.mark.parametrize("where", ["mine/a01_small/small.py", "mine/small.py", "mine.py"])
def test_submission_names_another_folder_or_file(
    home: Home, reference_source: str, where: str
) -> None:
    path = home.root / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(reference_source)
    ran = home.run("--submission", str(home.root / where.partition("/")[0]))
    assert ran.code == 0, ran.text


def test_it_works_from_the_folder_of_the_tests(home: Home, reference_source: str) -> None:
    home.write(reference_source)
    done = subprocess.run(
        [*PYTEST, "test_public.py"],
        cwd=home.root / "tests" / ID,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_it_works_behind_a_symbolic_link(home: Home, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(home.root)
    ran = home.run(cwd=link)
    assert "6 not attempted" in ran.text


REFUSED = {
    "no mark": ("def test_lost(student):\n    pass\n", "test_lost belongs to no exercise", 2),
    "two marks": (
        "import pytest\na = pytest.mark.exercise('mirror')\n@a\n@a\ndef test_two(student): pass\n",
        "test_two belongs to 2 exercises",
        None,
    ),
    "unknown exercise": (
        "import pytest\n@pytest.mark.exercise('miror')\ndef test_x(student): pass\n",
        "'miror', which is no exercise; known: output_size, mirror, Accumulator",
        None,
    ),
    "no weight": (
        "import pytest\n@pytest.mark.exercise('mirror', weight=0)\ndef test_x(student): pass\n",
        "test_x has weight 0",
        None,
    ),
    "weight in words": (
        "import pytest\n@pytest.mark.exercise('mirror', weight='x')\ndef test_x(student): pass\n",
        "weight",
        None,
    ),
    "reference in public": (
        "import pytest\n@pytest.mark.exercise('mirror')\ndef test_x(student, reference): pass\n",
        "test_x is public and uses the reference, which students do not have",
        None,
    ),
}


@pytest.mark.parametrize(("source", "says", "line"), REFUSED.values(), ids=REFUSED.keys())
def test_a_test_that_is_wrong_is_refused_with_file_and_line(
    home: Home, source: str, says: str, line: int | None
) -> None:
    (home.root / "tests" / ID / "test_public_more.py").write_text(f"\n{source}")
    ran = home.run()
    assert ran.code == pytest.ExitCode.USAGE_ERROR
    assert says in ran.text
    found = re.search(r"test_public_more\.py:(\d+): ", ran.text)
    assert found is not None
    assert line is None or int(found[1]) == line
    assert "INTERNALERROR" not in ran.text


def test_a_manifest_that_is_wrong_is_refused_with_file_and_line(home: Home) -> None:
    path = home.root / "assignments" / ID / "assignment.toml"
    path.write_text(path.read_text().replace("points = 10", "points = 11"))
    ran = home.run()
    assert ran.code == pytest.ExitCode.USAGE_ERROR
    assert "assignment.toml:4: points = 11, but the exercises add up to 10" in ran.text


def test_the_plugin_leaves_other_tests_alone(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text(
        "def test_fine(): pass\ndef test_bad():\n    raise NotImplementedError('mine')\n"
        "def test_asks(student): pass\n"
    )
    done = subprocess.run(
        [*PYTEST, str(tmp_path)],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert "1 passed" in done.stdout and "not attempted" not in done.stdout
    assert "NotImplementedError: mine" in done.stdout
    assert "asks for the course's fixtures outside tests/<assignment>/" in done.stdout


class Terminal:
    """A pytest in a terminal, typed at."""

    def __init__(self, command: list[str], cwd: Path) -> None:
        self._mine, theirs = pty.openpty()
        self.process = subprocess.Popen(
            command, cwd=cwd, env=environment(), stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        self.text = ""

    def wait_for(self, what: str, seconds: float = 30.0) -> None:
        end = time.monotonic() + seconds
        start = len(self.text)
        while what not in self.text[start:]:
            left = end - time.monotonic()
            ready = select.select([self._mine], [], [], max(left, 0))[0]
            assert ready, self.text
            self.text += os.read(self._mine, 65536).decode()

    def type(self, line: str) -> None:
        os.write(self._mine, f"{line}\n".encode())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._mine)


def debug(home: Home, *options: str) -> Terminal:
    return Terminal(home.command("-k", "columns", *options), home.root)


def test_pdb_stops_in_the_students_own_frame(home: Home, reference_source: str) -> None:
    body = "\n\ndef mirror(image):\n    wrong = image.shape\n    return image[wrong[0] + 5]\n"
    home.write(reference_source + body)
    terminal = debug(home, "--pdb")
    try:
        terminal.wait_for("(Pdb) ")
        time.sleep(1.5)  # longer than a call may take: the clock stands still
        terminal.type("p 'shape', wrong")
        terminal.wait_for("('shape', (3, 4))")
        terminal.type("q")
        assert terminal.process.wait(20) != 0
    finally:
        terminal.close()


def test_a_breakpoint_works(home: Home, reference_source: str) -> None:
    body = "def mirror(image):\n    n = 41\n    breakpoint()\n    return image[:, ::-1].copy()\n"
    home.write(f"{reference_source}\n\n{body}")
    terminal = debug(home)
    try:
        terminal.wait_for("(Pdb) ")
        time.sleep(1.5)
        terminal.type("p n + 1")
        terminal.wait_for("42")
        terminal.type("c")
        terminal.wait_for("1 passed")
        assert terminal.process.wait(20) == 0
    finally:
        terminal.close()


def test_an_interrupt_ends_the_run(home: Home, reference_source: str) -> None:
    home.write(reference_source + "\n\ndef mirror(image):\n    raise KeyboardInterrupt\n")
    ran = home.run("-k", "columns")
    assert ran.code == pytest.ExitCode.INTERRUPTED
