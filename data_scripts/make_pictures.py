"""Makes the README's pictures: `autograder check` in a terminal, and a class report.

    python data_scripts/make_pictures.py --report demo/grades/index.html

Needs a Chromium for the report (Debian: `apt install chromium`).
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from autograder.course import Assignment, Course, find_root, load_course
from autograder.grading.check import check
from autograder.report import terminal_check

DOCS = "docs"
HALF_DONE = ("conv_output_size", "same_padding", "cross_correlate2d", "convolve2d")
MISTAKEN = "convolve2d"
SIZE = (1200, 1500)
HIDDEN_FROM_CHROMIUM = "--disable-background-networking"  # it looks for updates otherwise


def main() -> None:
    """Write both pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", type=Path, help="an index.html of `autograder grade`")
    options = parser.parse_args()
    course = load_course(find_root(Path(__file__).parent))
    draw_check(course, course.root / DOCS / "check.svg")
    if options.report:
        draw_report(options.report, course.root / DOCS / "report.png")


def draw_check(course: Course, path: Path) -> None:
    """A student who has done four exercises, one of them with a misconception."""
    assignment = course.assignment("a01_convolution")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / assignment.file).write_text(half_done(assignment), encoding="utf-8")
        result = check([assignment], Path(folder))
    console = Console(record=True, width=80, file=io.StringIO(), force_terminal=True)
    console.print("$ autograder check a01_convolution")
    terminal_check(result, console)
    svg = console.export_svg(title="autograder check")
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # nothing from the network
    svg = re.sub(r"terminal-\d+", "terminal", svg)  # the same bytes each time
    path.write_text(re.sub(r"[ \t]+\n", "\n", svg), encoding="utf-8")


def half_done(assignment: Assignment) -> str:
    """The stub, with some functions of the reference and one mistake."""
    stub = (assignment.student_dir / assignment.file).read_text(encoding="utf-8")
    reference = (assignment.solution_dir / assignment.file).read_text(encoding="utf-8")
    lines = reference.splitlines()
    parts = [
        "\n".join(lines[node.lineno - 1 : node.end_lineno])
        for node in ast.parse(reference).body
        if isinstance(node, ast.FunctionDef) and node.name in HALF_DONE
    ]
    mistake = next(
        path.read_text(encoding="utf-8")
        for path in sorted((assignment.solution_dir / "mistakes").glob("*.py"))
        if f'exercise = "{MISTAKEN}"' in path.read_text(encoding="utf-8")
    )
    return "\n\n".join([stub, *parts, mistake])


def draw_report(page: Path, path: Path) -> None:
    """A screenshot of the top of a report."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("No Chromium here. On Debian: apt install chromium")
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", HIDDEN_FROM_CHROMIUM]
        options += [f"--user-data-dir={profile}", f"--screenshot={path.resolve()}"]
        options += [f"--window-size={SIZE[0]},{SIZE[1]}", "--hide-scrollbars"]
        subprocess.run([chromium, *options, page.resolve().as_uri()], check=True, timeout=120)


if __name__ == "__main__":
    main()
