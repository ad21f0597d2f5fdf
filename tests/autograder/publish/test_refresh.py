"""An exported folder: refused where it is not ours, refreshed where it is, never half known."""

from __future__ import annotations

import json
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from autograder.errors import UsageError
from autograder.publish import refresh as module
from autograder.publish.engine import inside
from autograder.publish.refresh import RECORD, refresh

KIND = "a-kind"


def files(**texts):
    """Paths with "__" for "/" and ".txt" to add -> files."""
    return {
        PurePosixPath(f"{name.replace('__', '/')}.txt"): text.encode()
        for name, text in texts.items()
    }


def paths(found):
    return [path.as_posix() for path in found]


def tree(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in found
        if path.name != RECORD.name
    }


FIRST = files(a="1", deep__er__b="2", deep__c="3")


@pytest.fixture
def out(tmp_path):
    """A folder that holds an export."""
    assert len(refresh(tmp_path / "out", FIRST, KIND).written) == 3
    return tmp_path / "out"


def test_writes_all_and_then_nothing(out):
    assert tree(out) == {"a.txt": "1", "deep/er/b.txt": "2", "deep/c.txt": "3"}
    record = (out / RECORD).read_bytes()
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    again = refresh(out, FIRST, KIND)
    assert not (again.written or again.removed or again.kept or again.outdated)
    assert (out / RECORD).read_bytes() == record
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == stamps


def test_what_is_not_made_any_more_goes_with_its_folders(out):
    (out / "deep" / "mine").write_text("mine")
    done = refresh(out, files(a="new", d="4"), KIND)
    assert paths(done.written) == ["a.txt", "d.txt"]
    assert paths(done.removed) == ["deep/c.txt", "deep/er/b.txt"]
    assert tree(out) == {"a.txt": "new", "d.txt": "4", "deep/mine": "mine"}
    assert not (out / "deep" / "er").exists()


def test_changed_file_is_kept_and_a_newer_version_told_once(out):
    (out / "a.txt").write_text("mine")
    same = refresh(out, FIRST, KIND)
    assert (paths(same.kept), paths(same.outdated)) == (["a.txt"], [])
    newer = refresh(out, FIRST | files(a="new"), KIND)
    assert (paths(newer.kept), paths(newer.outdated)) == ([], ["a.txt"])
    again = refresh(out, FIRST | files(a="new"), KIND)
    assert (paths(again.kept), paths(again.outdated)) == (["a.txt"], [])
    assert (out / "a.txt").read_text() == "mine"
    (out / "a.txt").unlink()
    assert paths(refresh(out, FIRST | files(a="new"), KIND).written) == ["a.txt"]


def test_changed_file_that_is_not_made_any_more_is_kept_and_then_not_ours(out):
    (out / "a.txt").write_text("mine")
    assert paths(refresh(out, {}, KIND).kept) == ["a.txt"]
    assert tree(out) == {"a.txt": "mine"}
    assert paths(refresh(out, FIRST, KIND).outdated) == ["a.txt"]


def test_file_that_was_there_before_is_not_overwritten(out):
    (out / "new.txt").write_text("mine")
    assert paths(refresh(out, FIRST | files(new="ours"), KIND).outdated) == ["new.txt"]
    (out / "new.txt").write_text("ours")
    assert not refresh(out, FIRST | files(new="ours"), KIND).outdated
    assert paths(refresh(out, FIRST | files(new="ours 2"), KIND).written) == ["new.txt"]


def test_git_is_not_touched(tmp_path):
    git = tmp_path / "out" / ".git" / "config"
    git.parent.mkdir(parents=True)
    git.write_text("mine")
    refresh(tmp_path / "out", FIRST, KIND)
    refresh(tmp_path / "out", {}, KIND)
    assert tree(tmp_path / "out") == {".git/config": "mine"}


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "a.txt", "folder/"])
def test_folder_with_something_else_is_refused(tmp_path, name):
    path = tmp_path / name
    path.mkdir() if name.endswith("/") else path.write_text("mine")
    before = tree(tmp_path)
    with pytest.raises(UsageError, match=r"not empty: it holds '.*Nothing was touched"):
        refresh(tmp_path, FIRST, KIND)
    assert tree(tmp_path) == before and not (tmp_path / RECORD).exists()


