"""The students' repository: what students need is in it, and nothing secret."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from autograder.course import find_root, load_course
from autograder.publish.student_repo import export_student_repo, plan

ROOT = find_root(Path(__file__).parent)
SMALL = ROOT / "tests" / "autograder" / "small_course"
LONG = 25  # shorter lines may be the same by chance


def lines(text: str) -> set[str]:
    """Long lines, without the space around them; those inside JSON strings too."""
    return {line.strip() for line in text.replace("\\n", "\n").splitlines()}


def lines_of(*patterns: str) -> set[str]:
    paths = [path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()]
    paths = [path for path in paths if "__pycache__" not in path.parts]
    assert paths
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return {line for text in texts for line in lines(text) if len(line) > LONG}


def tree(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def texts(files: dict[str, bytes]) -> dict[str, set[str]]:
    return {name: lines(data.decode("utf-8")) for name, data in files.items()}


def test_no_line_of_a_solution_or_a_hidden_test_is_in_it(exported):
    secret = lines_of("solutions/**/*", "tests/a*/test_hidden*.py")
    tests = "tests/a*/test_public*.py", "tests/a*/probes.py"
    public = lines_of("assignments/**/*.*", "autograder/**/*.py", *tests)
    assert len(secret - public) > 5000
    told = {name: found & (secret - public) for name, found in texts(tree(exported)).items()}
    assert not {name: sorted(found)[:3] for name, found in told.items() if found}


def test_what_it_holds_is_what_students_need(exported):
    names = set(tree(exported))
    allowed = (
        r"assignments/README\.md",
        r"assignments/a\d\d_\w+/(README\.md|\w+\.py|assignment\.toml|hints\.json|figures/\w+\.svg)",
        r"tests/a\d\d_\w+/(test_public\w*|probes)\.py",
        r"autograder/[\w/]+\.py|autograder/report/templates/\w+\.(html|css)",
        r"README\.md|LICENSE|constraints\.txt|pyproject\.toml|\.gitignore|\.gitattributes",
        r"\.github/workflows/classroom\.yml",
        r"\.devcontainer/devcontainer\.json|\.vscode/(settings|launch)\.json",
        r"\.autograder-export\.json",
    )
    assert {name for name in names if not re.fullmatch("|".join(allowed), name)} == set()
    for assignment in load_course(ROOT).assignments:
        for name in ("README.md", assignment.file, "assignment.toml", "hints.json"):
            assert f"assignments/{assignment.id}/{name}" in names
    rooms = {name.split("/")[1] for name in names if name.startswith("autograder/")}
    assert not rooms & {"store", "batch", "submission", "publish"}
    assert not any("isolation" in name for name in names)
    assert all(b"\r" not in data for data in tree(exported).values())


def test_hidden_tests_are_not_named(exported):
    hidden = {
        name
        for path in ROOT.glob("tests/a*/test_hidden*.py")
        for name in re.findall(r"def test_(\w+)", path.read_text(encoding="utf-8"))
    }
    public = {
        name
        for path in ROOT.glob("tests/a*/test_public*.py")
        for name in re.findall(r"def test_(\w+)", path.read_text(encoding="utf-8"))
    }
    assert len(hidden - public) > 200
    words = {
        word
        for name, data in tree(exported).items()
        for word in re.findall(r"\w+", data.decode())
        if "/figures/" not in name
    }
    # A test's name may be a plain word of the language, too.
    assert {name for name in (hidden - public) & words if name.count("_") > 2} == set()


def test_same_course_gives_the_same_bytes(exported, tmp_path):
    assert export_student_repo(load_course(ROOT), tmp_path / "again", lambda line: None) == 0
    assert tree(tmp_path / "again") == tree(exported)


def test_settings_are_what_editors_and_pip_read(exported):
    container = json.loads((exported / ".devcontainer" / "devcontainer.json").read_text())
    install = "python -m pip install --editable . --constraint constraints.txt"
    assert container["image"].startswith("python:3.")
    assert container["postCreateCommand"] == install
    assert (exported / "README.md").read_text().count(f"\n{install}\n") == 2
    settings = json.loads((exported / ".vscode" / "settings.json").read_text())
    assert settings["python.testing.pytestEnabled"] is True
    launch = json.loads((exported / ".vscode" / "launch.json").read_text())
    assert launch["configurations"][0]["purpose"] == ["debug-test"]
    asked = tomllib.loads((exported / "pyproject.toml").read_text())["project"]
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    known = {*ours["dependencies"], "pillow", "markupsafe"}  # of torchvision and jinja2
    assert {"torch>=2.11", "timm>=1.0.9", "pytest>=8.3", "pillow"} <= set(asked["dependencies"])
    assert set(asked["dependencies"]) <= known
    assert asked["requires-python"] == ours["requires-python"]
    assert not re.search(rb"@[a-z]+@", b"".join(tree(exported).values()))


CANARY = "canary_{}_sings_where_nobody_may_hear"


def plant(course: Path) -> list[str]:
    """Put a canary of its own everywhere that is not the students'."""
    planted: list[str] = []

    def canary() -> str:
        planted.append(CANARY.format(len(planted)))
        return planted[-1]

    def edit(name: str, old: str, new: str) -> None:
        path = course / name
        text = path.read_text()
        assert old in text, name
        path.write_text(text.replace(old, new, 1))

    secret, tests = "solutions/a01_small", "tests/a01_small"
    copy = "    return image[:, ::-1].copy()"
    edit(f"{secret}/small.py", copy, f"    {canary()} = 1  # {canary()}\n{copy}")
    edit(f"{secret}/assignment.toml", "points = 10", f"# {canary()}\npoints = 10  # {canary()}")
    wrong = f"{secret}/mistakes/mirror_turns_rows.py"
    edit(wrong, "def mirror", f"# {canary()}\n\n\ndef {canary()}():\n    pass\n\n\ndef mirror")
    hidden = f"test_{canary()}"
    edit(wrong, "must_fail = (", f'must_fail = ("{hidden.removeprefix("test_")}", ')
    edit(f"{secret}/accepted/loops.py", "def ", f"# {canary()}\ndef ")
    edit(f"{tests}/test_hidden.py", "def test_agrees_with_the_reference", f"def {hidden}")
    edit(f"{tests}/test_hidden.py", "import numpy", f"# {canary()}\nimport numpy")
    unused = f"# {canary()}\ndef {canary()}():\n    pass\n\n\n"
    edit(f"{tests}/probes.py", "def add_twice", f"{unused}def add_twice")
    for name in (
        f"{secret}/notes.md",
        f"{secret}/figures/_shared.py",
        f"{tests}/test_hidden_more.py",
        f"{tests}/conftest.py",
        f"{tests}/answers.txt",
        "tests/conftest.py",
        "assignments/a01_small/helpers.py",
        "assignments/a01_small/figures/mine.svg",
        "assignments/a09_mine/mine.py",
        "submissions/ada/small.py",
        "grades/grades.csv",
        "autograder/secret.py",
        "pyproject.toml",
        ".env",
    ):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text(f"# {canary()}\n")
    return planted


