"""The marks that files must get, found without the wall: all tests, in an ordinary process.

Run as a script, in a process of its own, because pytest and what it runs leave traces in theirs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.course import Assignment, Exercise, load_course
from autograder.grading.local import LocalBackends
from autograder.grading.plugin import SESSION, GradingSession
from autograder.grading.suite import SECRET
from autograder.results import Verdict
from autograder.submission.rules import check_rules

Marks = dict[str, float]


def expected_marks(
    assignment: Assignment, files: Mapping[str, tuple[str, str]], secret: str = ""
) -> dict[str, Marks]:
    """Points per exercise of each file.

    Args:
        assignment: whose tests count, public and hidden.
        files: name -> (source as handed in, for the rules; harmless source, to run).
        secret: seeds the hidden tests; marks must not depend on it.

    Raises:
        RuntimeError: the tests cannot be run.
    """
    with tempfile.TemporaryDirectory(prefix="cohort-") as made:
        folder = Path(made)
        for name, (source, harmless) in files.items():
            inside = folder / name
            inside.mkdir()
            (inside / assignment.file).write_text(harmless, encoding="utf-8")
            (inside / "as_handed_in.txt").write_text(source, encoding="utf-8")
        command = [sys.executable, "-s", str(Path(__file__).resolve())]
        command += [str(assignment.root), assignment.id, made]
        threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS")}
        environment = os.environ | threads | {SECRET: secret}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"the tests cannot be run:\n{done.stderr[-4000:]}")
        found: dict[str, Marks] = json.loads((folder / "marks.json").read_text(encoding="utf-8"))
        return found


class _Class:
    """Takes the place of pytest's loop over the tests: once for each file."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.assignment, self.folder = assignment, folder
        self.session = GradingSession(LocalBackends())
        self.marks: dict[str, Marks] = {}
        self.problem = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[SESSION] = self.session
        config.option.tbstyle = "native"  # other styles parse the source anew at each failure

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = self.problem or report.longreprtext

    def pytest_internalerror(self, excrepr: object) -> None:
        self.problem = self.problem or str(excrepr)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if not session.testsfailed:
            for path in sorted(self.folder.iterdir()):
                self.marks[path.name] = self._grade(path, session.items)
        return True

    def _grade(self, path: Path, items: list[pytest.Item]) -> Marks:
        self.session.backends = LocalBackends(str(path))
        self.session.records.clear()
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        source = (path / "as_handed_in.txt").read_bytes()
        broken = {v.exercise for v in check_rules(source, self.assignment.file, self.assignment)}
        return {
            exercise.name: 0.0 if broken & {None, exercise.name} else self._points(exercise)
            for exercise in self.assignment.exercises
        }

    def _points(self, exercise: Exercise) -> float:
        """The points of its tests, by weight; what speed earns is known once it is measured."""
        records = [t.record for t in self.session.records if t.case.exercise == exercise.name]
        faults = [record for record in records if record.verdict is Verdict.GRADER_FAULT]
        if faults:
            raise RuntimeError(f"grader fault in {faults[0].name}: {faults[0].diagnosis}")
        passed = sum(record.weight for record in records if record.verdict is Verdict.PASSED)
        return round(exercise.test_points * passed / sum(record.weight for record in records), 6)


def main(root: str, assignment_id: str, folder: str) -> int:
    """Grade every folder in `folder`; write marks.json into it."""
    sys.dont_write_bytecode = True
    assignment = load_course(Path(root)).assignment(assignment_id)
    plugin = _Class(assignment, Path(folder))
    options = [f"-pno:{name}" for name in ("cacheprovider", "timeout", "terminal", "logging")]
    options += ["-c", os.devnull, f"--rootdir={root}", "--import-mode=importlib", "-W", "ignore"]
    code = pytest.main([*options, str(assignment.test_dir)], plugins=[plugin])
    if plugin.problem or not plugin.marks:
        print(plugin.problem or f"pytest ended with {code!r}", file=sys.stderr)
        return 1
    text = json.dumps(plugin.marks, indent=1)
    (Path(folder) / "marks.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
