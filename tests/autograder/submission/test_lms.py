from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from autograder.submission import Submission
from autograder.submission.lms import newest, parse_name, version_of

Tree = Callable[[Mapping[str, str | bytes]], Path]
ReadAll = Callable[..., dict[str, Submission]]


def code(value: str) -> str:
    return f"def conv1d(x):\n    return {value}\n"


CANVAS = {
    "okafortunde_12345_67890_convolution.py": code("1"),
    "okafortunde_12345_67890_convolution-1.py": code("2"),
    "okafortunde_12345_67890_convolution-10.py": code("10"),
    "parkji_LATE_222_333_convolution.py": code("3"),
    "parkji_LATE_222_333_helper.py": "y = 1\n",
    "lind_44_55_report.pdf": "no code",
    "lind_45_56_convolution_final.py": code("4"),
}
MOODLE = {
    "Tunde Okafor_123456_assignsubmission_file_/convolution.py": code("1"),
    "Ji Park_123457_assignsubmission_file_convolution.py": code("2"),
    "Ji Park_123457_assignsubmission_file_pooling.py": "x = 1\n",
    "Åsa Lind_123458_assignsubmission_file_/hw.zip": "no archive",
    "Åsa Lind_123458_assignsubmission_onlinetext_/onlinetext.html": "<p>hello</p>",
}


@pytest.fixture(params=["folder", "zip"])
def given(request: pytest.FixtureRequest, tree: Tree, tmp_path: Path) -> Callable[..., Path]:
    """The bulk download, as it came and unpacked."""

    def make(files: Mapping[str, str]) -> Path:
        root = tree(files)
        if request.param == "folder":
            return root
        return Path(shutil.make_archive(str(tmp_path / "submissions"), "zip", root))

    return make


def returned(submission: Submission) -> str:
    return submission.files["a01_convolution"]["convolution.py"].decode().split()[-1]


def test_canvas_files_of_a_student_are_one_submission_and_the_newest_wins(
    given: Callable[..., Path], read_all: ReadAll
) -> None:
    found = read_all(given(CANVAS))
    assert list(found) == ["lind_44", "lind_45", "okafortunde_12345", "parkji_222"]
    okafor = found["okafortunde_12345"]
    assert returned(okafor) == "10"
    assert any("convolution-10.py" in note for note in okafor.notes)
    assert okafor.claims == ("okafortunde", "12345")
    assert returned(found["parkji_222"]) == "3"
    assert found["lind_44"].problem
    assert returned(found["lind_45"]) == "4"
    assert any("convolution_final.py" in note for note in found["lind_45"].notes)


def test_moodle_folders_and_flat_files_are_one_submission_each(
    given: Callable[..., Path], read_all: ReadAll
) -> None:
    found = read_all(given(MOODLE))
    assert list(found) == ["Ji_Park_123457", "Tunde_Okafor_123456", "Asa_Lind_123458"]
    assert list(found["Ji_Park_123457"].files) == ["a01_convolution", "a03_pooling"]
    assert found["Tunde_Okafor_123456"].claims == ("Tunde Okafor", "Participant 123456")
    assert "hw.zip" in str(found["Asa_Lind_123458"].problem)


def test_a_zip_that_canvas_renamed_is_opened(tree: Tree, read_all: ReadAll, tmp_path: Path) -> None:
    hw = tree({"a01_convolution/convolution.py": code("7")})
    made = shutil.make_archive(str(tmp_path / "class" / "lind_LATE_44_55_hw-1"), "zip", hw)
    (tmp_path / "class" / "lind_44_55_hw.zip").write_text("the first try")
    found = read_all(Path(made).parent)
    assert returned(found["lind_44"]) == "7"


@pytest.mark.parametrize("name", ["convolution.py", "conv_1_2_x.py", "okafor_t", "a_12_x.py"])
def test_other_names_are_no_platform_names(name: str) -> None:
    assert parse_name(name) is None


@pytest.mark.parametrize(
    ("name", "base", "version"),
    [
        ("convolution-2.py", "convolution.py", 2),
        ("Convolution (3).py", "Convolution.py", 3),
        ("convolution_v4.ipynb", "convolution.ipynb", 4),
        ("convolution.py", "convolution.py", 0),
        ("conv2d.py", "conv2d.py", 0),
    ],
)
def test_versions_are_read_from_names(name: str, base: str, version: int) -> None:
    assert version_of(name) == (base, version)


def test_numbered_parts_are_not_versions_of_each_other() -> None:
    assert set(newest(["part-1.py", "part-2.py"], ["convolution.py"])) == {"part-1.py", "part-2.py"}
