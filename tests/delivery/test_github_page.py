"""Every command of docs/github.md, as it stands there, against repositories on this machine."""

from __future__ import annotations

import base64
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from workflow import load

from autograder.course import find_root

ROOT = find_root(Path(__file__).parent)
PAGE = (ROOT / "docs" / "github.md").read_text(encoding="utf-8")


@pytest.fixture
def workplace(small_built: Path, tmp_path: Path) -> Path:
    """The small course with its class, whose repositories stand in for those on GitHub."""
    course = Path(shutil.copytree(small_built, tmp_path / "course"))
    (course / "class.csv").write_text("username,name\nada,Ada\nbo,Bo\n")
    for name in ("ada", "bo"):
        work = tmp_path / "ORG" / f"a01-{name}.git"
        work.mkdir(parents=True)
        shutil.copy(course / "solutions" / "a01_small" / "small.py", work)
        for line in ("init -q", "add -A", "-c user.name=A -c user.email=a@x commit -q -m work"):
            when = {"GIT_COMMITTER_DATE": "2026-11-20T10:00:00Z"}
            subprocess.run(["git", *line.split()], cwd=work, check=True, env=os.environ | when)
    return course


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_every_command_runs(workplace):
    here = {  # git itself is told where ORG is
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{workplace.parent}/ORG/.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/ORG/",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    blocks = re.findall(r"^```bash\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) == 6
    for line in lines:
        done = subprocess.run(
            shlex.split(line), cwd=workplace, env=os.environ | here, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    result = json.loads(base64.b64decode((workplace / "result.txt").read_text()))
    assert result["status"] == "pass"
    assert (workplace / "summary.md").read_text().startswith("# Feedback")
    assert {path.name for path in (workplace / "in-time").iterdir()} == {"ada", "bo", ".lock"}
    assert (workplace / "bundle" / "autograder.py").exists()
    assert (workplace / "grader.tar.gz").exists()


def test_the_page_names_what_the_workflow_reads():
    template = ROOT / "autograder" / "publish" / "templates" / "classroom.yml"
    read = set(re.findall(r"(?:secrets|vars)\.(\w+)", json.dumps(load(template))))
    assert set(re.findall(r"^\| (?:secret|variable) `(\w+)`", PAGE, re.MULTILINE)) == read
