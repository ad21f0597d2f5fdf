"""Keys: everything that a mark depends on, as one digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import autograder
from autograder.course import Assignment

_SOURCES = ("*.py", "*.toml")


def assignment_digest(assignment: Assignment) -> str:
    """Of an assignment's manifest, reference, mistakes, tests and probes."""
    return _tree(assignment.solution_dir, assignment.test_dir, skip=("figures", "accepted"))


def engine_digest() -> str:
    """Of the grader's own rooms that a mark depends on, and of what reads a submission."""
    package = Path(autograder.__file__).parent
    rooms = ("sandbox", "feedback", "grading", "submission")
    return _tree(*(package / room for room in rooms))


def result_key(files: Mapping[str, bytes], problem: str | None, depends: Mapping[str, str]) -> str:
    """Key of one submission's result for one assignment.

    Args:
        files: the submission's files for it.
        problem: why they cannot be read, if they cannot.
        depends: everything else that counts, by name.
    """
    digest = hashlib.sha256(json.dumps([dict(depends), problem], sort_keys=True).encode())
    for name, data in sorted(files.items()):
        digest.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def _tree(*folders: Path, skip: tuple[str, ...] = ()) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        paths = sorted({path for pattern in _SOURCES for path in folder.rglob(pattern)})
        for path in paths:
            inside = path.relative_to(folder)
            if inside.parts[0] in skip or "__pycache__" in inside.parts:
                continue
            data = path.read_bytes()
            digest.update(f"{folder.name}/{inside}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