def test_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        refresh(tmp_path / "file", FIRST, KIND)


@pytest.mark.parametrize("name", ["deep", "deep/er"])
def test_nothing_is_written_through_a_link(out, tmp_path, name):
    elsewhere = tmp_path / "elsewhere"
    (out / name).rename(elsewhere)
    (out / name).symlink_to(elsewhere)
    before = tree(elsewhere)
    with pytest.raises(UsageError, match="no folder of its own"):
        refresh(out, FIRST | files(a="new", deep__c="new", deep__er__b="new"), KIND)
    assert tree(elsewhere) == before and (out / "a.txt").read_text() == "1"


def test_link_in_the_place_of_a_file_is_kept(out, tmp_path):
    (tmp_path / "elsewhere").write_text("1")
    (out / "a.txt").unlink()
    (out / "a.txt").symlink_to(tmp_path / "elsewhere")
    assert paths(refresh(out, FIRST | files(a="new"), KIND).outdated) == ["a.txt"]
    refresh(out, {}, KIND)
    assert (tmp_path / "elsewhere").read_text() == "1" and (out / "a.txt").is_symlink()


def test_folder_in_the_place_of_a_file_is_refused(out):
    (out / "a.txt").unlink()
    (out / "a.txt").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        refresh(out, FIRST | files(deep__c="new"), KIND)
    assert (out / "deep" / "c.txt").read_text() == "3"


NAMES = ["../mine.txt", "/etc/mine", "a/../../mine.txt", "..\\mine.txt", "C:/mine", ".git/config"]
NAMES += [".GIT/config", "", ".", "./mine.txt", "a//b", "a\0b"]


@pytest.mark.parametrize("name", NAMES)
def test_record_that_leads_elsewhere_is_refused(out, name):
    mine = out.parent / "mine.txt"
    mine.write_text("1")
    record = json.loads((out / RECORD).read_text())
    record["files"][name] = record["files"]["a.txt"]
    (out / RECORD).write_text(json.dumps(record))
    with pytest.raises(UsageError, match="not the record"):
        refresh(out, {}, KIND)
    assert mine.exists() and len(tree(out)) == 3


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"export": "other-kind", "files": {}}', "\xff", '{"export": "a-kind"']
)
def test_record_that_cannot_be_used_is_refused(out, text):
    (out / RECORD).write_text(text, encoding="latin-1")
    with pytest.raises(UsageError, match="not the record"):
        refresh(out, FIRST, KIND)
    assert len(tree(out)) == 3


@pytest.mark.parametrize("writes", range(7))
def test_interrupted_at_any_file_it_is_taken_up_again(out, monkeypatch, writes):
    newer = files(a="new", deep__c="new", deep__er__d="new", e="new")
    real, count = module.write_atomic, 0

    def stop(path, data):
        nonlocal count
        count += 1
        if count > writes:
            raise KeyboardInterrupt
        real(path, data)

    monkeypatch.setattr(module, "write_atomic", stop)
    try:
        refresh(out, newer, KIND)
    except KeyboardInterrupt:
        assert writes < 6  # the record, four files, the record
    monkeypatch.undo()
    done = refresh(out, newer, KIND)
    assert not (done.kept or done.outdated)
    assert tree(out) == {p.as_posix(): data.decode() for p, data in newer.items()}


def test_first_export_that_was_interrupted_is_taken_up_again(tmp_path, monkeypatch):
    real = module.write_atomic

    def stop(path, data):
        if path.name == "c.txt":
            raise OSError("the disk is full")
        real(path, data)

    monkeypatch.setattr(module, "write_atomic", stop)
    with pytest.raises(OSError, match="full"):
        refresh(tmp_path, FIRST, KIND)
    monkeypatch.undo()
    assert not refresh(tmp_path, FIRST, KIND).outdated
    assert len(tree(tmp_path)) == 3


def test_paths_have_slashes_on_every_system():
    windows = PureWindowsPath(r"C:\course\assignments\a01_small\small.py")
    found = inside(windows, PureWindowsPath(r"c:\Course"))
    assert found == PurePosixPath("assignments/a01_small/small.py")
    assert found.parts == ("assignments", "a01_small", "small.py")
