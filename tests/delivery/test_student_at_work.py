"""A student sets up the exported repository by its README, and works with it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from environments import lend_libraries, offline

from autograder.course import find_root
from autograder.publish.engine import PACKAGE

ROOT = find_root(Path(__file__).parent)
FIRST, OTHER = "a01_convolution", "a03_pooling"


def blocks(page: str, language: str = "bash") -> list[list[str]]:
    """The commands of a page's code blocks, without their comments."""
    found = re.findall(rf"^ *```{language}\n(.*?)^ *```", page, re.MULTILINE | re.DOTALL)
    return [[line.split("  #")[0].strip() for line in block.splitlines()] for block in found]


class Home:
    """A student's copy, in a virtual environment of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.env = folder, offline(folder / ".venv")

    def run(self, line: str, code: int = 0, **variables: str) -> str:
        done = subprocess.run(
            shlex.split(line),
            cwd=self.folder,
            env=self.env | variables,
            input="q\n",
            capture_output=True,
            encoding=variables.get("PYTHONIOENCODING", "utf-8"),
            timeout=280,
        )
        said = done.stdout + done.stderr
        assert done.returncode == code, f"{line}\n{said[-3000:]}"
        assert "Traceback" not in done.stderr, line
        return said


@pytest.fixture(scope="module")
def home(exported, tmp_path_factory):
    """A student's copy, set up by the commands of its README."""
    made = Home(shutil.copytree(exported, tmp_path_factory.mktemp("home") / "a student's copy"))
    create, activate, install = blocks((made.folder / "README.md").read_text())[0]
    assert activate == "source .venv/bin/activate"
    made.run(create)
    lend_libraries(made.folder / ".venv")
    assert "No module named 'autograder'" in missing(made)
    made.run(install)
    return made


def missing(home: Home) -> str:
    code = "try: import autograder, os; print('here')\nexcept ImportError as e: print(e)"
    return home.run(f"python -P -c {shlex.quote(code)}")


@pytest.mark.slow
def test_install_makes_the_exported_engine_the_only_one(home):
    code = "import autograder; print(autograder.__file__)"
    assert Path(home.run(f"python -P -c '{code}'").strip()).parent == home.folder / "autograder"
    assert str(PACKAGE) not in home.run("python -P -c 'import sys; print(sys.path)'")
    home.run("python -m pip show cnn-course", 1)


@pytest.mark.slow
def test_every_command_of_the_readme_runs(home):
    page = (home.folder / "README.md").read_text()
    origin = home.folder.parent / "origin.git"
    home.run(f"git init --bare --quiet --initial-branch main {shlex.quote(str(origin))}")
    home.run("git init --quiet --initial-branch main .")
    home.run(f"git remote add origin {shlex.quote(str(origin))}")
    home.run("git config push.autoSetupRemote true")
    found = [line for block in blocks(page)[1:] for line in block]
    codes = {line: 1 for line in found if re.match(r"autograder check|pytest", line)}
    codes |= {line: 2 for line in found if line.endswith("--pdb")}
    said = {line: home.run(line, codes.get(line, 0)) for line in found}
    assert len(found) >= 8
    assert said[f"autograder check {FIRST}"].count("not attempted") >= 13
    assert " passed" not in said[f"pytest tests/{FIRST}"]
    assert "not attempted yet" in said[f"pytest tests/{FIRST}"]
    assert "assignments" in home.run(f"git --git-dir {shlex.quote(str(origin))} ls-tree main")
    assert ".venv" not in home.run("git status --porcelain --untracked-files=all")


@pytest.mark.slow
def test_readme_shows_what_a_failure_really_looks_like(home):
    page = (home.folder / "README.md").read_text()
    sample = re.search(r"^```\n(  conv_output_size.*?)^```", page, re.MULTILINE | re.DOTALL)[1]
    work = home.folder.parent / "wrong" / FIRST
    shutil.copytree(home.folder / "assignments" / FIRST, work)
    body = "return (size + padding - dilation * (kernel - 1) - 1) // stride + 1"
    file = work / "convolution.py"
    stub = 'raise NotImplementedError("conv_output_size")'
    assert stub in file.read_text()
    file.write_text(file.read_text().replace(stub, body))
    where = shlex.quote(str(work.parent))
    assert sample in home.run(f"autograder check {FIRST} --submission {where}", 1)


@pytest.mark.slow
def test_stubs_are_not_attempted_and_the_reference_earns_all(home):
    said = home.run(f"autograder check {OTHER}", 1)
    assert " 0.0 / 40.0 points" in said and said.count("not attempted") == 11
    said = home.run(f"pytest tests/{OTHER}", 1)
    assert "31 not attempted" in said and "Error" not in said
    file = home.folder / "assignments" / OTHER / "pooling.py"
    stub = file.read_text()
    file.write_text((ROOT / "solutions" / OTHER / "pooling.py").read_text())
    try:
        said = home.run(f"autograder check {OTHER}")
        assert "39.0 / 40.0 points" in said and "speed is measured when graded (1 point)" in said
        assert "31 passed" in home.run(f"pytest tests/{OTHER}")
    finally:
        file.write_text(stub)


@pytest.mark.slow
def test_every_reference_earns_all_public_points(home):
    """The probes that are left are enough."""
    solutions = shlex.quote(str(ROOT / "solutions"))
    said = home.run(f"autograder check --submission {solutions}")
    assert "nothing left, every property holds" in said


# Windows has none of these, and writes its terminals in another encoding.
WITHOUT_LINUX = """
import sys
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "curses"):
    sys.modules[name] = None
import os, select, signal, socket
for module, names in {
    os: ("fork", "unshare", "pidfd_open", "memfd_create", "setns"),
    select: ("poll", "epoll"),
    signal: ("SIGALRM", "SIGHUP", "SIGKILL", "setitimer", "alarm", "pthread_sigmask"),
    socket: ("send_fds", "recv_fds", "SOCK_SEQPACKET", "AF_UNIX"),
}.items():
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
from autograder.cli import app
app(sys.argv[1:])
"""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("check", OTHER), ("doctor",)])
def test_nothing_is_needed_that_only_linux_has(home, arguments):
    line = f"python -c {shlex.quote(WITHOUT_LINUX)} {shlex.join(arguments)}"
    said = home.run(line, int(arguments[0] == "check"), PYTHONIOENCODING="cp1252")
    assert ("not attempted" in said) == (arguments[0] == "check")
    assert "?" not in said


@pytest.mark.slow
def test_files_are_read_as_utf8_whatever_the_system_prefers(home):
    code = f"from autograder.cli import app; app(['check', '{OTHER}'])"
    home.run(f"python -X warn_default_encoding -W error::EncodingWarning -c {shlex.quote(code)}", 1)


@pytest.mark.slow
def test_copy_may_be_reached_through_a_link(home, tmp_path):
    """As /tmp is on macOS, and short names of folders are on Windows."""
    link = tmp_path / "link"
    link.symlink_to(home.folder)
    assert "31 not attempted" in home.run(f"pytest {shlex.quote(str(link / 'tests' / OTHER))}", 1)
