"""Keys: everything that a mark depends on, as one digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import autograder
from autograder.course import Assignment

_UNREAD = ("__pycache__", "figures", "accepted", "timing.json")  # no mark depends on these


def assignment_digest(assignment: Assignment) -> str:
    """Of an assignment's manifest, reference, mistakes, tests, probes and their data."""
    return _tree(assignment.solution_dir, assignment.test_dir)


def engine_digest() -> str:
    """Of the grader's own rooms that a mark depends on, and of what reads a submission."""
    package = Path(autograder.__file__).parent
    rooms = ("sandbox", "feedback", "grading", "submission", "timing")
    files = ("course.py", "errors.py", "results.py", "tables.py")
    return _tree(*(package / name for name in (*rooms, *files)))


def code_digest() -> str:
    """Of all of the grader's code that a worker of a cluster runs."""
    batch = _tree(Path(autograder.__file__).parent / "batch")
    return hashlib.sha256(f"{engine_digest()} {batch}".encode()).hexdigest()


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


def _tree(*roots: Path) -> str:
    """Of files, and of all that folders hold, by name."""
    digest = hashlib.sha256()
    for root in roots:
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            inside = path.relative_to(root.parent)
            hidden = any(part in _UNREAD or part.startswith(".") for part in inside.parts[1:])
            if hidden or path.suffix == ".md" or not path.is_file():
                continue
            data = path.read_bytes()
            digest.update(f"{inside}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
    return digest.hexdigest()
