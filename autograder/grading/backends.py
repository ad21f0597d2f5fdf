"""Where a test's submission runs: in process, or behind the wall."""

from __future__ import annotations

from typing import Protocol

from autograder.grading.suite import Suite
from autograder.sandbox.proxy import Backend


class Backends(Protocol):
    """Gives backends; `LocalBackends` in process, `WallBackends` behind the wall."""

    def backend(self, suite: Suite, exercise: str) -> Backend:
        """The submission's backend for one test of `exercise`, with fresh handles.

        Raises:
            AutograderError: it cannot be had; becomes the test's verdict.
        """

    def folder(self, suite: Suite) -> str:
        """Where the submission's files lie in this process; "" where they do not."""

    def output(self) -> str:
        """What the submission printed since the last call, capped."""
