"""The zip for Gradescope, laid out and run as Gradescope does."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from containers import ENVIRONMENT, ROOT, SMALL, autograder, make_container

from autograder.commands import gradescope as command
from autograder.sandbox.isolation import Level, available
from autograder.sandbox.isolation.probe import LevelReport, Report

REFERENCE = (SMALL / "solutions/a01_small/small.py").read_text()
STUB = (SMALL / "assignments/a01_small/small.py").read_text()
PARTIAL = REFERENCE.replace("image[:, ::-1].copy()", "image[::-1].copy()")
POINTS = {"output_size": 2.0, "mirror": 4.0, "Accumulator": 4.0}


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("gradescope") / "small.zip"
    done = autograder("export", "gradescope", "a01_small", out, "--course", SMALL)
    assert done.returncode == 0, done.stderr
    assert "Autograder points to set on Gradescope: 10" in done.stdout
    return out


@pytest.fixture(scope="module")
def container(archive):
    """Not below pytest's folder, which is closed to others: here nothing but the wall holds."""
    with tempfile.TemporaryDirectory(prefix="gradescope-") as folder:
        Path(folder).chmod(0o755)
        yield make_container(Path(folder) / "autograder", archive)


def scores(document: dict) -> dict[str, float]:
    return {re.search(r"\((\w+)\)", t["name"])[1]: t["score"] for t in document["tests"]}


def told(document: dict) -> str:
    """All that a student can read."""
    return document["output"] + "".join(t["output"] for t in document.get("tests", []))


def check_shape(document: dict) -> None:
    """Gradescope's format, as its documentation has it; only what it knows."""
    known = {"score", "execution_time", "output", "output_format", "test_output_format"}
    known |= {"test_name_format", "visibility", "stdout_visibility", "extra_data", "tests"}
    assert document.keys() <= known
    assert document["stdout_visibility"] == "hidden"
    assert document["visibility"] == "visible"
    for test in document["tests"]:
        assert test.keys() <= {"score", "max_score", "name", "number", "output", "visibility"}
        assert test["visibility"] == "visible"
        assert 0 <= test["score"] <= test["max_score"]
    assert {n: t["max_score"] for n, t in zip(POINTS, document["tests"], strict=True)} == POINTS
    assert document["score"] == pytest.approx(sum(t["score"] for t in document["tests"]))


def test_the_reference_earns_every_point(container):
    """And where Gradescope's assignment is worth something else, the instructor is told."""
    metadata = container.root / "submission_metadata.json"
    metadata.write_text(json.dumps({"assignment": {"total_points": "20.0"}}))
    container.put(small__py=REFERENCE)
    document, said = container.run()
    metadata.unlink()
    check_shape(document)
    assert scores(document) == POINTS
    assert document["execution_time"] > 0
    assert document["extra_data"]["isolation"] == str(available().strongest)
    assert {"python", "numpy", "cnn-course"} <= document["extra_data"]["versions"].keys()
    assert "10 of 10 points" in said
    assert "worth 20 points, and this autograder gives up to 10" in said


def test_a_mistake_costs_its_exercise_and_is_told_its_hint(container):
    container.put(small__py=PARTIAL)
    document, _ = container.run()
    check_shape(document)
    assert scores(document)["output_size"] == 2
    assert scores(document)["Accumulator"] == 4
    assert scores(document)["mirror"] < 4
    assert "<strong>Hint:</strong>" in document["tests"][1]["output"]
    assert "hidden test" in document["tests"][1]["output"]


def test_the_stub_earns_nothing_and_is_told_so_calmly(container):
    container.put(small__py=STUB)
    document, _ = container.run()
    check_shape(document)
    assert document["score"] == 0
    assert "not attempted" in told(document)


def test_an_empty_submission_earns_nothing_and_says_why(container):
    container.put()
    document, _ = container.run()
    check_shape(document)
    assert document["score"] == 0
    assert "The folder is empty" in document["output"]


@pytest.mark.slow
def test_a_broken_file_is_the_students_and_names_its_line(container):
    container.put(small__py=REFERENCE + "\ndef broken(:\n")
    document, _ = container.run()
    check_shape(document)
    assert document["score"] == 0
    assert "line" in told(document)


