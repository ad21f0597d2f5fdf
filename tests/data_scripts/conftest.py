"""The data scripts' own modules, and tiny sources for them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

SCRIPTS = Path(__file__).resolve().parents[2] / "data_scripts"
sys.path.insert(0, str(SCRIPTS))

from course_data.job import Workshop  # noqa: E402
from course_data.screen import Screen  # noqa: E402

from .sources import Registry  # noqa: E402


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    (tmp_path / "registry").mkdir()
    return Registry(tmp_path / "registry")


@pytest.fixture
def said() -> io.StringIO:
    """What the user has seen."""
    return io.StringIO()


@pytest.fixture
def screen(said: io.StringIO) -> Screen:
    return Screen(Console(file=said))


@pytest.fixture
def shop(tmp_path: Path, screen: Screen) -> Workshop:
    (tmp_path / "out" / ".work" / "set").mkdir(parents=True)
    return Workshop(tmp_path / "out" / ".work" / "set", tmp_path / "out", screen)
