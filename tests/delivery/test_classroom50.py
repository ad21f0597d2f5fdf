"""The folder for Classroom 50, run as its runner runs it: in the student's checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from workflow import commands

from autograder.course import find_root
from autograder.sandbox.isolation import Level, available

SMALL = find_root(Path(__file__).parent) / "tests" / "autograder" / "small_course"
ABOUT = {
    "CLASSROOM": "cnn",
    "ASSIGNMENT": "small",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "ada",
    "USERNAME": "ada",
    "SUBMISSION_TAG": "submit/2026-11-30T10-00-00Z-a1b2c3d",
    "COMMIT_URL": "https://github.com/org/cnn-small-ada/commit/a1b2c3d",
    "RELEASE_URL": "https://github.com/org/cnn-small-ada/releases/tag/submit",
    "REVIEW_URL": "https://github.com/org/cnn-small-ada/compare/0...a1b2c3d",
}
COUNT = {"type": "integer", "minimum": 0}
TEXT = {"type": "string", "minLength": 1}
TEST = {"test-name": TEXT, "passed": {"type": "boolean"}, "score": COUNT, "max-score": COUNT}
FIELDS = {
    "schema": {"const": "classroom50/result/v1"},
    "classroom": TEXT,
    "assignment": TEXT,
    "assignment_type": {"enum": ["individual", "group"]},
    "owner": TEXT,
    "submission": {"type": "string", "pattern": "^submit/"},
    "commit": TEXT,
    "release": TEXT,
    "review": TEXT,
    "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
    "score": COUNT,
    "max-score": COUNT,
    "tests": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": TEST,
            "required": list(TEST),
            "additionalProperties": False,
        },
    },
}
SCHEMA = {
    "type": "object",
    "properties": FIELDS,
    "required": list(FIELDS),
    "additionalProperties": False,
}
# Two of its three exercises are right in public; of the third, one of its properties holds.
WORK = """
print("\\r::error::forged\\n##[error]forged")

def output_size(size, kernel, stride=1):
    return (size - kernel) // stride + 1

def mirror(image):
    return image[:, ::-1].copy()

class Accumulator:
    def __init__(self, start=0.0):
        self.total = start
    def add(self, values):
        self.total = self.total + values
        return self.total.copy()
"""

needs_namespaces = pytest.mark.skipif(
    available().strongest is not Level.NAMESPACES, reason="hidden tests ask for namespaces"
)


def export(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder.cli", "export", *map(str, arguments)]
    environment = {k: v for k, v in os.environ.items() if k not in ABOUT}
    return subprocess.run(command, capture_output=True, text=True, env=environment)


@pytest.fixture(scope="module")
def exported(small_built, tmp_path_factory) -> dict[str, Path]:
    """The public and the hidden bundle, moved away from where they were written."""
    found = {}
    for kind, options in (("public", ()), ("hidden", ("--hidden",))):
        out = tmp_path_factory.mktemp(kind) / "a01_small"
        done = export("classroom50", out, "--assignment", "a01", "--course", small_built, *options)
        assert done.returncode == 0, done.stderr
        assert "hundredths: 1000" in done.stdout
        assert ("can read the solutions" in done.stdout.replace("\n", " ")) == (kind == "hidden")
        found[kind] = out
    return found


def grade(bundle: Path, checkout: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ABOUT | changes
    environment |= {"AUTOGRADER_PYTHON": sys.executable, "CLASSROOM50_BUNDLE_DIR": str(bundle)}
    return subprocess.run(
        [sys.executable, str(bundle / "autograder.py")],
        cwd=checkout,
        env={k: v for k, v in environment.items() if v},
        capture_output=True,
        text=True,
    )


def checkout(folder: Path, source: str = WORK) -> Path:
    work = folder / "checkout" / "assignments" / "a01_small"
    work.mkdir(parents=True)
    (work / "small.py").write_text(source)
    for name in ("autograder", "numpy", "sitecustomize"):  # never taken for the real ones
        (folder / "checkout" / f"{name}.py").write_text("raise SystemExit(9)\n")
    return folder / "checkout"


def test_the_public_bundle_holds_no_secret(exported):
    names = {p.relative_to(exported["public"]).as_posix() for p in exported["public"].rglob("*")}
    assert "grader/tests/a01_small/test_public.py" in names
    assert not [name for name in names if "solutions" in name or "hidden" in name]
    names = {p.relative_to(exported["hidden"]).as_posix() for p in exported["hidden"].rglob("*")}
    assert "grader/solutions/a01_small/small.py" in names


@pytest.mark.parametrize("kind", ["public", pytest.param("hidden", marks=needs_namespaces)])
def test_a_checkout_is_graded_into_what_the_schema_takes(exported, kind, tmp_path):
    folder = checkout(tmp_path)
    (folder / "result.json").symlink_to(tmp_path / "elsewhere")
    done = grade(exported[kind], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads((folder / "result.json").read_text())
    jsonschema.validate(result, SCHEMA)
    assert not (tmp_path / "elsewhere").exists()
    assert {k: result[k] for k in ("classroom", "owner", "submission")} == {
        "classroom": "cnn",
        "owner": "ada",
        "submission": ABOUT["SUBMISSION_TAG"],
    }
    scores = {t["test-name"]: (t["score"], t["max-score"], t["passed"]) for t in result["tests"]}
    assert scores["mirror"] == (400, 400, True)
    assert 0 < scores["output_size"][0] < scores["output_size"][1] == 200, "partial credit"
    assert result["score"] == sum(score for score, _, _ in scores.values())
    assert result["max-score"] == 1000
    assert commands(done.stdout + done.stderr) == []
    body = (folder / "release-body.md").read_text()
    assert "output\\_size" in body


def test_a_runner_that_does_not_say_whose_it_is_is_an_infrastructure_error(exported, tmp_path):
    folder = checkout(tmp_path)
    done = grade(exported["public"], folder, RELEASE_URL="")
    assert done.returncode != 0
    assert "RELEASE_URL" in done.stdout
    assert not (folder / "result.json").exists()


def test_a_broken_machine_is_an_infrastructure_error(exported, tmp_path):
    broken = tmp_path / "bundle"
    shutil.copytree(exported["public"], broken)
    (broken / "grader" / "tests" / "a01_small" / "test_public.py").write_text("import nothing_here")
    folder = checkout(tmp_path)
    done = grade(broken, folder)
    assert done.returncode != 0
    assert "nothing_here" in done.stdout
    assert not (folder / "result.json").exists()


def test_an_export_is_replaced_and_nothing_else(small_built, tmp_path):
    arguments = ("--assignment", "a01_small", "--course", small_built)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep")
    done = export("classroom50", tmp_path / "mine", *arguments)
    assert done.returncode == 2
    assert "notes.txt" in done.stderr
    out = tmp_path / "bundle"
    assert export("classroom50", out, *arguments, "--hidden").returncode == 0
    assert export("classroom50", out, *arguments).returncode == 0
    assert not (out / "grader" / "solutions").exists()
    files = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert export("classroom50", out, *arguments).returncode == 0
    assert files == {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}


def test_a_course_that_is_not_built_is_refused(tmp_path):
    done = export("classroom50", tmp_path / "out", "--assignment", "a01", "--course", SMALL)
    assert done.returncode == 2
    assert "autograder build" in done.stderr
    assert not (tmp_path / "out").exists()
