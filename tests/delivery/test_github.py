"""The students' workflow, step by step, as a hosted runner would run it."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from workflow import Runner, commands, load

from autograder.course import find_root
from autograder.sandbox.isolation import Level, available

ROOT = find_root(Path(__file__).parent)
TEMPLATE = ROOT / "autograder" / "publish" / "templates" / "classroom.yml"
STEPS = load(TEMPLATE)["jobs"]["run-autograding-tests"]["steps"]
TOKEN, SECRET = "canary-TOKEN-4711", "canary-SECRET-4712"
PROVIDED = {
    "secrets.GRADER_TOKEN": TOKEN,
    "secrets.AUTOGRADER_SECRET": SECRET,
    "vars.GRADER_REPOSITORY": "org/grader",
}

needs_namespaces = pytest.mark.skipif(
    available().strongest is not Level.NAMESPACES, reason="hidden tests ask for namespaces"
)

# Right in one exercise, hostile in all: looks for secrets everywhere, and prints commands.
HOSTILE = r"""
import glob, os, sys

def loot():
    found = [repr(dict(os.environ))]
    for place in ("/proc/*/environ", "/proc/*/cmdline", "HOME/**/*"):
        for path in glob.glob(place, recursive=True, include_hidden=True):
            try:
                with open(path, "rb") as file:
                    found.append(file.read(200_000).decode("latin-1"))
            except OSError:
                pass
    text = "".join(found)
    return [word for word in ("-TO" "KEN-", "-SEC" "RET-", "GITHUB_OUT" "PUT") if word in text]

LINES = (
    "\r\n::add-mask::points\n  ::error::forged\n##[error]forged\n##vso[task.x]y\n"
    "::set-output name=result::e30=\n::stop-commands::mine\n::group::a\n"
)
print(LINES)
sys.stderr.write(LINES)
for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STEP_SUMMARY"):
    if name in os.environ:
        open(os.environ[name], "a").write("result=forged")

def output_size(size, kernel, stride=1):
    raise RuntimeError(f"LOOT {loot()} {LINES}")

def mirror(image):
    print(LINES)
    return image[:, ::-1].copy()

class Accumulator:
    def __init__(self, start=0.0):
        raise NotImplementedError
"""

PROGRAMS = {
    "sudo": 'echo "sudo $*" >> "$HOME/sudo"',
    "gh": """
        test -n "$GH_TOKEN"
        mkdir -p "$GH_CONFIG_DIR" && echo "$GH_TOKEN" > "$GH_CONFIG_DIR/hosts.yml"
        touch "$RUNNER_TEMP/gh-was-here"
        while [ "$#" -gt 0 ]; do
          if [ "$1" = --output ]; then cp "$HOME/release/grader.tar.gz" "$2"; fi
          shift
        done
    """,
    # the libraries of this test run stand for what pip would download
    "python": f"""
        test "$1 $2 $3" = "-P -m venv"
        "{sys.executable}" -m venv --without-pip "$4"
        site="$("$4/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
        echo "{sysconfig.get_path("purelib")}" > "$site/z_libraries.pth"
        mkdir "$site/pip"
        cp "$(dirname "$0")/pip_stand_in" "$site/pip/__main__.py"
    """,
}
PIP = """
import os, sys, sysconfig
from pathlib import Path
course = sys.argv[-1]
assert sys.argv[1] == "install" and (Path(course) / "pyproject.toml").exists()
assert Path(os.environ["PIP_CONSTRAINT"]).exists()
Path(sysconfig.get_path("purelib"), "a_engine.pth").write_text(course)
command = Path(sys.executable).with_name("autograder")
command.write_text(f"#!{sys.executable} -P\\nfrom autograder.cli import app\\napp()\\n")
command.chmod(0o755)
"""


def make_runner(
    home: Path, pushed: Path, source: str, context: dict[str, str], release: Path | None = None
) -> Runner:
    """A machine with stand-ins for what is not here: GitHub's actions, gh, sudo, pip.

    Args:
        home: a new folder.
        pushed: the students' repository, but for one file of work: `source`.
        context: secrets and variables.
        release: the grader's archive.
    """
    programs = home / "programs"
    programs.mkdir(parents=True)
    for name, body in PROGRAMS.items():
        (programs / name).write_text(f"#!/bin/bash -e\n{body}\n")
        (programs / name).chmod(0o755)
    (programs / "pip_stand_in").write_text(PIP)

    def checkout(runner, options, _):
        assert options["persist-credentials"] == "False"
        copy = shutil.copytree(pushed, runner.workspace / options["path"])
        work = Path(copy) / "assignments" / "a01_small" / "small.py"
        work.write_text(source.replace("HOME", str(home)))

    def report(runner, options, environment):
        assert options["runners"] == "grade"
        runner.context["reported"] = environment["GRADE_RESULTS"]

    actions = {
        "actions/checkout": checkout,
        "actions/setup-python": lambda *_: None,
        "classroom-resources/autograding-grading-reporter": report,
    }
    runner = Runner(home / "machine", dict(context), actions, programs)
    (runner.home / "release").mkdir()
    if release:
        shutil.copy(release, runner.home / "release")
    return runner


def export(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder.cli", "export", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture(scope="module")
def pushed(small_built, tmp_path_factory) -> Path:
    """The students' repository of the small course, exported by the command."""
    out = tmp_path_factory.mktemp("pushed") / "students"
    done = export("student-repo", out, "--course", small_built)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def bundle(small_built, tmp_path_factory) -> Path:
    """The small course's bundle, exported by the command."""
    out = tmp_path_factory.mktemp("bundle") / "grader.tar.gz"
    done = export("grader", out, "--course", small_built)
    assert done.returncode == 0, done.stderr
    assert "keep it where students cannot read" in done.stdout
    return out


