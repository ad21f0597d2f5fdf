"""Building: everything generated, the same bytes each time, nothing else touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest

from autograder.course import find_root, load_course
from autograder.errors import CourseError, UsageError
from autograder.files import write_atomic
from autograder.publish import build, check
from autograder.publish.build import plan, plan_assignment
from autograder.results import Student, SubmissionResult, to_json

REPOSITORY = find_root(Path(__file__).parent)
GENERATED = [
    "assignments/README.md",
    "assignments/a03_pooling/README.md",
    "assignments/a03_pooling/assignment.toml",
    "assignments/a03_pooling/figures/window.svg",
    "assignments/a03_pooling/hints.json",
    "assignments/a03_pooling/pooling.py",
]


def test_build_writes_everything_once(workshop):
    written = build(workshop.course)
    assert sorted(p.relative_to(workshop.root).as_posix() for p in written) == GENERATED
    assert list(workshop.files()) == GENERATED
    assert build(workshop.course) == []
    assert check(workshop.course) == []


def test_check_writes_nothing(workshop):
    assert sorted(check(workshop.course)) == sorted(f"{name} is missing." for name in GENERATED)
    assert not (workshop.root / "assignments").exists()


@pytest.mark.parametrize("name", GENERATED)
def test_any_change_of_a_generated_file_is_found_and_undone(workshop, name):
    build(workshop.course)
    path, before = workshop.root / name, workshop.files()
    for changed in (
        before[name].replace(b"\n", b"\r\n"),
        before[name] + b"# more\n",
        before[name][: len(before[name]) // 2],
        before[name][:9] + b"\xff" + before[name][9:],
        b"",
    ):
        path.write_bytes(changed)
        [sentence] = check(workshop.course)
        assert sentence.startswith(f"{name} is stale: ")
        assert build(workshop.course) == [path]
        assert workshop.files() == before


def test_first_differing_line_is_shown_around_the_difference(workshop):
    build(workshop.course)
    stub = workshop.student / "pooling.py"
    stub.write_text(stub.read_text().replace("# Your turn: look", "# My turn: look"))
    [sentence] = check(workshop.course)
    assert sentence == (
        "assignments/a03_pooling/pooling.py is stale: line 15 should be "
        "`    # Your turn: look at every value.`, but is `    # My turn: look at every value.`."
    )
    workshop.write(
        "figures/window.py",
        "A = '" + "a" * 300 + "'\ndef draw():\n    return f'''"
        "<svg xmlns=\"http://www.w3.org/2000/svg\">{A}{B}</svg>'''\nB = 'here'\n",
    )
    build(workshop.course)
    svg = workshop.student / "figures" / "window.svg"
    svg.write_text(svg.read_text().replace("here", "there"))
    [sentence] = check(workshop.course)
    assert "here</svg>`" in sentence and "there</svg>`" in sentence
    assert len(sentence) < 300


def test_figure_without_a_source_is_removed_and_nothing_else(workshop):
    build(workshop.course)
    own = {
        workshop.student / "helpers.py": "mine",
        workshop.student / "figures" / "notes.txt": "mine",
        workshop.student / "drawing.svg": "mine",
        workshop.student / "figures" / "deep" / "old.svg": "mine",
        workshop.root / "assignments" / "a77_mine" / "figures" / "old.svg": "mine",
    }
    for path, text in own.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (workshop.student / "figures" / "old.svg").write_text("<svg/>")
    assert check(workshop.course) == [
        "assignments/a03_pooling/figures/old.svg has no source in solutions/."
    ]
    assert build(workshop.course) == [workshop.student / "figures" / "old.svg"]
    assert all(path.read_text() == text for path, text in own.items())
    assert check(workshop.course) == []


def test_assignment_whose_source_is_gone_is_named_but_kept(workshop):
    build(workshop.course)
    shutil.copytree(workshop.solution, workshop.solution.with_name("a04_more"))
    build(workshop.course)
    shutil.rmtree(workshop.solution.with_name("a04_more"))
    build(workshop.course)
    [sentence] = check(workshop.course)
    assert sentence.startswith("assignments/a04_more/ has no source")
    assert (workshop.root / "assignments" / "a04_more" / "pooling.py").exists()


def test_nothing_is_written_where_something_authored_is_wrong(workshop):
    build(workshop.course)
    before = workshop.files()
    workshop.write("handout.md", "# No table\n")
    workshop.write("pooling.py", (workshop.solution / "pooling.py").read_text() + "# changed\n")
    with pytest.raises(CourseError, match=r"handout\.md"):
        build(workshop.course)
    (workshop.solution / "pooling.py").unlink()
    with pytest.raises(CourseError, match=r"pooling\.py: missing"):
        build(workshop.course)
    assert workshop.files() == before


STRINGS = [
    '"a # b"',
    '"\\" # b"',
    "'a \\ # b'",
    '"""a\n# b \\\\"""',
    '"""a "quote" and one at the end, #""""',
    "'''# a\n  # ''b'''",
]


@pytest.mark.parametrize("string", STRINGS)
def test_authors_comments_stay_with_authors(workshop, string):
    told = f"# alone\nsummary = {string} # beside \" it's\n\t# alone\n\nlimits = {{}}#beside\n"
    text = (
        (workshop.solution / "assignment.toml")
        .read_text()
        .replace('summary = "Look through windows."\n', told)
    )
    workshop.write("assignment.toml", text)
    [assignment] = workshop.course.assignments
    made = plan_assignment(workshop.course, assignment)[workshop.student / "assignment.toml"]
    head, _, rest = made.decode().partition("\n")
    assert head.startswith("# Generated")
    assert tomllib.loads(rest) == tomllib.loads(text)
    assert "alone" not in rest and "beside" not in rest
    assert f"summary = {string}\n\nlimits = {{}}\n" in rest


