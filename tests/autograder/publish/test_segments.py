"""A reference in pieces: stubs that are the stub, solutions that run from top to bottom."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import find_root, load_course
from autograder.publish.segments import released, segments
from autograder.publish.stubs import make_stub

COURSE = load_course(find_root(Path(__file__).parent))


def pieces_of(assignment):
    path = assignment.solution_dir / assignment.file
    text = path.read_text(encoding="utf-8")
    return text, path, segments(text, assignment, path)


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.id)
class TestEveryAssignment:
    def test_all_stubs_together_are_the_stub(self, assignment):
        text, path, pieces = pieces_of(assignment)
        start = "from __future__ import annotations"
        wanted = make_stub(text, assignment, path)
        wanted = wanted[wanted.index(start) :].split("\n")
        found = "\n".join(piece.stub for piece in pieces)
        found = found[found.index(start) :].split("\n")
        assert sorted(filter(str.strip, found)) == sorted(filter(str.strip, wanted))
        assert [p.exercise for p in pieces if p.exercise] != []

    def test_a_solution_releases_its_stub_byte_for_byte(self, assignment):
        for piece in pieces_of(assignment)[2]:
            assert released(piece.solution) == piece.stub

    def test_no_line_of_the_reference_is_lost(self, assignment):
        text, _, pieces = pieces_of(assignment)
        found = {line.strip() for piece in pieces for line in piece.solution.split("\n")}
        body = text[text.index("from __future__") :]
        assert {line.strip() for line in body.split("\n")} - found <= {""}


SOURCE = '''\
"""Text that is seen."""

from __future__ import annotations

import math

import numpy as np

SIZE = math.prod((2, 3))


def relu(x):
    """Keep what is positive."""
    # Your turn: keep it.
    return _larger(x, 0)


def _larger(x, limit):
    return np.maximum(x, limit)


class Net:
    """A net."""

    def __init__(self):
        self.size = SIZE

    def forward(self, x):
        """Use it."""
        return relu(x)


class _Twice(Net):
    size = 2


def double(x):
    """Double."""
    return 2 * x


LIMIT = 7
'''


@pytest.fixture
def pieces(tmp_path, small_assignment):
    path = tmp_path / "small.py"
    return {p.exercise or p.stub: p for p in segments(SOURCE, small_assignment, path)}


@pytest.fixture
def small_assignment():
    from dataclasses import replace

    from autograder.course import Exercise

    names = ("relu", "Net", "double")
    exercises = tuple(Exercise(name=name, title=name, points=1.0) for name in names)
    return replace(COURSE.assignments[0], exercises=exercises, file="small.py")


def test_helpers_stand_before_the_first_exercise_that_may_need_them(pieces):
    assert "def _larger" in pieces["relu"].solution
    assert "def _larger" not in pieces["relu"].stub


def test_a_helper_that_needs_an_exercise_comes_after_it(pieces):
    solution = pieces["Net"].solution
    assert solution.index("class _Twice") > solution.index("class Net")


def test_what_is_given_at_the_end_comes_before_the_exercises(pieces):
    assert list(pieces).index("LIMIT = 7") < list(pieces).index("relu")


def test_all_of_it_runs_from_top_to_bottom(pieces):
    names = {"__name__": "small"}
    for piece in pieces.values():
        exec(piece.solution, names)
        if piece.exercise == "relu":
            assert names["relu"](-3) == 0
    assert (names["_Twice"].size, names["LIMIT"], names["double"](2)) == (2, 7, 4)


def test_the_docstring_is_not_shown_as_output(pieces):
    first = next(iter(pieces.values()))
    assert first.stub.startswith("# Text that is seen.\n\nfrom __future__")
