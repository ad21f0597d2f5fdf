"""Whatever is handed in has a verdict of its own and a sentence that the student can act on.

What is wrong with one exercise costs that exercise alone: the others of the file are graded.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.grading.engine import Engine
from autograder.grading.jobs import Job, JobResult
from autograder.results import ExerciseResult, Verdict
from autograder.sandbox.isolation import Level

Grade = Callable[[str | bytes], dict[str, ExerciseResult]]


@dataclass(frozen=True)
class Bad:
    """`mirror` as somebody wrote it, and what is said of it."""

    source: str
    verdict: Verdict
    says: str
    trace: str = ""


CALLS = {
    "missing": Bad("del mirror", Verdict.FAILED, "mirror is missing from small.py"),
    "not a function": Bad(
        "mirror = 5", Verdict.FAILED, "mirror in small.py cannot be called ('int' object"
    ),
    "other arguments": Bad(
        "def mirror(): pass", Verdict.ERROR, "TypeError: mirror() takes 0 positional arguments"
    ),
    "no return": Bad(
        "def mirror(image): pass", Verdict.FAILED, "Does a branch end without return?"
    ),
    "exception": Bad(
        "def mirror(image):\n    return image[9]",
        Verdict.ERROR,
        "IndexError: index 9 is out of bounds",
        "in mirror: return image[9]",
    ),
    "exit": Bad(
        "def mirror(image):\n    raise SystemExit(0)",
        Verdict.ERROR,
        "A submission must return, not exit.",
        "in mirror: raise SystemExit(0)",
    ),
    "interrupt": Bad(
        "def mirror(image):\n    raise KeyboardInterrupt", Verdict.ERROR, "KeyboardInterrupt"
    ),
    "hard exit by name": Bad(
        "import os\ndef mirror(image):\n    os._exit(0)",
        Verdict.FORBIDDEN_CALL,
        "os._exit is not allowed",
    ),
    "hard exit": Bad(
        "import os\ndef mirror(image):\n    getattr(os, '_ex' + 'it')(0)",
        Verdict.ERROR,
        "The process ended itself with exit code 0 in mirror. A submission must return, not exit.",
    ),
    "endless loop": Bad(
        "def mirror(image):\n    while True: pass",
        Verdict.TIME_OUT,
        "Stopped after 1 s in mirror: is there an endless loop",
    ),
    "endless sleep": Bad(
        "import time\ndef mirror(image):\n    time.sleep(1e9)",
        Verdict.TIME_OUT,
        "Stopped after 1 s",
    ),
    "endless output": Bad(
        "def mirror(image):\n    while True: print('x' * 2**20)", Verdict.TIME_OUT, "in mirror"
    ),
    "growing memory": Bad(
        "def mirror(image):\n    kept = []\n    while True: kept.append(np.ones(2**18))",
        Verdict.OUT_OF_MEMORY,
        "in mirror",
    ),
    "ten gigabytes": Bad(
        "def mirror(image):\n    return np.ones((10, 2**27))",
        Verdict.OUT_OF_MEMORY,
        "Out of memory in mirror: Unable to allocate 10.0 GiB",
    ),
    "deep recursion": Bad(
        "def mirror(image):\n    return mirror(image)",
        Verdict.ERROR,
        "RecursionError: maximum recursion depth exceeded",
        "in mirror: return mirror(image)",
    ),
    "segmentation fault": Bad(
        "def mirror(image):\n"
        "    return np.lib.stride_tricks.as_strided(image, (10**7,), (10**6,)).sum()",
        Verdict.ERROR,
        "The process was ended by SIGSEGV in mirror (segmentation fault",
    ),
    "deep result": Bad(
        "def mirror(image):\n    x = image\n    for _ in range(99): x = [x]\n    return x",
        Verdict.ERROR,
        "nested deeper than 32 levels",
    ),
    "forbidden call": Bad(
        "def mirror(image):\n    return np.fliplr(image)",
        Verdict.FORBIDDEN_CALL,
        "small.py, line 3: numpy.fliplr is not allowed",
    ),
    "not attempted": Bad(
        "def mirror(image):\n    raise NotImplementedError('mirror')",
        Verdict.NOT_ATTEMPTED,
        "mirror is not attempted yet.",
    ),
    "Latin-1 in a message": Bad(
        "def mirror(image):\n    raise ValueError(b'\\xe9\\x00'.decode('latin-1'))",
        Verdict.ERROR,
        "ValueError: é\x00",
    ),
}
WALLED = {
    "fork bomb": Bad(
        "import os\ndef mirror(image):\n    while True: getattr(os, 'fo' + 'rk')()",
        Verdict.ERROR,
        "Operation not permitted",
        "in mirror: while True",
    ),
    "disk bomb": Bad(
        "def mirror(image):\n    with open('x', 'wb') as f:\n"
        "        while True: f.write(bytes(2**20))",
        Verdict.ERROR,
        "OSError: ",
    ),
}


def check(grade: Grade, source: str, bad: Bad) -> None:
    # first in the file, so that the lines of a message are those written here
    rest = source[source.index("def output_size") : source.index("def mirror")]
    rest += source[source.index("class Accumulator") :]
    body = "" if bad.source == "del mirror" else bad.source
    result = grade(f"import numpy as np\n{body}\n\n\n{rest}")
    assert result["output_size"].verdict is Verdict.PASSED
    assert result["Accumulator"].verdict is Verdict.PASSED
    mirror = result["mirror"]
    assert mirror.verdict is bad.verdict
    assert mirror.earned < mirror.points
    first = next(t for t in mirror.tests if t.verdict is not Verdict.PASSED)
    assert first.diagnosis is not None
    assert bad.says in first.diagnosis.message
    assert any(bad.trace in line for line in first.diagnosis.trace) or not bad.trace


@pytest.mark.parametrize("bad", CALLS.values(), ids=CALLS.keys())
def test_a_bad_exercise_has_its_verdict_and_the_others_are_graded(
    grade: Grade, reference_source: str, bad: Bad
) -> None:
    check(grade, reference_source, bad)


@pytest.mark.parametrize("bad", WALLED.values(), ids=WALLED.keys())
def test_a_bomb_is_an_error_behind_a_wall(
    grade: Grade, reference_source: str, bad: Bad, level: Level
) -> None:
    if level is Level.PROCESS:
        pytest.skip("this machine has no level that stops bombs")
    check(grade, reference_source, bad)


@dataclass(frozen=True)
class Unimportable:
    """A file, and what is said of all its exercises."""

    source: str | bytes
    verdict: Verdict
    says: str
    trace: str = ""


IMPORTS = {
    "syntax error": Unimportable(
        "x = 1\ndef f(image)\n    pass\n",
        Verdict.ERROR,
        "small.py cannot be imported: SyntaxError: expected ':' (line 2)",
        "small.py, line 2: def f(image)",
    ),
    "indentation": Unimportable(
        "def f(x):\nreturn x\n", Verdict.ERROR, "IndentationError: expected an indented block"
    ),
    "exception": Unimportable(
        "x = [1][5]\n",
        Verdict.ERROR,
        "small.py cannot be imported: IndexError: list index out of range",
        "small.py, line 1, in <module>: x = [1][5]",
    ),
    "import error": Unimportable(
        "from math import taw\n",
        Verdict.ERROR,
        "ImportError: cannot import name 'taw' from 'math'",
        "line 1",
    ),
    "unknown package": Unimportable(
        "import pandas\n", Verdict.FORBIDDEN_CALL, "small.py, line 1: pandas may not be imported"
    ),
    "NUL": Unimportable(b"x = 1\0\n", Verdict.ERROR, "null bytes"),
    "Latin-1": Unimportable("x = 'é'\n".encode("latin-1"), Verdict.ERROR, "'utf-8' codec"),
    "unknown coding": Unimportable(
        "# coding: klingon\n", Verdict.ERROR, "SyntaxError: unknown encoding: klingon"
    ),
    "exit": Unimportable(
        "raise SystemExit\n", Verdict.ERROR, "SystemExit. A submission must return, not exit."
    ),
    "hard exit": Unimportable(
        "import os\ngetattr(os, '_ex' + 'it')(0)\n",
        Verdict.ERROR,
        "The process ended itself with exit code 0 in importing small.py.",
    ),
    "endless loop": Unimportable(
        "while True: pass\n", Verdict.TIME_OUT, "Stopped after 1.5 s in importing small.py"
    ),
    "memory": Unimportable(
        "x = [bytearray(2**20) for _ in range(10**4)]\n",
        Verdict.OUT_OF_MEMORY,
        "importing small.py",
    ),
    "NotImplementedError": Unimportable(
        "raise NotImplementedError\n", Verdict.ERROR, "cannot be imported: NotImplementedError"
    ),
    "nested": Unimportable(
        "x = " + "(" * 3000 + ")" * 3000 + "\n", Verdict.ERROR, "too many nested parentheses"
    ),
}


@pytest.mark.parametrize("bad", IMPORTS.values(), ids=IMPORTS.keys())
def test_a_file_that_cannot_be_imported_says_why_at_every_exercise(
    grade: Grade, bad: Unimportable
) -> None:
    result = grade(bad.source)
    assert {e.verdict for e in result.values()} == {bad.verdict}
    assert sum(e.earned for e in result.values()) == 0
    for test in (test for e in result.values() for test in e.tests):
        assert test.diagnosis is not None
        assert bad.says in test.diagnosis.message
        assert all(len(line) <= 200 for line in test.diagnosis.trace)
        assert any(bad.trace in line for line in test.diagnosis.trace) or not bad.trace


def test_an_empty_file_misses_everything(grade: Grade) -> None:
    result = grade("\n")
    assert {e.verdict for e in result.values()} == {Verdict.FAILED}
    for name, exercise in result.items():
        found = exercise.tests[0].diagnosis
        assert found is not None and found.message.startswith(f"{name} is missing from small.py")


def test_a_method_that_is_missing_is_named_and_its_class_is_not(
    grade: Grade, reference_source: str
) -> None:
    result = grade(reference_source.replace("def add(", "def ad("))
    found = result["Accumulator"].tests[0].diagnosis
    assert found is not None
    assert found.message == "AttributeError: 'Accumulator' object has no attribute 'add'"


def test_output_of_a_file_that_cannot_be_imported_is_kept(
    grade_job: Callable[..., JobResult],
) -> None:
    result = grade_job("print('so far')\nraise ValueError\n").assignments[0]
    assert result.output == "so far\n"


def test_output_is_kept_by_test_cut_and_never_of_hidden_ones(
    grade: Grade, reference_source: str
) -> None:
    loud = reference_source.replace(
        "    return image[:, ::-1].copy()",
        "    print('look', image.shape, 'x' * 2**25)\n    return image[:, ::-1].copy()",
    )
    tests = {t.name: t for t in grade(loud)["mirror"].tests}
    text = tests["columns_are_reversed"].output
    assert text is not None and text.startswith("look (3, 4) xxx")
    assert len(text) < 17 * 1024 and text.endswith("more bytes were not kept")
    assert tests["columns_are_reversed"].verdict is Verdict.PASSED
    assert tests["agrees_with_the_reference"].output is None


def test_tests_that_run_out_of_time_do_not_cost_their_number(
    grade: Grade, reference_source: str
) -> None:
    """After two of an exercise its others are not waited for; public ones come first."""
    tests = grade(reference_source + "\n\ndef mirror(image):\n    while True: pass\n")[
        "mirror"
    ].tests
    said = [t.diagnosis.message.split(" ")[0] for t in tests if t.diagnosis]
    assert [t.verdict for t in tests] == [Verdict.TIME_OUT] * 3
    assert [t.hidden for t in tests] == [False, False, True]
    assert said == ["Stopped", "Stopped", "Not"]


def test_objects_that_resist_being_forgotten_cost_their_exercise_alone(
    grade: Grade, reference_source: str
) -> None:
    source = reference_source + (
        "\n\nclass Accumulator(Accumulator):\n    def __del__(self):\n        while True: pass\n"
    )
    result = grade(source)
    assert result["output_size"].verdict is Verdict.PASSED
    assert result["mirror"].verdict is Verdict.PASSED


@pytest.mark.slow
def test_an_import_that_hangs_the_second_time_is_not_waited_for_at_every_test(
    grade_job: Callable[..., JobResult], reference_source: str
) -> None:
    late = str(time.time() + 0.6)
    crash = f"""

