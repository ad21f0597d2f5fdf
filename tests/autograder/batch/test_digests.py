"""Keys of results: another mark may come, another key; the same inputs, the same key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import autograder
from autograder.batch import digests
from autograder.batch.digests import assignment_digest, engine_digest, result_key
from autograder.course import load_course

FILES = {"a.py": b"x", "b.py": b"y"}
DEPENDS = {"secret": "s", "versions": "v"}


def test_the_same_inputs_have_the_same_key() -> None:
    turned = dict(reversed(FILES.items()))
    assert result_key(FILES, None, DEPENDS) == result_key(
        turned, None, dict(reversed(DEPENDS.items()))
    )


@pytest.mark.parametrize(
    ("files", "problem", "depends"),
    [
        ({"a.py": b"x", "b.py": b"z"}, None, DEPENDS),
        ({"a.py": b"x", "c.py": b"y"}, None, DEPENDS),
        ({"a.py": b"x"}, None, DEPENDS),
        ({"a.py": b"xb.py", "b.py": b"y"}, None, DEPENDS),
        ({"a.py": b"x\0b.py\x001\0y"}, None, DEPENDS),
        ({}, None, DEPENDS),
        (FILES, "cannot be read", DEPENDS),
        (FILES, None, DEPENDS | {"secret": "t"}),
        (FILES, None, DEPENDS | {"only": "f"}),
        (FILES, None, {"secret": "sversions", "versions": "v"}),
    ],
)
def test_anything_else_has_another_key(
    files: dict[str, bytes], problem: str | None, depends: dict[str, str]
) -> None:
    assert result_key(files, problem, depends) != result_key(FILES, None, DEPENDS)


def test_odd_file_names_have_keys() -> None:
    names = ("\udcff.py", "ü.py", "a\n.py")
    assert len({result_key({name: b""}, "\ud800", DEPENDS) for name in names}) == 3


def digest(root: Path) -> str:
    return assignment_digest(load_course(root).assignments[0])


@pytest.mark.parametrize(
    "path",
    [
        "solutions/a01_small/assignment.toml",
        "solutions/a01_small/small.py",
        "solutions/a01_small/mistakes/mirror_turns_rows.py",
        "tests/a01_small/test_public.py",
        "tests/a01_small/test_hidden.py",
        "tests/a01_small/probes.py",
        "tests/a01_small/conftest.py",
        "tests/a01_small/expected/values.json",
        "tests/a01_small/expected/values.npz",
    ],
)
def test_what_a_mark_depends_on_is_part_of_the_digest(small_copy: Path, path: str) -> None:
    before = digest(small_copy)
    file = small_copy / path
    file.parent.mkdir(exist_ok=True)
    with file.open("a") as stream:
        stream.write("\n# changed\n")
    changed = digest(small_copy)
    assert changed != before
    moved = file.with_name(f"test_{file.name}" if path.startswith("tests") else f"x{file.name}")
    if file.name != "assignment.toml":
        file.rename(moved)
        assert digest(small_copy) not in (before, changed)


@pytest.mark.parametrize(
    "path",
    [
        "solutions/a01_small/handout.md",
        "solutions/a01_small/accepted/loops.py",
        "solutions/a01_small/figures/new.py",
        "solutions/a01_small/timing.json",
        "tests/a01_small/__pycache__/test_public.cpython-311.pyc",
        "assignments/a01_small/small.py",
    ],
)
def test_what_no_mark_depends_on_is_not(small_copy: Path, path: str) -> None:
    before = digest(small_copy)
    file = small_copy / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("changed")
    assert digest(small_copy) == before


def test_a_course_has_its_digest_wherever_it_lies(small_copy: Path, tmp_path: Path) -> None:
    other = shutil.copytree(small_copy, tmp_path / "elsewhere")
    assert digest(other) == digest(small_copy)


@pytest.mark.parametrize(
    "path",
    [
        *("course.py", "results.py", "errors.py", "sandbox/wire.py", "feedback/compare.py"),
        *("grading/scoring.py", "submission/read.py", "sandbox/isolation/seccomp.py"),
        *("tables.py", "timing/cases.py"),
    ],
)
def test_the_graders_own_code_is_part_of_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    package = Path(str(autograder.__file__)).parent
    copy = shutil.copytree(package, tmp_path / "autograder")
    monkeypatch.setattr(digests.autograder, "__file__", str(copy / "__init__.py"))
    before = engine_digest()
    (copy / "report" / "new.py").write_text("pass")
    assert engine_digest() == before
    (copy / path).write_text((copy / path).read_text() + "\n")
    assert engine_digest() != before
