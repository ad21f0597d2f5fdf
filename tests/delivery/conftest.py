"""The course as students get it, exported once."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import find_root

ROOT = find_root(Path(__file__).parent)
SMALL = ROOT / "tests" / "autograder" / "small_course"


@pytest.fixture(scope="session")
def small_built(tmp_path_factory):
    """The grader's own small course, built. Copy it to change it."""
    course = shutil.copytree(SMALL, tmp_path_factory.mktemp("small") / "course")
    command = [sys.executable, "-P", "-m", "autograder.cli", "build", "--course", str(course)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return course


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The whole course, exported. Nothing may be written there."""
    out = tmp_path_factory.mktemp("exported") / "students"
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "export", "student-repo", str(out)],
        cwd=ROOT,
        env={**os.environ, "AUTOGRADER_SECRET": "canary in the environment"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d+ files in .*: \d+ written, 0 removed\.", done.stdout)
    return out
