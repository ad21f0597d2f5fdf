from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.course import Course
from autograder.submission import Part, Source, Submission, read

Tree = Callable[[Mapping[str, str | bytes]], Path]
ReadOne = Callable[[Path], Submission]
CODE = "def conv1d(x):\n    return x\n"
STUB = "def conv1d(x):\n    raise NotImplementedError\n"


@pytest.fixture
def hand_in(tree: Tree, course: Course, tmp_path: Path) -> Callable[..., Submission]:
    """Read a folder with these files, and no others, as one submission."""

    def go(files: Mapping[str, str | bytes], course: Course = course) -> Submission:
        shutil.rmtree(tmp_path / "given", ignore_errors=True)
        return read(Source("s", "s", (Part(tree(files)),)), course)

    return go


HandIn = Callable[..., Submission]


def names(submission: Submission) -> dict[str, list[str]]:
    return {id_: sorted(files) for id_, files in submission.files.items()}


@pytest.mark.parametrize(
    "others",
    [
        ["a01_convolution/convolution.py", "convolution.py", "old/convolution.py"],
        ["convolution.py", "copies/deep/convolution.py"],
        ["convolution.py", "convolution.ipynb", "convolution (2).py", "convolution_old.py"],
    ],
)
def test_the_best_placed_file_is_graded(hand_in: HandIn, others: list[str]) -> None:
    files = dict.fromkeys(others, STUB)
    files[others[0]] = CODE
    assert hand_in(files).files["a01_convolution"]["convolution.py"].decode() == CODE


def test_the_assignments_folder_comes_first(hand_in: HandIn) -> None:
    best = "assignments/a01_convolution/convolution.py"
    found = hand_in(
        {best: CODE, "a01_convolution/convolution.py": STUB, "tests/convolution.py": ""}
    )
    assert found.files["a01_convolution"]["convolution.py"].decode() == CODE
    assert any(best in note and "not graded" in note for note in found.notes)


@pytest.mark.parametrize(
    "name",
    [
        *("convolution-1.py", "Convolution (2).py", "convolution_final.py", "CONVOLUTION.PY"),
        *("smith_12_34_convolution.py", "hw1-convolution-okafor.py", "src/a/Convolution.py"),
    ],
)
def test_a_renamed_file_is_taken_with_a_note_of_both_names(hand_in: HandIn, name: str) -> None:
    found = hand_in({name: CODE, "readme.md": ""})
    assert names(found) == {"a01_convolution": ["convolution.py"]}
    assert any(name in note and "convolution.py" in note for note in found.notes)


def test_of_renamed_files_the_newest_version_is_taken(hand_in: HandIn) -> None:
    found = hand_in({"convolution-2.py": STUB, "convolution-10.py": CODE, "convolution-9.py": STUB})
    assert found.files["a01_convolution"]["convolution.py"].decode() == CODE
    assert any("convolution-9.py" in note for note in found.notes)


@pytest.mark.parametrize("name", ["test_convolution.py", "conftest.py", "deconvolution.py"])
def test_what_only_resembles_the_file_is_not_taken(hand_in: HandIn, name: str) -> None:
    assert hand_in({name: "x = 1\n"}).problem


def test_a_lone_file_of_any_name_goes_where_its_functions_belong(hand_in: HandIn) -> None:
    found = hand_in({"hw.py": "def max_pool(x):\n    return x\n"})
    assert names(found) == {"a03_pooling": ["pooling.py"]}
    assert hand_in({"hw.py": "def max_pool(x): pass\ndef pad(x): pass\n"}).problem


def test_a_lone_file_is_taken_where_there_is_one_assignment(
    hand_in: HandIn, lone_course: Course
) -> None:
    found = hand_in({"hw.py": "def broken(:\n"}, lone_course)
    assert names(found) == {"a01_convolution": ["convolution.py"]}


def test_two_assignments_in_one_folder_are_both_found(hand_in: HandIn) -> None:
    found = hand_in({"convolution.py": CODE, "pooling.py": "import convolution\n"})
    assert names(found) == {
        "a01_convolution": ["convolution.py"],
        "a03_pooling": ["pooling.py"],
    }


def test_another_assignments_folder_keeps_its_files(hand_in: HandIn) -> None:
    found = hand_in({"a03_pooling/pooling.py": "x = 1\n", "a03_pooling/convolution.py": CODE})
    assert list(found.files) == ["a03_pooling"]


def test_imported_helpers_come_along_and_nothing_else(hand_in: HandIn) -> None:
    found = hand_in(
        {
            "a01_convolution/convolution.py": "from helper import f\nimport numpy, gone\n" + CODE,
            "a01_convolution/helper.py": "import deeper\n",
            "a01_convolution/deeper.py": "import convolution\n",
            "a01_convolution/unused.py": "x = 1\n",
            "a01_convolution/pytest.ini": "[pytest]\n",
            "a01_convolution/evil.pth": "import os\n",
            "gone.py": "x = 1\n",
        }
    )
    assert names(found) == {"a01_convolution": ["convolution.py", "deeper.py", "helper.py"]}


@pytest.mark.parametrize(
    "name", ["conftest", "numpy", "random", "torch", "sitecustomize", "pytest"]
)
def test_modules_that_would_hide_a_library_stay_behind(hand_in: HandIn, name: str) -> None:
    found = hand_in({"convolution.py": f"import {name}\n{CODE}", f"{name}.py": "x = 1\n"})
    assert names(found) == {"a01_convolution": ["convolution.py"]}
    assert any(f"{name}.py" in note for note in found.notes)