import time
if time.time() > {late}: time.sleep(99)
def output_size(size, kernel, stride=1):
    time.sleep(max(0, {late} - time.time()))
    return np.lib.stride_tricks.as_strided(np.zeros(1), (10**7,), (10**6,)).sum()
"""
    start = time.monotonic()
    result = grade_job(reference_source + crash)
    assert result.fault is None
    assert time.monotonic() - start < 11  # 2 x 1.5 s for each exercise, not for each test
    assert result.assignments[0].exercises[2].verdict is Verdict.TIME_OUT


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are counted in /proc")
def test_bad_submissions_leave_nothing_behind(
    engine: Engine, make_job: Callable[..., Job], reference_source: str, tmp_path: Path
) -> None:
    def own() -> set[int]:
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
        ).stdout
        rows = [line.split() for line in listed.splitlines()]
        found = set(engine.pids.values())
        while more := {int(p) for p, parent, _ in rows if int(parent) in found} - found:
            found |= more
        return {int(p) for p, _, state in rows if int(p) in found and not state.startswith("Z")}

    engine.grade(make_job(reference_source))
    before = own(), os.listdir("/tmp"), len(os.listdir("/proc/self/fd"))
    for name in ("hard exit", "endless loop", "growing memory", "disk bomb"):
        bad = CALLS.get(name) or WALLED[name]
        engine.grade(make_job(f"import numpy as np\n{bad.source}\n"))
    deadline = time.monotonic() + 5
    while own() != before[0] and time.monotonic() < deadline:
        time.sleep(0.05)  # processes that were killed take a moment to go
    assert own() == before[0]
    left = {n for n in set(os.listdir("/tmp")) - set(before[1]) if n.startswith("autograder")}
    assert not left
    assert len(os.listdir("/proc/self/fd")) == before[2]
