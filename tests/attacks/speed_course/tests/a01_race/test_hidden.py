"""Hidden tests of the race."""

from __future__ import annotations

import pytest

from autograder.feedback.expect import expect

nearest = pytest.mark.exercise("nearest")


@nearest
def test_clouds_of_points(student, rng, reference):
    """Each point has its nearest."""
    x, y = rng.standard_normal((5, 3)), rng.standard_normal((7, 3))
    expect(student.nearest(x, y)).close_to(reference.nearest(x, y))


@nearest
def test_inputs_are_kept(student, rng):
    """Arguments stay as they were."""
    student.nearest(rng.standard_normal((4, 2)), rng.standard_normal((3, 2)))
    expect.inputs_kept(student)