def test_helpers_are_bounded_in_number_and_size(hand_in: HandIn) -> None:
    many = {f"h{n}.py": f"import h{n + 1}\n" for n in range(60)}
    found = hand_in({"convolution.py": "import h0, big, huge\n", **many})
    assert len(found.files["a01_convolution"]) <= 21
    sizes = {"big.py": b"#" * 1_000_000, "huge.py": b"#" * 1_100_000, "big2.py": b"#" * 1_000_000}
    found = hand_in({"convolution.py": "import big, huge, big2, big3\n", **sizes})
    assert names(found)["a01_convolution"] == ["big.py", "big2.py", "convolution.py"]
    assert any("huge.py is larger than 1 MB" in note for note in found.notes)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"x = 1\0", "NUL"),
        (b"#" * (1 << 20) + b"#", "larger than 1 MB"),
    ],
)
def test_an_unreadable_file_is_its_assignments_problem_alone(
    hand_in: HandIn, data: bytes, said: str
) -> None:
    found = hand_in({"convolution.py": data, "pooling.py": "x = 1\n"})
    assert found.problem is None
    assert list(found.files) == ["a03_pooling"]
    assert said in found.file_problems["a01_convolution"]


def test_a_notebook_becomes_the_file(hand_in: HandIn) -> None:
    cells = [{"cell_type": "code", "source": ["%pip install x\n", "def conv1d(x): return x"]}]
    found = hand_in({"a01_convolution/convolution.ipynb": json.dumps({"cells": cells})})
    source = found.files["a01_convolution"]["convolution.py"].decode()
    assert "\n# %pip install x\ndef conv1d" in source
    broken = hand_in({"convolution.ipynb": "not JSON", "pooling.py": "x = 1\n"})
    assert "notebook" in broken.file_problems["a01_convolution"]


def test_links_on_disk_are_refused_and_said(tree: Tree, read_one: ReadOne, tmp_path: Path) -> None:
    root = tree({"pooling.py": "x = 1\n"})
    (tmp_path / "secret.py").write_text(CODE)
    (root / "convolution.py").symlink_to(tmp_path / "secret.py")
    (root / "all").symlink_to("/")
    found = read_one(root)
    assert list(found.files) == ["a03_pooling"]
    assert "is a link" in found.file_problems["a01_convolution"]
    assert any("Links are not followed" in note and "all" in note for note in found.notes)


def test_a_pipe_is_never_opened(tree: Tree, read_one: ReadOne) -> None:
    root = tree({"pooling.py": "x = 1\n"})
    os.mkfifo(root / "convolution.py")
    assert "pipe" in read_one(root).file_problems["a01_convolution"]


def test_a_file_without_permission_is_a_problem(tree: Tree, read_one: ReadOne) -> None:
    root = tree({"convolution.py": CODE, "pooling.py": "x = 1\n"})
    (root / "convolution.py").chmod(0)
    found = read_one(root)
    if os.geteuid() == 0:  # root may read everything
        assert list(found.files) == ["a01_convolution", "a03_pooling"]
    else:
        assert "Permission denied" in found.file_problems["a01_convolution"]


def test_a_source_that_vanished_is_a_problem(course: Course, tmp_path: Path) -> None:
    assert read(Source("s", "s", (Part(tmp_path / "gone.py"),)), course).problem
    assert read(Source("s", "s", (Part(tmp_path / "gone.zip"),)), course).problem


def test_the_newest_time_of_the_graded_files_counts(tree: Tree, read_one: ReadOne) -> None:
    root = tree({"convolution.py": "import helper\n", "helper.py": "x = 1\n", "later.txt": ""})
    os.utime(root / "convolution.py", (1_600_000_000, 1_600_000_000))
    os.utime(root / "helper.py", (1_700_000_000, 1_700_000_000))
    assert read_one(root).submitted_at == datetime.fromtimestamp(1_700_000_000, UTC)


def test_the_digest_depends_on_what_is_graded_alone(tree: Tree, read_one: ReadOne) -> None:
    root = tree({"convolution.py": CODE, "notes.txt": "a"})
    first = read_one(root).digest
    os.utime(root / "convolution.py", (1, 1))
    (root / "notes.txt").write_text("b")
    assert read_one(root.rename(root.with_name("renamed"))).digest == first
    (root.with_name("renamed") / "convolution.py").write_text(CODE + "#\n")
    assert read_one(root.with_name("renamed")).digest != first


def test_junk_beside_the_file_costs_little(tree: Tree, read_one: ReadOne) -> None:
    root = tree({"convolution.py": CODE, "junk/": ""})
    for number in range(30_000):
        (root / "junk" / f"{number}.txt").touch()
    start = time.perf_counter()
    assert read_one(root).files
    assert time.perf_counter() - start < 2.0
    for number in range(30_000, 50_001):
        (root / "junk" / f"{number}.txt").touch()
    assert "50,000 files" in str(read_one(root).problem)


def test_very_deep_folders_do_no_harm(tree: Tree, read_one: ReadOne) -> None:
    root = tree({"convolution.py": CODE})
    here = os.getcwd()
    os.chdir(root)
    try:
        for _ in range(600):  # longer than a path may be
            os.mkdir("deeper")
            os.chdir("deeper")
    finally:
        os.chdir(here)
    assert read_one(root).files


@given(
    files=st.dictionaries(
        st.sampled_from(["convolution.py", "pooling.py", "convolution.ipynb", "h.py", "a.zip"]),
        st.binary(max_size=80) | st.just(b"import h\n"),
        min_size=1,
    )
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_reading_never_raises(
    files: dict[str, bytes], course: Course, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("any")
    for name, data in files.items():
        (root / name).write_bytes(data)
    found = read(Source("s", "s", (Part(root),)), course)
    assert bool(found.problem) != bool(found.files or found.file_problems)
    for sources in found.files.values():
        assert all("\0" not in data.decode("utf-8") for data in sources.values())
