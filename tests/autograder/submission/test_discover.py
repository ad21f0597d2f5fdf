from __future__ import annotations

import os
import shutil
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.errors import UsageError
from autograder.submission import Submission, discover

Tree = Callable[[Mapping[str, str | bytes]], Path]
ReadAll = Callable[..., dict[str, Submission]]
CODE = "def conv1d(x):\n    return x\n"

CLASS = {
    "okafor_t/convolution.py": CODE,
    "park_j/a01_convolution/convolution.py": CODE,
    "lind_a/assignments/a01_convolution/convolution.py": CODE,
    "roster.csv": "id,name\n",
    ".DS_Store": "",
    "__MACOSX/._okafor_t": "",
}
IDS = ["lind_a", "okafor_t", "park_j"]


def pack(folder: Path, kind: str) -> Path:
    """An archive of a folder, with the folder in it."""
    name = str(folder.with_name("class"))
    return Path(shutil.make_archive(name, kind, folder.parent, folder.name))


def convolution(submission: Submission) -> str:
    return submission.files["a01_convolution"]["convolution.py"].decode()


def test_a_folder_of_folders_is_a_class(tree: Tree, read_all: ReadAll) -> None:
    found = read_all(tree(CLASS))
    assert list(found) == IDS
    assert {convolution(s) for s in found.values()} == {CODE}
    assert found["okafor_t"].origin == "okafor_t"


@pytest.mark.parametrize("kind", ["zip", "tar", "gztar", "bztar", "xztar"])
def test_an_archive_of_a_class_reads_like_its_folder(
    tree: Tree, read_all: ReadAll, kind: str
) -> None:
    folder = tree(CLASS)
    found = read_all(pack(folder, kind))
    assert list(found) == IDS
    assert [s.digest for s in found.values()] == [s.digest for s in read_all(folder).values()]


@pytest.mark.parametrize("outer", ["folder", "zip", "gztar"])
def test_a_class_of_archives_files_and_notebooks_is_read(
    tree: Tree, read_all: ReadAll, course: Course, outer: str
) -> None:
    cell = '{"cells": [{"cell_type": "code", "source": "def conv1d(x): return x"}]}'
    root = tree({"berg_k_convolution.ipynb": cell, "diaz_m_convolution.py": CODE})
    hw = tree({"../hw/convolution.py": CODE}).parent / "hw"
    for name, kind in (("okafor_t", "zip"), ("park_j", "gztar")):
        shutil.make_archive(str(root / name), kind, hw)
    found = read_all(root if outer == "folder" else pack(root, outer))
    assert list(found) == ["berg_k_convolution", "diaz_m_convolution", "okafor_t", "park_j"]
    assert all("a01_convolution" in s.files for s in found.values())
    assert "berg_k" in found["berg_k_convolution"].claims


@pytest.mark.parametrize(
    "path",
    [
        "convolution.py",
        "a01_convolution/convolution.py",
        "assignments/a01_convolution/convolution.py",
    ],
)
def test_a_folder_that_holds_the_file_is_one_submission(
    tree: Tree, read_all: ReadAll, path: str
) -> None:
    root = tree({path: CODE, "notes/readme.py": "x = 1\n", "data/a.csv": "1\n"})
    assert list(read_all(root)) == ["given"]
    assert list(read_all(pack(root, "zip"))) == ["class"]


def test_an_own_archive_with_data_archives_is_one_submission(tree: Tree, read_all: ReadAll) -> None:
    root = tree({"convolution.py": CODE, "a.zip": "x", "b.zip": "x"})
    assert list(read_all(root)) == ["given"]
    assert list(read_all(pack(root, "zip"))) == ["class"]


def test_a_stray_stub_does_not_turn_a_class_into_one_submission(
    tree: Tree, read_all: ReadAll
) -> None:
    found = read_all(tree({**CLASS, "convolution.py": CODE}))
    assert set(IDS) < set(found)


def test_a_class_folder_inside_a_folder_is_found(tree: Tree, read_all: ReadAll) -> None:
    root = tree({f"submissions/{name}": text for name, text in CLASS.items()})
    assert list(read_all(root)) == IDS


def test_nbgrader_folders_are_read(tree: Tree, read_all: ReadAll) -> None:
    root = tree(
        {
            f"{student}/{id_}/{file}": "x = 1\n"
            for student in ("bitdiddle", "hacker")
            for id_, file in (
                ("a01_convolution", "convolution.py"),
                ("a03_pooling", "pooling.py"),
                ("a03_pooling", "timestamp.txt"),
            )
        }
    )
    found = read_all(root)
    assert list(found) == ["bitdiddle", "hacker"]
    assert list(found["hacker"].files) == ["a01_convolution", "a03_pooling"]


