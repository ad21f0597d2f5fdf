"""The commands of docs/gradescope.md and docs/canvas_moodle.md, and what they leave behind."""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from containers import ENVIRONMENT, ROOT, autograder

pytestmark = pytest.mark.slow

REFERENCE = (ROOT / "solutions/a03_pooling/pooling.py").read_text()
STUB = (ROOT / "assignments/a03_pooling/pooling.py").read_text()
WRONG = REFERENCE.replace("def global_avg_pool2d(", "def global_avg_pool2d(*_):\n    pass\ndef _(")
WORK = {"ada": REFERENCE, "bo": WRONG, "cy": STUB}
GRADEBOOK = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Pooling (123),Homework 3 (124),Total\r\n"
    "    Points Possible,,,,,40,10,(read only)\r\n"
    '"Adams, Ada",11,s11,ada@uni.edu,"CNN, spring",,,12.5\r\n'
    '"Berg, Bo",12,s12,bo@uni.edu,"CNN, spring",3,EX,\r\n'
    '"Cruz, Cy",13,s13,cy@uni.edu,"CNN, spring",,,\r\n'
    '"Dahl, Di",14,s14,di@uni.edu,"CNN, spring",,,\r\n'
)
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\n'
    '"Participant 901","Ada Adams",ada@uni.edu,"Submitted, late",,40.00,Yes,"Mo, 1",-,\n'
    '"Participant 902","Bo Berg",bo@uni.edu,"Submitted",,40.00,Yes,"Mo, 2",-,"Well, well"\n'
    '"Participant 903","Cy Cruz",cy@uni.edu,"Submitted",,40.00,Yes,"Mo, 2",-,\n'
    '"Participant 904","Di Dahl",di@uni.edu,"No submission",,40.00,Yes,-,-,\n'
)
DUTCH = {"Identifier": "Identificatie", "Grade": "Cijfer", "Maximum Grade": "Maximumcijfer"}


