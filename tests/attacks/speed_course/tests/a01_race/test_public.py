"""Public tests of the race."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.feedback.expect import expect

nearest = pytest.mark.exercise("nearest")


@nearest
def test_a_corner_is_five_away(student):
    """Three and four make five."""
    found = student.nearest(np.array([[3.0, 4.0]]), np.array([[0.0, 0.0], [9.0, 9.0]]))
    expect(found).close_to(np.array([5.0]))
