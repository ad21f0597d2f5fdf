"""`python -m autograder.cli`."""

from __future__ import annotations

from autograder.cli import app

app()
