"""`autograder bench` as it is called: in processes of its own, on real references."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from minicourse import ENVIRONMENT, ROOT, commands, copied

from autograder.course import load_course
from autograder.errors import GraderFault, UsageError
from autograder.timing import parent
from autograder.timing.messages import Request
from autograder.timing.records import from_json, kept

GPU = torch.cuda.is_available()


def run(line: str, folder: Path, code: int = 0) -> str:
    """What a command says, on both streams."""
    done = subprocess.run(
        shlex.split(line), cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == code, f"{line}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def detection(tmp_path_factory):
    """A course of one assignment."""
    folder = tmp_path_factory.mktemp("bench") / "course"
    return copied(folder, "a09_detection").root


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_command_of_the_page_runs(detection):
    tried = 0
    for line in commands("bench.md"):
        if line == "autograder build":  # the README's test runs it
            continue
        quick = "" if "--quick" in line else " --quick"
        said = run(line + quick, detection, 2 if "cuda" in line and not GPU else 0)
        assert GPU or "cuda" not in line or said.count("\n") == 1
        tried += 1
    assert tried >= 5
    bench = from_json((detection / "bench.json").read_bytes())
    assert [e.exercise for e in bench.exercises] == ["nms", "box_iou"]
    found = kept(load_course(detection).assignments[0])["cpu"]
    assert [e.exercise for e in found.exercises] == ["box_iou", "nms", "batched_nms"]


@pytest.mark.slow
def test_table_and_document_tell_the_same(detection, tmp_path):
    out = tmp_path / "new" / "bench.json"
    said = run(f"autograder bench nms --quick --threads 1 --out {out}", detection)
    bench = from_json(out.read_bytes())
    assert (bench.threads, bench.device, bench.seconds) == (1, "cpu", 0.1)
    assert bench.versions["torch"] and bench.bandwidth > 0 and bench.peaks["float32"] > 0
    (exercise,) = bench.exercises
    assert [row.size for row in exercise.rows] == ["100", "1,000"]
    assert [g.name for g in exercise.growth] == ["reference", "torchvision nms"]
    for row in exercise.rows:
        assert row.reference.low <= row.reference.median <= row.reference.high
        assert row.share == pytest.approx(row.floor / row.reference.median, rel=1e-3)
        assert row.reference.repeats == row.peers[0].repeats >= 3
        assert re.search(rf"^ +{row.size} .*µs|^ +{row.size} .*ms", said, re.MULTILINE)
    assert bench.name in said and "1 thread," in said


@pytest.mark.slow
def test_wrong_reference_is_an_error_of_the_run(tmp_path):
    root = copied(tmp_path / "course", "a09_detection").root
    path = root / "solutions/a09_detection/detection.py"
    wrong = """
_right = nms


def nms(boxes, scores, iou_threshold):
    kept = _right(boxes, scores, iou_threshold)
    return kept if len(boxes) < 500 else kept[:1]
"""
    path.write_text(path.read_text() + wrong)
    (root / "solutions/a09_detection/timing.json").unlink(missing_ok=True)
    said = run("autograder bench nms box_iou --quick --commit", root, 2)
    assert "--commit keeps whole assignments; name a09_detection" in said
    said = run("autograder bench --quick --commit --out bench.json", root, 1)
    assert "nms at 1,000: torchvision nms gives the shape" in said
    bench = from_json((root / "bench.json").read_bytes())
    assert not bench.is_right and bench.exercises[0].rows
    assert not (root / "solutions/a09_detection/timing.json").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [("nobody", "'nobody' is not timed. What is: box_iou"), ("--device tpu", "'tpu'")],
)
def test_what_cannot_be_timed_is_one_sentence(detection, arguments, words):
    assert words in run(f"autograder bench {arguments}", detection, 2)


def test_course_without_cases_says_what_to_write(tmp_path):
    root = copied(tmp_path / "course", "a02_counting").root
    assert "timing.py with CASES" in run("autograder bench", root, 2)


def request(**changes) -> Request:
    settings = {
        "root": str(ROOT),
        "chosen": (("a09_detection", "nms"),),
        "device": "cpu",
        "seconds": 0.1,
        "threads": 1,
        "quick": True,
    }
    return Request(**(settings | changes))


@pytest.mark.skipif(GPU, reason="there is a GPU")
def test_without_a_gpu_one_sentence_says_so():
    with pytest.raises(UsageError, match="There is no GPU"):
        parent.run_bench(request(device="cuda"), lambda text: None)


def test_process_that_ends_is_a_fault_that_says_how(monkeypatch, tmp_path):
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho 'out of luck' >&2\nkill -9 $$\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(GraderFault, match="ended with -9: out of luck"):
        parent.run_bench(request(), lambda text: None)


def test_process_that_hangs_is_ended(monkeypatch, tmp_path):
    program, told = tmp_path / "program", tmp_path / "pid"
    program.write_text(f"#!/bin/sh\necho $$ > {told}\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(parent, "_SILENCE", 0.5)
    start = time.monotonic()
    with pytest.raises(GraderFault, match="said nothing for 2 s"):
        parent.run_bench(request(), lambda text: None)
    assert time.monotonic() - start < 30  # the sleep is not waited for
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), signal.SIGKILL)


def test_threads_are_set_before_libraries_are_loaded(monkeypatch, tmp_path):
    program, told = tmp_path / "program", tmp_path / "threads"
    program.write_text(f"#!/bin/sh\necho $OMP_NUM_THREADS $OPENBLAS_NUM_THREADS > {told}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    with pytest.raises(GraderFault):
        parent.run_bench(request(threads=3), lambda text: None)
    assert told.read_text().split() == ["3", "3"]
