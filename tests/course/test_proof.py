"""Promise 3, for every assignment on disk: the tests are right before a student meets them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest

from autograder.commands.grade import pick_level
from autograder.course import find_root, load_course
from autograder.grading.engine import Engine
from autograder.grading.proof import prove, too_slow
from autograder.publish.handout import anchors

COURSE = load_course(find_root(Path(__file__).parent))


def test_every_reference_passes_its_own_tests():
    # the server refuses to start where one does not
    with Engine(COURSE, COURSE.assignments, pick_level(None), secrets.token_hex(8)) as engine:
        assert engine.pids["server"]


@pytest.mark.slow
@pytest.mark.timeout(1200)  # a hundred variants and more, each graded
@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.id)
def test_solutions_of_known_worth_get_the_marks_that_they_must(assignment):
    # a secret that nobody has seen: what is proved must hold for every secret
    secret, level = secrets.token_hex(8), pick_level(None)
    with Engine(COURSE, [assignment], level, secret, scripts=False) as engine:
        rows = prove(engine, assignment, jobs=os.cpu_count() or 1)
    missing = [text for text in [too_slow(assignment, rows)] if text]
    missing += [f"{row.exercise}: {text}" for row in rows for text in row.problems]
    missing += [f"{r.exercise}: {text}" for r in rows if r.speed for text in r.speed.problems]
    missing += [
        f"{row.exercise}: mistakes/{mistake.id}.py: {text}"
        for row in rows
        for mistake in row.mistakes
        for text in mistake.problems
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.id)
def test_every_exercise_has_its_section_in_the_handout(assignment):
    handout = (assignment.student_dir / "README.md").read_text(encoding="utf-8")
    assert {exercise.handout for exercise in assignment.exercises} <= set(anchors(handout))
