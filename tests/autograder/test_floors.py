"""A room imports only rooms below it, and what is nobody else's business stays in its room."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import autograder

PACKAGE = Path(autograder.__file__).parent
FLOORS = {
    "cli": 8,
    "commands": 7,
    "notebook": 7,
    "publish": 6,
    "report": 6,
    "batch": 5,
    "store": 4,
    "grading": 4,
    "feedback": 3,
    "submission": 3,
    "timing": 3,
    "sandbox": 2,
    "course": 1,
    "tables": 1,
    "results": 1,
    "errors": 1,
    "files": 1,
    "memory": 1,
}
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Absolute names of all modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_point_down(path):
    own = room(path)
    if own == "__init__":
        return
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("autograder.")}
    above = {r for r in rooms & FLOORS.keys() if FLOORS[r] >= FLOORS[own] and r != own}
    peers = {
        ("results", "errors"),
        ("course", "errors"),
        ("course", "results"),
        ("course", "tables"),
    }
    peers |= {("tables", "errors")}
    assert not {r for r in above if (own, r) not in peers}


def test_every_room_has_its_floor():
    assert {room(path) for path in FILES} - {"__init__"} == set(FLOORS)


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("pytest", {"grading"}),
        ("sqlalchemy", {"store"}),
        ("distributed", {"batch"}),
        ("jinja2", {"report"}),
        ("rich", {"cli", "commands", "report"}),
        ("typer", {"cli"}),
    ],
)
def test_a_library_stays_in_its_rooms(library, rooms):
    users = {
        room(path)
        for path in FILES
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users <= rooms


def test_files_and_functions_stay_small():
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) < 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.body[0].lineno + 1
                assert length <= 40, f"{path}:{node.lineno} {node.name} has {length} lines"
