"""What the course's notebooks use: `check("conv2d_forward")` on the functions of the notebook."""

from __future__ import annotations

from autograder.notebook.checking import check, earned

__all__ = ["check", "earned"]