@pytest.fixture(scope="module")
def with_bundle(tmp_path_factory, pushed, bundle) -> Runner:
    """All provided; and in the checkout modules that would run in the place of tools."""
    runner = make_runner(tmp_path_factory.mktemp("hidden"), pushed, HOSTILE, PROVIDED, bundle)
    checkout = runner.actions["actions/checkout"]

    def planted(runner, options, environment):
        checkout(runner, options, environment)
        for name in ("venv", "pip", "autograder/cli/__init__", "sitecustomize", "json"):
            path = runner.workspace / options["path"] / f"{name}.py"
            path.write_text(f"open({str(runner.home / 'planted')!r}, 'w').close()\n")

    runner.actions = dict(runner.actions) | {"actions/checkout": planted}
    runner.run(STEPS)
    return runner


@pytest.fixture(scope="module")
def without_bundle(tmp_path_factory, pushed) -> Runner:
    runner = make_runner(tmp_path_factory.mktemp("public"), pushed, HOSTILE, {})
    runner.run(STEPS)
    return runner


@pytest.fixture(params=["with_bundle", "without_bundle"])
def either(request) -> Runner:
    return request.getfixturevalue(request.param)


def reported(runner: Runner) -> dict:
    assert not runner.failed, runner.log
    return json.loads(base64.b64decode(runner.context["reported"], validate=True))


def scores(result: dict) -> dict[str, tuple[str, float]]:
    return {test["name"]: (test["status"], test["score"]) for test in result["tests"]}


def test_permissions_are_as_few_as_the_reporter_needs():
    workflow = load(TEMPLATE)
    assert workflow["permissions"] == {"checks": "write", "actions": "read", "contents": "read"}
    assert set(workflow["on"]) == {"push", "workflow_dispatch", "repository_dispatch"}
    (job,) = workflow["jobs"].values()
    assert "permissions" not in job
    assert job["if"] == "github.actor != 'github-classroom[bot]'"


def test_each_secret_is_in_the_environment_of_one_step():
    wanted = {"Fetch the grader": {"GRADER_TOKEN"}, "Grade": {"AUTOGRADER_SECRET"}}
    for step in STEPS:
        seen = set(re.findall(r"secrets\.(\w+)", json.dumps(step)))
        assert seen == wanted.get(step["name"], set()), step["name"]
        assert "${{" not in step.get("run", ""), "an expression in a script is run as script"
    assert TEMPLATE.read_text().count("secrets.") == 2


