import numpy as np
import pytest

from autograder.feedback import expect


@pytest.mark.exercise("output_size", weight=2)
def test_agrees_with_counting(student, rng):
    """As many places as a loop counts."""
    for _ in range(5):
        size, kernel, stride = (int(n) for n in rng.integers((8, 1, 1), (40, 8, 5)))
        count = len(range(0, size - kernel + 1, stride))
        expect(student.output_size(size, kernel, stride)).equals(count)


@pytest.mark.exercise("mirror", weight=2)
def test_agrees_with_the_reference(student, reference, rng):
    """Any image, as the reference does it."""
    image = rng.standard_normal((4, 5))
    expect(student.mirror(image)).close_to(reference.mirror(image))


@pytest.mark.exercise("Accumulator")
def test_probe_sees_the_object(student, probes):
    """A probe gets the object itself, and sees what was added."""
    made = student.Accumulator(1.0)
    first, second = student.run(probes.add_twice, made, np.ones((2, 3)))
    expect(first).close_to(np.full((2, 3), 2.0))
    expect(second).close_to(np.full((2, 3), 3.0))
