"""Every command in the README and the contributor's page does what it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import find_root

ROOT = find_root(Path(__file__).parent)
PAGES = ("README.md", "CONTRIBUTING.md")
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

# What each command must end with; unfinished work is 1, and a scaffold is unfinished.
CODES = {
    "autograder check a01_convolution": 1,
    "pytest tests/a01_convolution": 1,
    "pytest tests/a01_convolution -k stride --pdb": 2,  # quit from the debugger
    "autograder verify a01_convolution": 1,
}
TRIED_ELSEWHERE = {"make demo", "make test"}


def commands(page: str) -> list[str]:
    """The lines of a page's bash blocks, without their comments."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```bash\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A copy of the course with a class of three beside it."""
    folder = tmp_path_factory.mktemp("documents") / "course"
    for name in ("assignments", "solutions", "tests/a01_convolution", "tests/a05_architectures"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for i, student in enumerate(("ada", "bo", "cy")):
        target = folder / "submissions" / student / "a01_convolution"
        source = "solutions" if i == 0 else "assignments"
        shutil.copytree(folder / source / "a01_convolution", target)
    (folder / "roster.csv").write_text("id,name\nada,Ada\nbo,Bo\ncy,Cy\n")
    return folder


@pytest.mark.slow
@pytest.mark.timeout(900)  # among them verifying an assignment and building the course
@pytest.mark.parametrize("page", PAGES)
def test_every_command_runs(page, workplace):
    shutil.rmtree(workplace / "grades", ignore_errors=True)
    found = [line for line in commands(page) if line not in TRIED_ELSEWHERE]
    assert len(found) >= 3
    for line in found:
        if line.startswith("autograder new") and page != PAGES[0]:
            line = line.replace("my_exercise", "another_exercise")
        done = subprocess.run(
            shlex.split(line),
            cwd=workplace,
            env=ENVIRONMENT,
            input="q\n",
            capture_output=True,
            text=True,
            timeout=280,
        )
        wanted = CODES.get(line, 0)
        assert done.returncode == wanted, f"{line}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        assert "Traceback" not in done.stderr, line


def test_commands_named_as_make_targets_exist():
    text = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z-]+)", text)) <= targets


def test_ci_calls_the_readmes_test_command():
    assert "make test" in commands("README.md")
    assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)


@pytest.mark.slow
def test_the_demo_grades_a_class_and_says_where_its_report_is():
    done = subprocess.run(
        ["make", "demo", f"VENV={sys.prefix}"],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    assert "30 graded" in done.stdout
    assert "Report: demo/grades/index.html" in done.stdout
    assert "<html" in (ROOT / "demo" / "grades" / "index.html").read_text()