@pytest.fixture
def small(tmp_path):
    return shutil.copytree(SMALL, tmp_path / "course")


def command(course: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "autograder.cli", *arguments],
        cwd=course,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_no_canary_leaves(small, tmp_path):
    planted = plant(small)
    secret = CANARY.format("secret")
    built = command(small, "build", AUTOGRADER_SECRET=secret)
    assert built.returncode == 0, built.stderr
    stub = small / "assignments" / "a01_small" / "small.py"
    stub.write_text(f"# {CANARY.format('pasted')}\n" + stub.read_text())  # somebody tries it out
    done = command(small, "export", "student-repo", str(tmp_path / "out"), AUTOGRADER_SECRET=secret)
    assert done.returncode == 0, done.stderr
    files = tree(tmp_path / "out")
    assert len(planted) > 20 and "assignments/a01_small/small.py" in files
    assert b"turns rows" not in files["assignments/a01_small/hints.json"]
    assert b"mirror_turns_rows" in files["assignments/a01_small/hints.json"]
    singing = {name for name, data in files.items() if b"canary" in data or b"sings" in data}
    assert singing == set()
    assert not [name for name in files if "probes" in name]


def test_without_a_usable_hint_table_nothing_is_written(small, tmp_path):
    out = tmp_path / "out"
    missing = command(small, "export", "student-repo", str(out))
    assert missing.returncode == 2
    assert "hints.json: missing" in missing.stderr and "autograder build" in missing.stderr
    assert command(small, "build").returncode == 0
    table = small / "assignments" / "a01_small" / "hints.json"
    good = table.read_text()
    table.write_text(good.replace('"columns_are_reversed"', '"agrees_with_the_reference"'))
    stale = command(small, "export", "student-repo", str(out))
    assert stale.returncode == 2 and "agrees_with_the_reference" in stale.stderr
    table.write_text(good[:100])
    broken = command(small, "export", "student-repo", str(out))
    assert broken.returncode == 2 and "cannot be read" in broken.stderr
    assert "Traceback" not in missing.stderr + stale.stderr + broken.stderr
    assert not out.exists()


def test_students_copy_cannot_be_exported(small, tmp_path):
    assert command(small, "build").returncode == 0
    shutil.rmtree(small / "solutions")
    done = command(small, "export", "student-repo", str(tmp_path / "out"))
    assert done.returncode == 2 and "no solutions/" in done.stderr


def test_library_that_nobody_can_name_is_refused(small, tmp_path):
    assert command(small, "build").returncode == 0
    manifest = small / "solutions" / "a01_small" / "assignment.toml"
    manifest.write_text(manifest.read_text().replace('["numpy"]', '["numpy", "nosuchlibrary"]'))
    done = command(small, "export", "student-repo", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "nosuchlibrary" in done.stderr and "assignment.toml" in done.stderr


def test_plan_is_all_that_is_written(exported):
    names = {path.as_posix() for path in plan(load_course(ROOT))}
    assert set(tree(exported)) == names | {".autograder-export.json"}
