"""Marks are the same whether tests may pass by what the reference answered or all of them run."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from autograder.commands.grade import pick_level
from autograder.course import Assignment, find_root, load_course
from autograder.feedback.mistakes import load_mistakes, variant_source
from autograder.grading.engine import Engine
from autograder.grading.jobs import Job

COURSE = load_course(find_root(Path(__file__).parent))
MIXED = 2


@pytest.mark.slow
@pytest.mark.timeout(600)  # three submissions, each graded twice
@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.id)
def test_a_mixed_class_gets_the_same_documents_with_scripts_and_without(assignment):
    level = pick_level(None)
    with (
        Engine(COURSE, [assignment], level, "s") as with_scripts,
        Engine(COURSE, [assignment], level, "s", scripts=False) as without,
    ):
        different = [
            name
            for name, source in mixed_class(assignment).items()
            if graded(with_scripts, assignment, source) != graded(without, assignment, source)
        ]
    assert not different


def mixed_class(assignment: Assignment) -> dict[str, str]:
    """Name -> source: each with some of its exercises right in another way, and some wrong."""
    made = {"reference": (assignment.solution_dir / assignment.file).read_text(encoding="utf-8")}
    accepted = sorted((assignment.solution_dir / "accepted").glob("*.py"))
    mistakes = load_mistakes(assignment)
    for number in range(MIXED):
        source = made["reference"]
        for path in accepted[number::MIXED]:
            source = variant_source(source, path.read_text(encoding="utf-8"))
        wrong = [e.name for e in assignment.exercises[number :: MIXED + 1]]
        for mistake in {m.exercise: m for m in mistakes if m.exercise in wrong}.values():
            source = variant_source(source, mistake.source)
        made[f"mixed {number}"] = source
    return made


def graded(engine: Engine, assignment: Assignment, source: str) -> bytes:
    """The document, without times."""
    files = {assignment.id: {assignment.file: source.encode()}}
    result = engine.grade(Job(assignments=(assignment.id,), files=files))
    assert result.fault is None
    return msgspec.json.encode(result.assignments)
