"""The checks of the course that is attacked, as one writes them for graders without a wall.

Each is the body of a function that finds `window_mean`, `Tally` and `rescale` in its scope.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

HEAD = """
import numpy as np
import torch
"""


@dataclass(frozen=True)
class Check:
    """One check.

    Attributes:
        name: of the test.
        exercise: what it uses.
        points: what it is worth.
        hidden: whether students get it.
        body: statements.
    """

    name: str
    exercise: str
    points: float
    hidden: bool
    body: str

    def indented(self, by: int = 4) -> str:
        """The body for the inside of a function."""
        return textwrap.indent(textwrap.dedent(self.body).strip(), " " * by)


CHECKS = (
    Check(
        "three_neighbours",
        "window_mean",
        1,
        False,
        """
        x = np.array([1.0, 2.0, 6.0, 1.0])
        np.testing.assert_allclose(window_mean(x, 3), [3.0, 3.0])
        assert x.tolist() == [1.0, 2.0, 6.0, 1.0]
        """,
    ),
    Check(
        "any_length_and_width",
        "window_mean",
        2,
        True,
        """
        # CANARY-hidden-test
        rng = np.random.default_rng(3141)
        for _ in range(4):
            length, width = int(rng.integers(5, 30)), int(rng.integers(1, 5))
            x = rng.standard_normal(length)
            before = x.copy()
            windows = np.lib.stride_tricks.sliding_window_view(x, width)
            expected = windows @ np.full(width, 1 / width)
            result = window_mean(x, width)
            np.testing.assert_allclose(result, expected, rtol=1e-9, atol=1e-12)
            assert np.array_equal(x, before)
        """,
    ),
    Check(
        "large_values",
        "window_mean",
        2,
        True,
        """
        x = np.array([31337.125, 2 * 8675309.25 - 31337.125])
        np.testing.assert_allclose(window_mean(x, 2), [8675309.25], rtol=1e-9)
        """,
    ),
    Check(
        "totals_grow",
        "Tally",
        1,
        False,
        """
        made = Tally()
        assert made.add(2.0) == 2.0
        assert made.add(3.0) == 5.0
        """,
    ),
    Check(
        "starts_anywhere",
        "Tally",
        1,
        True,
        """
        assert abs(Tally(0.625).add(0.25) - 0.875) < 1e-12
        """,
    ),
    Check(
        "from_zero_to_one",
        "rescale",
        1,
        False,
        """
        x = torch.tensor([3.0, 1.0, 5.0], dtype=torch.float64)
        expected = torch.tensor([0.5, 0.0, 1.0], dtype=torch.float64)
        assert torch.allclose(rescale(x), expected)
        """,
    ),
    Check(
        "gradient",
        "rescale",
        2,
        True,
        """
        x = torch.arange(12.0, dtype=torch.float64).reshape(3, 4).sin().requires_grad_()
        right = (x - x.min()) / (x.max() - x.min())
        (expected,) = torch.autograd.grad((right**2).sum(), x)
        value = rescale(x)
        (gradient,) = torch.autograd.grad((value**2).sum(), x)
        assert torch.allclose(value, right)
        assert torch.allclose(gradient, expected)
        """,
    ),
)
