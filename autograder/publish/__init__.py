"""What students and learning platforms receive, generated from what authors wrote."""

from __future__ import annotations

from autograder.publish.build import build, check
from autograder.publish.scaffold import new
from autograder.publish.stubs import make_stub

__all__ = ["build", "check", "make_stub", "new"]