@pytest.mark.parametrize(
    "step", [step for step in STEPS if "run" in step], ids=lambda step: step["name"]
)
def test_every_script_is_bash(step):
    done = subprocess.run(["bash", "-n", "-c", step["run"]], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@needs_namespaces
def test_hidden_tests_count_where_the_grader_is_provided(with_bundle):
    result = reported(with_bundle)
    assert scores(result) == {
        "output_size": ("fail", 0),
        "mirror": ("pass", 4),
        "Accumulator": ("fail", 0),
    }
    assert (result["status"], result["max_score"]) == ("fail", 10)
    summary = with_bundle.summary.read_text()
    assert "**4 / 10 points**" in summary
    assert "also counts hidden tests" not in summary


@pytest.mark.slow
def test_public_tests_are_run_where_it_is_not(without_bundle):
    assert scores(reported(without_bundle))["mirror"] == ("pass", 4)
    assert "No grader is provided here" in without_bundle.log
    assert "also counts hidden tests" in without_bundle.summary.read_text()


@pytest.mark.slow
@needs_namespaces
def test_the_log_holds_no_command_of_the_students(either):
    tests = reported(either)["tests"]
    assert "\n| " in either.log
    assert commands(either.log) == []
    ours = re.compile(r"::stop-commands::[0-9a-f]{32}|::[0-9a-f]{32}::")
    lines = [line.strip() for line in re.split(r"[\r\n]", either.log)]
    assert all(ours.fullmatch(line) for line in lines if line.startswith("::"))
    for test in tests:
        assert commands(f"{test['name']}\n{test['message'] or ''}") == []


@pytest.mark.slow
@needs_namespaces
def test_the_code_under_test_forges_nothing(either):
    assert either.environment_file.read_text() == ""
    assert "forged" not in json.dumps(reported(either))


@pytest.mark.slow
@needs_namespaces
def test_behind_the_wall_the_code_under_test_reaches_nothing_of_the_runner(with_bundle):
    reported(with_bundle)
    summary = with_bundle.summary.read_text()
    assert "LOOT []" in summary, "the probe ran, and found nothing"
    assert TOKEN not in summary + with_bundle.log
    assert SECRET not in summary + with_bundle.log


@pytest.mark.slow
def test_without_a_bundle_there_is_no_secret_to_reach(without_bundle):
    """The public tests run where the work is, as on the student's machine."""
    reported(without_bundle)
    assert "LOOT [" in without_bundle.summary.read_text(), "the probe ran"
    granted = "".join(map(str, without_bundle.environments.values()))
    assert "TOKEN" not in granted.replace("GH_TOKEN", "")
    assert without_bundle.environments["Fetch the grader"]["GH_TOKEN"] == ""


@pytest.mark.slow
def test_an_endless_loop_costs_its_own_exercise_alone(tmp_path, pushed):
    endless = "def output_size(*a, **k):\n    while True: pass\n\n\n"
    right = "def mirror(image):\n    return image[:, ::-1].copy()\n"
    runner = make_runner(tmp_path, pushed, endless + right, {})
    runner.run(STEPS)
    found = scores(reported(runner))
    assert found["output_size"] == ("fail", 0)
    assert found["mirror"] == ("pass", 4)


@pytest.mark.slow
def test_a_file_that_was_deleted_is_told_and_earns_nothing(tmp_path, pushed):
    runner = make_runner(tmp_path, pushed, "", {})
    checkout = runner.actions["actions/checkout"]

    def without(runner, options, environment):
        checkout(runner, options, environment)
        (runner.workspace / "submission" / "assignments" / "a01_small" / "small.py").unlink()

    runner.actions = dict(runner.actions) | {"actions/checkout": without}
    runner.run(STEPS)
    assert sum(score for _, score in scores(reported(runner)).values()) == 0
    assert "Bring it back" in runner.summary.read_text()


def test_the_probe_does_find_secrets_where_there_is_no_wall(tmp_path):
    """Else the test above could not fail."""
    (tmp_path / ".file").write_text(SECRET)
    source = HOSTILE.replace("HOME", str(tmp_path)) + "\nprint('FOUND', loot())\n"
    environment = {"PATH": os.environ["PATH"], "GH": TOKEN, "GITHUB_OUTPUT": str(tmp_path / "out")}
    done = subprocess.run(
        [sys.executable, "-c", source], env=environment, capture_output=True, text=True
    )
    assert "FOUND ['-TOKEN-', '-SECRET-', 'GITHUB_OUTPUT']" in done.stdout
    assert len(commands(done.stdout)) >= 4, "so do its commands"


@pytest.mark.slow
@needs_namespaces
def test_nothing_of_the_grader_is_left_for_the_steps_after(with_bundle):
    assert not with_bundle.failed, with_bundle.log
    left = {path.name for path in with_bundle.temp.iterdir()}
    assert left == {"gh-was-here", "venv", "grade.log"}


def test_a_grader_that_cannot_be_fetched_gives_no_mark(tmp_path, pushed):
    runner = make_runner(tmp_path, pushed, HOSTILE, PROVIDED)  # there is no such release
    runner.run(STEPS)
    assert runner.failed
    assert "Grade" not in runner.ran
    assert "reported" not in runner.context


def test_without_a_bundle_the_students_engine_does_not_get_the_secret(tmp_path, pushed):
    runner = make_runner(tmp_path, pushed, "", {"secrets.AUTOGRADER_SECRET": SECRET})
    wanted = ("Check out the work", "Fetch the grader", "Grade")
    runner.run([step for step in STEPS if step["name"] in wanted])
    assert runner.environments["Grade"]["TESTS"] == "public"
    assert runner.environments["Grade"]["AUTOGRADER_SECRET"] == ""


@pytest.mark.slow
@needs_namespaces
def test_a_students_modules_are_never_taken_for_tools(with_bundle):
    """No step works in the checkout: what was planted there means nothing."""
    assert scores(reported(with_bundle))["mirror"] == ("pass", 4)
    assert not (with_bundle.home / "planted").exists()


def test_the_bundle_is_the_same_each_time_and_holds_all(bundle, small_built, tmp_path):
    again = tmp_path / "grader.tar.gz"
    assert export("grader", again, "--course", small_built).returncode == 0
    assert again.read_bytes() == bundle.read_bytes()
    listed = subprocess.run(["tar", "-tzf", bundle], capture_output=True, text=True, check=True)
    names = set(listed.stdout.split())
    assert names >= {
        "pyproject.toml",
        "constraints.txt",
        "autograder/cli/__init__.py",
        "autograder/result.schema.json",
        "solutions/a01_small/small.py",
        "tests/a01_small/test_hidden.py",
        "assignments/a01_small/small.py",
    }
    assert not [name for name in names if "__pycache__" in name or name.startswith(("/", "."))]
    wrong = export("grader", tmp_path / "grader.zip", "--course", small_built)
    assert wrong.returncode == 2
    assert ".tar.gz" in wrong.stderr