@pytest.mark.slow
def test_a_renamed_file_is_taken_and_said(container):
    container.put(**{"my small-2__py": REFERENCE})
    document, _ = container.run()
    assert document["score"] == 10
    assert "was taken for small.py" in document["output"]


HOSTILE = """
import json, os, pathlib
print("::error::<script>alert(1)</script>")
GRAB = []
for path in ({root!r} + "/source/course/solutions/a01_small/small.py",
             {root!r} + "/source/course/tests/a01_small/test_hidden.py",
             {root!r} + "/source/settings.json"):
    try:
        GRAB.append(open(path).read())
    except OSError as error:
        GRAB.append("refused " + type(error).__name__)
for path in ({root!r} + "/results/results.json", "results.json", {root!r} + "/submission/x"):
    try:
        pathlib.Path(path).write_text(json.dumps({{"score": 10, "tests": []}}))
    except OSError:
        pass

def output_size(size, kernel, stride=1):
    raise RuntimeError("".join(GRAB) + "<img src=x onerror=alert(1)>")

def mirror(image):
    print("<b>bold</b>", GRAB)
    return image

class Accumulator:
    pass
"""


def test_a_hostile_submission_gains_nothing_and_reads_nothing(container):
    container.put(small__py=HOSTILE.format(root=str(container.root)))
    document, said = container.run()
    check_shape(document)
    assert document["score"] == 0
    secret = json.loads((container.root / "source" / "settings.json").read_bytes())["secret"]
    text = told(document) + said
    assert "refused" in text  # it did try
    for kept in (secret, "def test_", "return (size - kernel) // stride + 1"):
        assert kept not in text
    assert "<script" not in text and "<img" not in text and "<b>" not in text
    assert "&lt;b&gt;bold" in told(document)
    assert not (container.root / "submission" / "x").exists()


def test_a_broken_autograder_gives_no_score_and_ends_well(container):
    tests = container.root / "source" / "course" / "tests" / "a01_small" / "test_hidden.py"
    text = tests.read_text()
    container.put(small__py=REFERENCE)
    try:
        tests.write_text(text + "\n\nraise RuntimeError('CANARY')\n")
        document, said = container.run()
    finally:
        tests.write_text(text)
    assert "score" not in document and "tests" not in document
    assert "not a zero" in document["output"]
    assert "CANARY" not in json.dumps(document)
    assert "CANARY" in said  # for the instructor


def test_a_grader_killed_in_the_middle_leaves_a_valid_file_without_a_score(container):
    container.put(small__py=REFERENCE)
    container.results.parent.mkdir(exist_ok=True)
    container.results.write_text('{"score": 10}')  # of an earlier run
    process = container.start()
    child = None
    until = time.monotonic() + 60
    while child is None and time.monotonic() < until:
        time.sleep(0.05)
        found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        child = next((int(pid) for pid in found if "python" in name_of(pid)), None)
    assert child is not None
    os.kill(child, signal.SIGKILL)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    document = json.loads(container.results.read_bytes())
    assert "score" not in document and "tests" not in document
    assert "status 137" in said


def name_of(pid: str) -> str:
    try:
        return os.readlink(f"/proc/{pid}/exe")
    except OSError:
        return ""


def test_without_a_python_there_is_a_valid_file_too(archive, tmp_path):
    container = make_container(tmp_path / "autograder", archive)
    (container.root / "venv" / "bin" / "python").unlink()
    document, _ = container.run()
    assert "score" not in document


def only(*working: Level) -> Report:
    return Report(tuple(LevelReport(level, level in working, "off", "") for level in Level))


@pytest.mark.slow
@pytest.mark.skipif(not available().of(Level.LANDLOCK).works, reason="no Landlock here")
def test_landlock_alone_is_enough(container, monkeypatch):
    monkeypatch.setattr(command, "available", lambda: only(Level.LANDLOCK, Level.PROCESS))
    container.put(small__py=HOSTILE.format(root=str(container.root)))
    assert command.main([str(container.root)]) == 0
    document = json.loads(container.results.read_bytes())
    check_shape(document)
    assert document["extra_data"]["isolation"] == "landlock"
    assert document["score"] == 0
    assert "def test_" not in told(document)
    container.put(small__py=REFERENCE)
    assert command.main([str(container.root)]) == 0
    assert json.loads(container.results.read_bytes())["score"] == 10


