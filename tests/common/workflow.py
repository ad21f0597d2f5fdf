"""Runs the steps of a workflow of GitHub Actions here: scripts for real, actions by stand-ins."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Action = Callable[["Runner", Mapping[str, str], Mapping[str, str]], None]  # runner, with, env


def load(path: Path) -> dict[str, Any]:
    """A workflow; YAML 1.1 reads the key `on` as true."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {("on" if key is True else key): value for key, value in found.items()}


def evaluate(expression: str, context: Mapping[str, str]) -> Any:
    """The part of the expression language that our workflows use: names, strings, == != && ||."""
    for mark in ("||", "&&", "==", "!="):
        left, found, right = expression.partition(f" {mark} ")
        if not found:
            continue
        a = evaluate(left, context)
        if mark == "||":
            return a or evaluate(right, context)
        if mark == "&&":
            return a and evaluate(right, context)
        return (a == evaluate(right, context)) == (mark == "==")
    text = expression.strip()
    if text == "always()":
        return True
    return text[1:-1] if text.startswith("'") else context.get(text, "")


def fill(text: str, context: Mapping[str, str]) -> str:
    """A text with its `${{ }}` replaced."""
    return re.sub(
        r"\$\{\{(.*?)\}\}", lambda found: str(evaluate(found[1].strip(), context)), str(text)
    )


@dataclass
class Runner:
    """A hosted runner's job.

    Attributes:
        home: an empty folder for all of it.
        context: what expressions see: secrets.X, vars.X.
        actions: stand-ins, by what stands before the @.
        path: folder with programs that stand in for others.
    """

    home: Path
    context: dict[str, str]
    actions: Mapping[str, Action]
    path: Path
    log: str = ""
    failed: bool = False
    ran: list[str] = field(default_factory=list)
    environments: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workspace, self.temp = self.home / "workspace", self.home / "temp"
        for folder in (self.workspace, self.temp):
            folder.mkdir(parents=True)
        self.summary, self._output = self.home / "summary.md", self.home / "output"
        self.environment_file = self.home / "environment"
        for file in (self.summary, self._output, self.environment_file):
            file.touch()

    def run(self, steps: Iterable[Mapping[str, Any]]) -> None:
        """Steps, in order."""
        for step in steps:
            condition = str(step.get("if", ""))
            if self.failed and "always()" not in condition:
                continue
            if condition and not evaluate(condition, self.context):
                continue
            self.ran.append(step["name"])
            extra = {k: fill(v, self.context) for k, v in step.get("env", {}).items()}
            self.environments[step["name"]] = extra
            if "uses" in step:
                options = {k: fill(v, self.context) for k, v in step.get("with", {}).items()}
                self.actions[step["uses"].partition("@")[0]](self, options, extra)
            else:
                self._script(fill(step["run"], self.context), extra)
            self._keep_outputs(step.get("id", ""))

    def _script(self, script: str, extra: Mapping[str, str]) -> None:
        environment = {
            "PATH": f"{self.path}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_OUTPUT": str(self._output),
            "GITHUB_ENV": str(self.environment_file),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temp),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.workspace,
            env=environment | extra,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.log += done.stdout.decode("utf-8", "replace")
        self.failed = self.failed or done.returncode != 0

    def _keep_outputs(self, step: str) -> None:
        for line in self._output.read_text().splitlines():
            name, _, value = line.partition("=")
            self.context[f"steps.{step}.outputs.{name}"] = value
        self._output.write_text("")


def commands(log: str) -> list[str]:
    """The lines of a log in which the service would read a command.

    It splits at carriage returns too, takes leading blanks away, knows `##[` anywhere in a line,
    and stops listening between ::stop-commands::TOKEN and ::TOKEN::.
    """
    found, resume = [], None
    for line in re.split(r"[\r\n]+", log):
        text = line.strip()
        if resume is not None:
            resume = None if text == f"::{resume}::" else resume
        elif stopped := re.fullmatch(r"::stop-commands::(.+)", text):
            resume = stopped[1]
        elif text.startswith("::") or "##[" in text:
            found.append(line)
    return found
