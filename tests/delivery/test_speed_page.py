"""The commands of docs/speed.md, and that the page shows the manifest as it is."""

from __future__ import annotations

import csv
import shutil
import tomllib
from pathlib import Path

import pytest
from containers import ROOT
from test_platforms import commands, run

PAGE = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
SOLUTIONS = ROOT / "solutions" / "a03_pooling"
REFERENCE = (SOLUTIONS / "pooling.py").read_text(encoding="utf-8")
LOOPS = (SOLUTIONS / "accepted" / "loops_over_windows.py").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_commands_prove_and_give_speed_marks(tmp_path: Path):
    folder = tmp_path / "course"
    for name in ("assignments", "solutions", "tests"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name / "a03_pooling", folder / name / "a03_pooling", ignore=ignore)
    for name, text in {"ada": REFERENCE, "bo": f"{REFERENCE}\n\n{LOOPS}"}.items():
        (folder / "submissions" / name).mkdir(parents=True)
        (folder / "submissions" / name / "pooling.py").write_text(text)
    (folder / "roster.csv").write_text("id,name,leaderboard\nada,Ada,yes\nbo,Bo,\n")
    prove, give = commands("speed.md")
    assert "max_pool2d_forward, speed: 3 right ones keep its points, 1 slow one loses them" in run(
        prove, folder
    )
    run(give, folder)
    with (folder / "grades" / "grades.csv").open(newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert (rows["ada"]["total"], rows["bo"]["total"]) == ("40", "39")
    page = (folder / "grades" / "index.html").read_text(encoding="utf-8")
    board = page[page.index('id="speed"') : page.index('id="students"')]
    assert "Ada" in board and "anonymous" in board and "Bo<" not in board


def test_the_manifest_of_the_page_is_the_courses():
    shown = tomllib.loads(PAGE.split("```toml\n")[1].split("```")[0])["exercise"][0]
    manifest = tomllib.loads((SOLUTIONS / "assignment.toml").read_text(encoding="utf-8"))
    (real,) = (e for e in manifest["exercise"] if e["name"] == shown["name"])
    defaults = {"device": "cpu", "against": "reference"}
    assert shown == real | {"speed": real["speed"] | defaults}