def test_a_bare_process_grades_only_where_the_instructor_said_so(container, monkeypatch, capsys):
    monkeypatch.setattr(command, "available", lambda: only(Level.PROCESS))
    container.put(small__py=REFERENCE)
    assert command.main([str(container.root)]) == 0
    assert "score" not in json.loads(container.results.read_bytes())
    assert "--isolation process" in capsys.readouterr().out
    settings = container.root / "source" / "settings.json"
    before = settings.read_text()
    try:
        settings.write_text(before.replace('"landlock"', '"process"'))
        assert command.main([str(container.root)]) == 0
    finally:
        settings.write_text(before)
    document = json.loads(container.results.read_bytes())
    assert (document["score"], document["extra_data"]["isolation"]) == (10, "process")


def test_the_zip_is_the_same_each_time_and_keeps_its_secret(archive, tmp_path):
    again = tmp_path / "again.zip"
    again.write_bytes(archive.read_bytes())
    done = autograder("export", "gradescope", "a01_small", again, "--course", SMALL)
    assert done.returncode == 0
    assert again.read_bytes() == archive.read_bytes()
    done = autograder("export", "gradescope", "a01_small", tmp_path / "x.zip", "--course", SMALL)
    assert (tmp_path / "x.zip").read_bytes() != archive.read_bytes()  # another secret


def test_a_file_that_is_not_ours_is_not_replaced(tmp_path):
    (tmp_path / "notes.zip").write_bytes(b"mine")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("a", "b")
    for name in ("notes.zip", "other.zip", "a.tar"):
        before = (tmp_path / name).read_bytes() if (tmp_path / name).exists() else None
        out = tmp_path / name
        done = autograder("export", "gradescope", "a01_small", out, "--course", SMALL)
        assert done.returncode == 2, done.stdout
        assert before is None or out.read_bytes() == before
    done = autograder(
        *("export", "gradescope", "a01", tmp_path / "n.zip", "--course", SMALL),
        *("--isolation", "wall"),
    )
    assert (done.returncode, (tmp_path / "n.zip").exists()) == (2, False)


def test_a_zip_holds_its_own_assignment_and_no_other(tmp_path):
    out = tmp_path / "a07.zip"
    done = autograder("export", "gradescope", "a07", out, "--course", ROOT)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as opened:
        names = opened.namelist()
        modes = {e.filename: e.external_attr >> 16 for e in opened.infolist()}
    inside = {name for name in names if name.startswith("course/")}
    others = {p.name for p in (ROOT / "solutions").iterdir() if p.is_dir()} - {"a07_transfer"}
    assert not {n for n in names for other in others if f"/{other}/" in n}
    assert {"setup.sh", "run_autograder", "settings.json", "engine/constraints.txt"} <= set(names)
    assert "course/solutions/a07_transfer/transfer.py" in inside
    assert "course/tests/a07_transfer/test_hidden.py" in inside
    assert not {n for n in inside if re.search(r"figures|__pycache__", n)}
    if (ROOT / "data" / "digits.npz").exists():
        assert "course/data/digits.npz" in inside  # its tests read it
    assert {n for n, mode in modes.items() if mode & 0o111} == {"setup.sh", "run_autograder"}


def test_setup_says_what_is_missing_where_no_python_is_new_enough(archive, tmp_path):
    """With an apt-get that has nothing, and a python3 that is too old."""
    tools = tmp_path / "bin"
    tools.mkdir()
    tell = 'echo "$@" >>"$0.log"; [ "$1" = update ]'
    for name, text in {"apt-get": tell, "python3": "exit 1"}.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n")
        (tools / name).chmod(0o755)
    container = make_container(tmp_path / "autograder", archive)
    done = subprocess.run(
        ["/bin/bash", container.root / "source" / "setup.sh"],
        env={**ENVIRONMENT, "PATH": str(tools), "AUTOGRADER_ROOT": str(container.root)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer cannot be had here" in done.stderr
    tried = (tools / "apt-get.log").read_text()
    assert "update" in tried and "python3.11-venv" in tried