def test_hints_name_no_hidden_test_and_no_mistake_that_only_those_see(workshop):
    for name, value, tests in (("seen", "0", "shown"), ("unseen", "x.max()", "kept_back")):
        workshop.write(
            f"mistakes/{name}.py",
            f'exercise = "window_maximum"\nbelief = "b {name}"\nhint = "h {name}"\n'
            f'must_fail = ("{tests}", "kept_back_too")\n\n\n'
            f"def window_maximum(x):\n    return float({value})\n",
        )
    test = workshop.root / "tests" / "a03_pooling" / "test_public.py"
    test.parent.mkdir(parents=True)
    test.write_text(
        "import numpy as np, pytest\nfrom autograder.feedback import expect\n\n"
        '@pytest.mark.exercise("window_maximum")\ndef test_shown(student):\n'
        "    expect(student.window_maximum(np.ones((2, 2)))).close_to(1.0)\n"
    )
    [assignment] = workshop.course.assignments
    made = plan_assignment(workshop.course, assignment)[workshop.student / "hints.json"]
    table = json.loads(made)
    assert list(table["mistakes"]) == ["seen"] and list(table["values"]) == ["shown"]
    assert table["mistakes"]["seen"]["must_fail"] == ["shown"]
    assert "kept_back" not in made.decode()


def test_students_copy_needs_no_solutions_but_cannot_be_built(workshop):
    build(workshop.course)
    authored = workshop.course.assignments
    shutil.rmtree(workshop.root / "solutions")
    assert workshop.course.assignments == authored
    with pytest.raises(UsageError, match="no solutions/"):
        build(workshop.course)
    with pytest.raises(UsageError, match="no solutions/"):
        check(workshop.course)


def test_schema_is_written_beside_the_engine_and_describes_results(workshop):
    (workshop.root / "autograder").mkdir()
    build(workshop.course)
    schema = json.loads((workshop.root / "autograder" / "result.schema.json").read_text())
    result = SubmissionResult(
        id="a", student=Student(id="a"), origin="a.zip", points=1, raw=1, earned=1
    )
    jsonschema.validate(json.loads(to_json(result)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "a"}, schema)


@pytest.mark.slow
def test_bytes_are_the_same_in_every_process(workshop):
    (workshop.root / "autograder").mkdir()
    script = (
        "import hashlib, sys; from pathlib import Path\n"
        "from autograder.course import load_course; from autograder.publish.build import plan\n"
        "for root in map(Path, sys.argv[1:]):\n"
        "    for path, data in plan(load_course(root)).items():\n"
        "        print(path, hashlib.sha256(data).hexdigest())\n"
    )
    arguments = [sys.executable, "-c", script, str(workshop.root)]
    seen = {
        subprocess.run(
            arguments,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            cwd=REPOSITORY,
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(seen) == 1
    assert b"a03_pooling" in next(iter(seen))


def test_relative_root_gives_the_same(workshop, monkeypatch):
    absolute = {path.relative_to(workshop.root): d for path, d in plan(workshop.course).items()}
    (workshop.root / "deeper").mkdir()
    for here, root in ((workshop.root, "."), (workshop.root / "deeper", "..")):
        monkeypatch.chdir(here)
        course = load_course(Path(root))
        assert {path.relative_to(root): data for path, data in plan(course).items()} == absolute


def test_failed_write_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    path = tmp_path / "file.md"
    write_atomic(path, b"old")

    def fail(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(OSError, match="disk"):
        write_atomic(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["file.md"]
    assert path.read_bytes() == b"old"


def test_course_map_lists_assignments_in_order_with_their_sums(workshop):
    manifest = (workshop.solution / "assignment.toml").read_text()
    other = workshop.solution.with_name("a01_first")
    shutil.copytree(workshop.solution, other)
    first = manifest.replace("order = 3", "order = 1").replace('"Pooling"', '"First"')
    (other / "assignment.toml").write_text(first.replace("windows.", "windows | doors."))
    build(workshop.course)
    page = (workshop.root / "assignments" / "README.md").read_text()
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert rows[1:] == [
        "| 1 | [First](a01_first/README.md) | 2 | 10 | 2.5 | Look through windows \\| doors. |",
        "| 3 | [Pooling](a03_pooling/README.md) | 2 | 10 | 2.5 | Look through windows. |",
        "| | **together** | **4** | **20** | **5** | |",
    ]
    for command in ("pytest tests/a01_first", "autograder check a01_first"):
        assert command in page
    assert "assignments/a01_first/pooling.py" in page


MISTAKE = """\
exercise = "window_maximum"
belief = "takes the first"
hint = "Look at every value."
must_fail = ("largest",)


def window_maximum(x):
    return float(x[0, 0])
"""

PUBLIC = """\
import numpy as np
import pytest

from autograder.feedback import expect

ARRAY = np.array([[1.0, 2.0]])


@pytest.mark.exercise("window_maximum")
def test_largest(student):
    expect(student.window_maximum(ARRAY)).equals(2.0)


@pytest.mark.exercise("window_maximum", portable=False)
def test_largest_after_training(student):
    expect(student.window_maximum(ARRAY)).equals(2.0)
"""


def test_answers_that_depend_on_the_machine_have_no_fingerprint(workshop):
    workshop.write("mistakes/first.py", MISTAKE)
    folder = workshop.root / "tests" / "a03_pooling"
    folder.mkdir(parents=True)
    (folder / "test_public.py").write_text(PUBLIC, encoding="utf-8")
    build(workshop.course)
    table = json.loads((workshop.student / "hints.json").read_bytes())
    assert [list(ids) for ids in table["values"]["largest"].values()] == [["first"]]
    assert list(table["values"]) == ["largest"]
