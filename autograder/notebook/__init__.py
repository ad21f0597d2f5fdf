"""What the course's notebooks use: `check("conv2d_forward")` on the functions of the notebook.

`hidden` and `marks_of` are for instructors whose marks nbgrader keeps; see docs/nbgrader.md.
"""

from __future__ import annotations

from autograder.notebook.checking import check, earned
from autograder.notebook.marking import hidden

__all__ = ["check", "earned", "hidden"]