def test_single_files_are_submissions(tree: Tree, read_all: ReadAll) -> None:
    root = tree({"okafor.py": CODE, "nothing.py": "x = 1\n"})
    assert convolution(read_all(root / "okafor.py")["okafor"]) == CODE
    assert read_all(root / "nothing.py")["nothing"].problem


def test_an_empty_folder_and_a_wrong_file_type_are_problems_not_losses(
    tree: Tree, read_all: ReadAll
) -> None:
    found = read_all(tree({**CLASS, "empty/": "", "essay.pdf": "x", "packed.rar": "Rar!"}))
    assert "empty" in str(found["empty"].problem)
    assert "No file of an assignment" in str(found["essay"].problem)
    assert "Hand in a .zip" in str(found["packed"].problem)
    assert convolution(found["okafor_t"]) == CODE


def test_an_empty_folder_in_a_class_archive_is_a_problem(tree: Tree, read_all: ReadAll) -> None:
    found = read_all(pack(tree({**CLASS, "lin/": "", "linde/x.pdf": ""}), "zip"))
    assert "is empty" in str(found["lin"].problem)
    assert "No file of an assignment" in str(found["linde"].problem)


def test_links_pipes_and_devices_in_a_class_are_never_opened(
    tree: Tree, read_all: ReadAll, tmp_path: Path
) -> None:
    root = tree(CLASS)
    (tmp_path / "secret.py").write_text(CODE)
    (root / "linked").symlink_to("/etc", target_is_directory=True)
    (root / "linked_file.py").symlink_to(tmp_path / "secret.py")
    os.mkfifo(root / "pipe.py")
    os.mkfifo(root / "okafor_t" / "helper.py")
    found = read_all(root)
    for name in ("linked", "linked_file", "pipe"):
        assert found[name].files == {}
        assert "is a" in str(found[name].problem)
    assert convolution(found["okafor_t"]) == CODE


def test_odd_names_get_safe_ids_and_readable_origins(tree: Tree, read_all: ReadAll) -> None:
    names = ["new\nline", "::notice::x", "..hidden", "a" * 250, "=cmd()", "<script>", "e\u0301"]
    root = tree({f"{name}/convolution.py": CODE for name in names})
    os.makedirs(os.fsencode(root) + b"/\xff\xfe")
    (root / os.fsdecode(b"\xff\xfe") / "convolution.py").write_text(CODE)
    found = read_all(root)
    assert len(found) == len(names)  # "..hidden" is a hidden folder, \xff\xfe is one more
    for id_, submission in found.items():
        assert id_.replace("_", "a").replace("-", "a").isalnum()
        assert submission.origin.isprintable()
        assert submission.origin.encode("utf-8")
        assert convolution(submission) == CODE


def test_names_that_give_one_id_are_told_apart_for_good(tree: Tree, read_all: ReadAll) -> None:
    root = tree({f"{name}/convolution.py": CODE for name in ("okafor t", "okafor_t", "Okafor_T")})
    first, second = read_all(root), read_all(root)
    assert len(first) == 3
    assert list(first) == list(second)
    assert {s.origin for s in first.values()} == {"okafor t", "okafor_t", "Okafor_T"}


def test_a_path_given_twice_is_read_once(tree: Tree, read_all: ReadAll) -> None:
    root = tree(CLASS)
    assert list(read_all(root, root, root / "okafor_t")) == IDS


def test_equal_names_in_two_paths_are_two_submissions(tree: Tree, read_all: ReadAll) -> None:
    root = tree({"a/okafor_t/convolution.py": CODE, "b/okafor_t/convolution.py": CODE})
    assert len(read_all(root / "a", root / "b")) == 2


def test_nothing_to_grade_is_a_usage_error(tree: Tree, course: Course, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        discover([tmp_path / "missing"], course)
    with pytest.raises(UsageError, match="No submissions"):
        discover([tree({"notes.txt": ""})], course)


def test_a_thousand_folders_are_discovered_in_a_second(tree: Tree, course: Course) -> None:
    root = tree({f"s{n:04}/convolution.py": CODE for n in range(1000)})
    start = time.perf_counter()
    assert len(discover([root], course)) == 1000
    assert time.perf_counter() - start < 1.0


def test_a_class_zip_of_a_thousand_is_read_in_seconds(tmp_path: Path, read_all: ReadAll) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for number in range(1000):
            for file in ("convolution.py", "a.txt", "b.png"):
                archive.writestr(f"s{number:04}/{file}", CODE)
    start = time.perf_counter()
    found = read_all(tmp_path / "class.zip")
    assert len(found) == 1000
    assert all(s.files for s in found.values())
    assert time.perf_counter() - start < 5.0


def test_lone_student_with_a_whole_course_is_one_submission(course: Course, tree: Tree):
    files = {
        "okafor_t/a01_convolution/convolution.py": CODE,
        "okafor_t/solutions/a01_convolution/convolution.py": CODE,
    }
    assert [source.id for source in discover([tree(files)], course)] == ["okafor_t"]
