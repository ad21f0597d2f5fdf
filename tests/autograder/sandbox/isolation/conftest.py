"""Jails to test in: a zygote for each level and user, kept for the whole session."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
import pytest

import autograder
from autograder.sandbox import devices
from autograder.sandbox.isolation import Device, Level, available

CHECKOUT = Path(autograder.__file__).parents[1]
SITE = Path(numpy.__file__).parents[1]
SERVER = Path(__file__).with_name("jail_server.py")
ORDINARY = 12345


class Jail:
    """A zygote at some level; `run` gives a worker a snippet and returns its `result`."""

    def __init__(
        self, level: Level, python: str, user: int | None, offered: Sequence[Device] = ()
    ) -> None:
        self.level, self.user = level, user
        self.scratch = tempfile.TemporaryDirectory()
        os.chmod(self.scratch.name, 0o777)
        who = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        self.process = subprocess.Popen(
            [python, "-I", SERVER, level, CHECKOUT, devices.to_json(offered), SITE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "TMPDIR": self.scratch.name},
            **who,
        )
        self.pid = self._read()["pid"]

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the zygote ended with {self.process.wait()}"
        return json.loads(line)

    def ask(self, **request: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self._read()

    def run(
        self, code: str, arguments: Any = None, devices: Sequence[str] = (), **limits: int
    ) -> Any:
        answer = self.ask(code=code, arguments=arguments, limits=limits, devices=devices)
        assert "result" in answer, answer.get("raised", answer)
        return answer["result"]

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.scratch.cleanup()


def ordinary_python() -> str | None:
    """An interpreter that an ordinary user may run, and that finds numpy and this package."""
    check = "import sys; sys.path += sys.argv[1:]; import numpy, autograder"
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        done = subprocess.run(
            ["/usr/bin/env", python, "-I", "-c", check, CHECKOUT, SITE],
            user=ORDINARY,
            group=ORDINARY,
            extra_groups=[],
            capture_output=True,
            cwd="/",
        )
        if done.returncode == 0:
            return python
    return None


def open_jail(level: Level, who: str, offered: Sequence[Device] = ()) -> Jail:
    report = available().of(level)
    if not report.works:
        pytest.skip(f"no {level} here: {report.reason} {report.remedy}")
    if who == "self":
        return Jail(level, sys.executable, None, offered)
    if os.geteuid() != 0:
        pytest.skip("only root can become another user; the tests run as an ordinary one already")
    python = ordinary_python()
    if python is None:
        pytest.skip("no interpreter of this version is open to ordinary users of this machine")
    return Jail(level, python, ORDINARY, offered)


def _identity(parameter: tuple[Level, str]) -> str:
    return f"{parameter[0]}-{parameter[1]}"


WALLED = [(level, who) for level in (Level.NAMESPACES, Level.LANDLOCK) for who in ("self", "user")]


@pytest.fixture(scope="session", params=WALLED, ids=_identity)
def jail(request: pytest.FixtureRequest) -> Iterator[Jail]:
    """Both levels that stop attackers, as the user of the tests and as an ordinary one."""
    opened = open_jail(*request.param)
    yield opened
    opened.close()


@pytest.fixture(scope="session", params=["self", "user"])
def namespaces(request: pytest.FixtureRequest) -> Iterator[Jail]:
    opened = open_jail(Level.NAMESPACES, request.param)
    yield opened
    opened.close()


EVERY = [*WALLED, (Level.PROCESS, "self"), (Level.PROCESS, "user")]


@pytest.fixture(scope="session", params=EVERY, ids=_identity)
def any_jail(request: pytest.FixtureRequest) -> Iterator[Jail]:
    """Every level."""
    opened = open_jail(*request.param)
    yield opened
    opened.close()


@pytest.fixture(scope="session", params=WALLED, ids=_identity)
def device_jail(request: pytest.FixtureRequest, stand_ins: tuple[Device, Device]) -> Iterator[Jail]:
    """A zygote that offers both stand-ins, at both levels that stop attackers."""
    opened = open_jail(*request.param, stand_ins)
    yield opened
    opened.close()