def commands(page: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^```bash\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def run(line: str, folder: Path) -> str:
    """What a command says that ends well; an excused student has no place for a mark: 1."""
    done = subprocess.run(
        shlex.split(line), cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=200
    )
    assert done.returncode == ("Homework" in line), f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def workplace(tmp_path_factory) -> Path:
    """A course of one assignment, and a class of four as two platforms hand it out."""
    folder = tmp_path_factory.mktemp("platforms") / "course"
    for name in ("assignments", "solutions", "tests"):
        ignore = shutil.ignore_patterns("__pycache__")
        place = f"{name}/a03_pooling"
        shutil.copytree(ROOT / place, folder / place, ignore=ignore)
    (folder / "submissions").mkdir()
    ids = {"ada": 11, "bo": 12, "cy": 13}
    for name, source in WORK.items():
        (folder / "submissions" / f"x{name}_{ids[name]}_55{ids[name]}_pooling.py").write_text(
            source
        )
    with zipfile.ZipFile(folder / "moodle_download.zip", "w") as download:
        for number, (name, source) in enumerate(WORK.items(), 901):
            download.writestr(f"{name}_{number}_assignsubmission_file_/pooling.py", source)
    (folder / "gradebook.csv").write_bytes(GRADEBOOK.encode())
    (folder / "worksheet.csv").write_text(WORKSHEET)
    header, rest = WORKSHEET.split("\n", 1)
    dutch = ",".join(DUTCH.get(title, title) for title in header.split(","))
    (folder / "werkblad.csv").write_text(f"{dutch}\n{rest}")
    return folder


@pytest.fixture(scope="module")
def said(workplace) -> dict[str, str]:
    """Each command of the page -> what it said."""
    return {line: run(line, workplace) for line in commands("canvas_moodle.md")}


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def differences(before: Path, after: Path) -> dict[tuple[int, int], str]:
    """(row, column) -> what stands there now, of every cell that changed."""
    old, new = rows(before), rows(after)
    assert [len(row) for row in old] == [len(row) for row in new]
    return {
        (i, j): new[i][j]
        for i, row in enumerate(old)
        for j, cell in enumerate(row)
        if cell != new[i][j]
    }


def test_the_gradebook_is_filled_as_the_page_says(workplace, said):
    text = run(next(line for line in said if line.endswith("--out canvas.csv")), workplace)
    assert "3 marks into column 'Pooling (123)', 1 of them in place of another" in text
    assert "1 row without a mark of this run, left as they are: Dahl, Di" in text
    changed = differences(workplace / "gradebook.csv", workplace / "canvas.csv")
    assert changed == {(2, 5): "40", (3, 5): "38", (4, 5): "0"}
    old, new = ((workplace / n).read_bytes() for n in ("gradebook.csv", "canvas.csv"))
    again = new.replace(b'spring",40,', b'spring",,').replace(b'spring",38,', b'spring",3,')
    assert again.replace(b'spring",0,', b'spring",,') == old


def test_another_column_has_its_own_scale_and_excused_stays(workplace, said):
    line = next(line for line in said if "Homework" in line)
    text = run(line, workplace)
    assert "scaled: 40 points here, 10 there" in text
    assert "excused in Canvas" in text
    changed = differences(workplace / "gradebook.csv", workplace / "canvas.csv")
    assert changed == {(2, 6): "10", (4, 6): "0"}


def test_the_worksheet_is_filled_as_the_page_says(workplace, said):
    line = next(line for line in said if "worksheet.csv --out moodle.csv" in line)
    assert "3 marks into the worksheet" in run(line, workplace)
    changed = differences(workplace / "worksheet.csv", workplace / "moodle.csv")
    assert {place: text for place, text in changed.items() if place[1] == 4} == {
        (1, 4): "40",
        (2, 4): "38",
        (3, 4): "0",
    }
    assert {place for place in changed if place[1] == 9} == {(1, 9), (3, 9)}
    assert changed[1, 9].startswith("<p><strong>Autograder:</strong> Pooling: 40 / 40 points</p>")


def test_a_worksheet_in_another_language_is_filled_by_the_titles_that_are_said(workplace, said):
    line = next(line for line in said if "werkblad" in line)
    run(line, workplace)
    changed = differences(workplace / "werkblad.csv", workplace / "moodle.csv")
    assert changed[1, 4] == "40"


def test_a_grader_fault_and_a_damaged_result_are_named_and_left_out(workplace, said, tmp_path):
    shutil.copytree(workplace / "grades" / "results", tmp_path / "results")
    first, second, _ = sorted((tmp_path / "results").glob("*.json"))
    first.write_text(first.read_text().replace('"fault": null', '"fault": "the disk is full"'))
    second.write_text("{")
    arguments = ("export", "canvas", "--grades", tmp_path, "--roster", workplace / "gradebook.csv")
    out = ("--out", tmp_path / "canvas.csv", "--course", workplace)
    done = autograder(*arguments, *out)
    assert done.returncode == 1, done.stderr
    assert f"{first.stem}: not entered: grader fault: the disk is full" in done.stdout
    assert f"{second.stem}: not entered: " in done.stdout
    assert "no result document" in done.stdout
    assert len(differences(workplace / "gradebook.csv", tmp_path / "canvas.csv")) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--roster", "gradebook.csv", "--out", "gradebook.csv"), "is never changed"),
        (("--roster", "missing.csv", "--out", "x.csv"), "cannot be read"),
        (("--roster", "worksheet.csv", "--out", "x.csv"), "no gradebook of Canvas"),
        (("--roster", "submissions", "--out", "x.csv"), "cannot be read"),
        (("--roster", "gradebook.csv", "--out", "x.csv", "--column", "Poling"), "Pooling (123)"),
        (("--roster", "gradebook.csv", "--out", "x.csv", "--assignment", "a99"), "a99"),
        (("--roster", "gradebook.csv", "--out", "x.csv", "--grades", "tests"), "No results"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence_and_nothing_is_written(
    workplace, said, arguments, says
):
    before = (workplace / "gradebook.csv").read_bytes()
    grades = () if "--grades" in arguments else ("--grades", "grades")
    done = autograder("export", "canvas", *grades, *arguments, cwd=workplace)
    assert done.returncode == 2, done.stdout
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not (workplace / "x.csv").exists()
    assert (workplace / "gradebook.csv").read_bytes() == before


def test_the_commands_for_gradescope_run(workplace):
    for line in commands("gradescope.md"):
        assert "Autograder points to set on Gradescope: 40" in run(line, workplace)
    with zipfile.ZipFile(workplace / "a03_pooling.zip") as opened:
        assert b'"process"' in opened.read("settings.json")
