"""Publishing and updating by the commands of docs/student_repo.md: students keep their work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from environments import offline

from autograder.course import find_root

ROOT = find_root(Path(__file__).parent)
SMALL = ROOT / "tests" / "autograder" / "small_course"
BODY = "    if kernel > size:\n        raise ValueError\n    return (size - kernel) // stride + 1\n"


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", page, re.MULTILINE | re.DOTALL)


class Place:
    """A course, where its students' repository is published, and students' copies of that."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.course = folder, shutil.copytree(SMALL, folder / "course")
        self.students, self.server = folder / "students", folder / "server.git"
        self.env = offline(folder / "nothing") | {"AUTOGRADER_SECRET": "s"}
        self.publish, self.update = blocks((ROOT / "docs" / "student_repo.md").read_text(), "bash")
        self.run(f"git init --quiet --bare --initial-branch main {self.server}", folder)
        self.run(self.publish, self.course)

    def run(self, script: str, folder: Path, code: int = 0) -> str:
        """Run lines of a page, as they are but for the address."""
        done = subprocess.run(
            ["bash", "-e", "-c", script.replace("ADDRESS", str(self.server))],
            cwd=folder,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == code, f"{script}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.course / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new, 1))

    def correct(self) -> None:
        """The course moves on: a test, a summary, a docstring, an assignment, one figure less."""
        test = '@size\ndef test_one_place(student):\n    """Exactly one."""\n'
        test += "    expect(student.output_size(5, 5)).equals(1)\n\n\n@mirrored\n"
        self.edit("tests/a01_small/test_public.py", "@mirrored\n", test)
        self.edit("solutions/a01_small/assignment.toml", "A number,", "One number,")
        self.edit("solutions/a01_small/small.py", "Adds up arrays", "Sums up arrays")
        for room in ("solutions", "tests"):
            new = self.course / room / "a02_more"
            shutil.copytree(self.course / room / "a01_small", new)
        self.edit("solutions/a02_more/assignment.toml", "order = 1", "order = 2")

    def copy(self, name: str, related: bool) -> Path:
        """A student's copy: a fork, or one with a history of its own. Some work is in it."""
        self.run(f"git clone --quiet {self.server} {name}", self.folder)
        folder = self.folder / name
        self.run("git remote remove origin", folder)
        if not related:
            shutil.rmtree(folder / ".git")
            self.run("git init --quiet --initial-branch main && git add --all", folder)
        path = folder / "assignments" / "a01_small" / "small.py"
        text = path.read_text()
        stub = '    raise NotImplementedError("output_size")\n'
        assert stub in text
        path.write_text(text.replace(stub, BODY))
        (folder / "assignments" / "a01_small" / "notes.txt").write_text("mine")
        self.run("git add --all && git commit --quiet --message work", folder)
        return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A published course that was corrected after two students had begun."""
    made = Place(tmp_path_factory.mktemp("updates"))
    made.fork, made.template = made.copy("fork", True), made.copy("template", False)
    made.before = made.run("git rev-parse HEAD", made.students).strip()
    made.correct()
    (made.students / "NOTICE.md").write_text("the instructor's own")
    (made.students / "README.md").write_text("the instructor's own")
    made.run(made.update, made.course)
    return made


def checked(copy: Path, code: int) -> str:
    """What a student's own engine says."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", "from autograder.cli import app; app(['check', 'a01_small'])"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    return done.stdout


def test_update_brings_what_is_new_and_keeps_what_is_not_the_exports(place):
    changed = place.run(f"git diff --name-only {place.before}", place.students).split()
    assert "tests/a01_small/test_public.py" in changed
    assert "assignments/a02_more/small.py" in changed
    assert "autograder/course.py" not in changed
    assert "own" in (place.students / "NOTICE.md").read_text()
    assert "own" in (place.students / "README.md").read_text()
    assert place.run("git status --porcelain", place.students) == ""


def test_fork_pulls_and_keeps_its_work(place):
    page = place.run(f"git show {place.before}:README.md", place.students)
    [pull] = blocks(page, "sh")
    place.run(pull, place.fork)
    text = (place.fork / "assignments" / "a01_small" / "small.py").read_text()
    assert BODY in text and "Sums up arrays" in text
    assert (place.fork / "assignments" / "a01_small" / "notes.txt").read_text() == "mine"
    assert (place.fork / "assignments" / "a02_more" / "README.md").exists()
    assert re.search(r"output_size\s+2 / +2", checked(place.fork, 1))


def test_copy_with_a_history_of_its_own_takes_files_and_keeps_its_work(place):
    [fetch] = blocks((ROOT / "docs" / "student_repo.md").read_text(), "sh")
    place.run(fetch, place.template)
    place.run("git checkout course/main -- assignments/a02_more", place.template)
    assert BODY in (place.template / "assignments" / "a01_small" / "small.py").read_text()
    assert "test_one_place" in (place.template / "tests/a01_small/test_public.py").read_text()
    assert re.search(r"output_size\s+2 / +2", checked(place.template, 1))


def test_changed_file_with_a_new_version_is_named_and_kept(place):
    place.edit("tests/a01_small/test_public.py", "Left becomes right.", "Left is right.")
    test = place.students / "tests" / "a01_small" / "test_public.py"
    mine = test.read_text() + "# mine\n"
    test.write_text(mine)
    export = f"autograder export student-repo {place.students}"
    said = place.run(export, place.course, code=1)
    assert "Not updated, because it was changed there: tests/a01_small/test_public.py" in said
    assert "Kept as it is" in place.run(export, place.course)
    assert test.read_text() == mine
    test.unlink()
    assert "1 written" in place.run(export, place.course)
    assert "Left is right." in test.read_text()


def test_withdrawn_assignment_goes_and_gits_folder_stays(place):
    shutil.rmtree(place.course / "solutions" / "a02_more")
    shutil.rmtree(place.course / "tests" / "a02_more")
    history = place.run("git rev-list --all", place.students)
    place.run("autograder build && autograder export student-repo ../students", place.course)
    assert not (place.students / "assignments" / "a02_more").exists()
    assert not (place.students / "tests" / "a02_more").exists()
    assert place.run("git rev-list --all", place.students) == history
    assert (place.students / "NOTICE.md").exists()


@pytest.mark.parametrize("name", ["full", "course"])
def test_folder_that_is_not_an_export_is_refused_and_not_touched(place, name):
    folder = place.folder / name
    folder.mkdir(exist_ok=True)
    (folder / "mine.txt").write_text("mine")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    said = place.run(f"autograder export student-repo {folder}", place.course, code=2)
    assert "is not empty" in said and "Nothing was touched" in said
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
