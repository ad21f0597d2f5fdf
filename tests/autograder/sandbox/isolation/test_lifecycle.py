"""Workers that fail to start or leave a mess behind, and unusual places to start from."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.sandbox.isolation import Level, Worker, available, clean_up

MESS = """
import os
open("outside-link", "w").close(); os.unlink("outside-link")
os.symlink(arguments, "outside-link")
os.mkdir("linked"); os.symlink(arguments, "linked/again")
os.makedirs("open/wide"); os.mkdir("open/wide/locked", 0)
for depth in range(1100):
    os.mkdir("deeper"); os.chdir("deeper")
os.mkfifo("pipe")
result = "made"
"""


def test_a_hostile_work_directory_is_removed_and_nothing_else(any_jail, tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("stays")
    answer = any_jail.ask(code=MESS, arguments=str(kept), limits={"tmp_files": 4096})
    assert (answer["result"], answer["left"]) == ("made", False)
    assert (kept / "file").read_text() == "stays"


def test_directories_without_rights_are_removed(tmp_path):
    private = tmp_path / "private"
    (private / "work" / "locked" / "inner").mkdir(parents=True)
    (private / "work" / "locked" / "inner" / "file").touch()
    for path in (private / "work" / "locked" / "inner", private / "work" / "locked"):
        path.chmod(0)
    clean_up(Worker(1, private / "work", private))
    assert not private.exists()


SETUP_FAILS = """
import sys
sys.path.insert(0, sys.argv[1])
import os
from autograder.errors import IsolationError
from autograder.sandbox.isolation import *
from autograder.sandbox.isolation import lifecycle
def broken(*arguments, **named):
    raise OSError(5, "the kernel would not")
lifecycle.rlimits.apply = broken
context = enter_zygote(Level(sys.argv[2]), Spec())
try:
    fork_worker(context, lambda: os._exit(0), Limits())
except IsolationError as error:
    print(error)
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("no child is left")
"""


@pytest.mark.parametrize("level", list(Level))
def test_a_worker_that_cannot_be_walled_in_never_runs(level, tmp_path):
    report = available().of(level)
    if not report.works:
        pytest.skip(f"no {level} here: {report.reason}")
    done = subprocess.run(
        [sys.executable, "-I", "-c", SETUP_FAILS, Path(__file__).parents[4], level],
        capture_output=True,
        text=True,
        env={"TMPDIR": str(tmp_path)},
    )
    assert "could not be walled in: [Errno 5] the kernel would not" in done.stdout, done.stderr
    assert "no child is left" in done.stdout
    assert list(tmp_path.iterdir()) == []


NESTED = """
import sys
sys.path.insert(0, sys.argv[1])
import os
from autograder.sandbox.isolation import probe, syscalls
user, group = os.geteuid(), os.getegid()
syscalls.unshare(syscalls.CLONE_NEWUSER)
for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
    with open("/proc/self/" + name, "w") as file:
        file.write(text)
probe.try_level("namespaces")
print("fine")
"""


def test_root_of_a_container_that_knows_root_alone_can_wall_in():
    report = available().of(Level.NAMESPACES)
    if not report.works:
        pytest.skip(f"no namespaces here: {report.reason}")
    done = subprocess.run(
        [sys.executable, "-I", "-c", NESTED, Path(__file__).parents[4]],
        capture_output=True,
        text=True,
        env=dict(os.environ),
    )
    assert done.stdout == "fine\n", done.stderr


SHOWN = """
import sys
sys.path.insert(0, sys.argv[1])
import os
from pathlib import Path
from autograder.sandbox.isolation import *
context = enter_zygote(Level.NAMESPACES, Spec(extra_read_only=(Path(sys.argv[2]),)))
def main():
    try:
        open("/tmp/own", "w").close()
        text = open(sys.argv[2] + "/file").read()
        try:
            open(sys.argv[2] + "/file", "w")
        except OSError as error:
            names = os.listdir(sys.argv[2] + "/..")
            os.write(1, f"{text} {error.errno} {names}".encode())
    finally:
        os._exit(0)
worker = fork_worker(context, main, Limits(), [1])
os.waitpid(worker.pid, 0)
"""


def test_a_visible_path_in_the_temporary_directory_stays_visible():
    report = available().of(Level.NAMESPACES)
    if not report.works:
        pytest.skip(f"no namespaces here: {report.reason}")
    with tempfile.TemporaryDirectory(dir="/tmp") as directory:
        shown = Path(directory, "shown")
        shown.mkdir()
        (shown / "file").write_text("text")
        Path(directory, "not-shown").mkdir()
        done = subprocess.run(
            [sys.executable, "-I", "-c", SHOWN, Path(__file__).parents[4], shown],
            capture_output=True,
            text=True,
        )
        assert (shown / "file").read_text() == "text"
    assert done.stdout == f"text {errno.EROFS} ['shown']", done.stderr


ELSEWHERE = """
import sys
sys.path.insert(0, sys.argv[1])
import os
from autograder.sandbox.isolation import *
from autograder.sandbox.isolation import syscalls
syscalls.IS_LINUX = False
context = enter_zygote(Level.PROCESS, Spec())
def main():
    os.write(1, os.getcwd().encode())
    os._exit(3)
worker = fork_worker(context, main, Limits(), [1])
status = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
clean_up(worker)
print("", status, worker.work, worker.work.exists())
"""


def test_the_process_level_needs_nothing_of_linux():
    done = subprocess.run(
        [sys.executable, "-I", "-c", ELSEWHERE, Path(__file__).parents[4]],
        capture_output=True,
        text=True,
    )
    directory, status, work, left = done.stdout.split()
    assert (directory, status, left) == (work, "3", "False"), done.stderr
