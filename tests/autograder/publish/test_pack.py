"""What is packed for graders, and what for everybody."""

from __future__ import annotations

import io
import tarfile

import pytest

from autograder.course import load_course
from autograder.errors import UsageError
from autograder.publish import build
from autograder.publish.pack import engine_tree, public_tree, secret_tree, tar_gz

ID = "a01_small"


def test_data_is_packed_where_tests_name_it(small_copy):
    data = small_copy / "data"
    (data / "pictures").mkdir(parents=True)
    for name in ("named.npz", "unnamed.npz", "pictures/one.png"):
        (data / name).write_bytes(b"1")
    hidden = small_copy / "tests" / ID / "test_hidden.py"
    hidden.write_text(hidden.read_text() + '\nNEEDED = ("named.npz", "pictures")\n')
    course = load_course(small_copy)
    packed = {name for name in secret_tree(course, course.assignments) if name.startswith("data/")}
    assert packed == {"data/named.npz", "data/pictures/one.png"}


def test_neither_links_nor_leftovers_are_packed(small_copy, tmp_path):
    (tmp_path / "secret.txt").write_text("of this machine")
    tests = small_copy / "tests" / ID
    (tests / "link.py").symlink_to(tmp_path / "secret.txt")
    (tests / ".hidden").write_text("x")
    (tests / "__pycache__").mkdir(exist_ok=True)
    (tests / "__pycache__" / "a.pyc").write_text("x")
    course = load_course(small_copy)
    names = secret_tree(course, course.assignments)
    assert f"tests/{ID}/test_hidden.py" in names
    assert not [n for n in names if "link.py" in n or ".hidden" in n or "pycache" in n]


def test_what_is_public_holds_no_secret(small_copy):
    build(load_course(small_copy))
    stub = small_copy / "assignments" / ID / "small.py"
    stub.write_text("a solution that somebody has tried out")
    course = load_course(small_copy)
    tree = public_tree(course, course.assignments)
    assert {f"tests/{ID}/test_public.py", f"assignments/{ID}/hints.json"} < set(tree)
    assert f"tests/{ID}/probes.py" not in tree, "no public test uses them"
    assert not [name for name in tree if "hidden" in name or name.startswith("solutions")]
    assert b"NotImplementedError" in tree[f"assignments/{ID}/small.py"]


def test_a_students_copy_has_nothing_to_pack_for_graders(small_copy):
    course = load_course(small_copy)
    (small_copy / "solutions" / ID / "small.py").unlink()
    with pytest.raises(UsageError, match="the solutions are not here"):
        secret_tree(course, course.assignments)


def test_the_engine_is_packed_with_all_that_its_code_reads():
    names = set(engine_tree())
    assert {"pyproject.toml", "README.md", "autograder/report/templates/base.css"} < names
    assert "autograder/publish/templates/classroom.yml" in names


def test_an_archive_tells_nothing_of_when_and_where_it_was_made():
    first = tar_gz({"b": b"2", "a": b"1"})
    assert first == tar_gz({"a": b"1", "b": b"2"})
    with tarfile.open(fileobj=io.BytesIO(first)) as archive:
        members = archive.getmembers()
    assert [m.name for m in members] == ["a", "b"]
    assert {(m.mtime, m.uid, m.gid, m.uname, m.mode) for m in members} == {(0, 0, 0, "", 0o644)}
