"""Runs and results in SQL. A result, once put, survives a kill of the grader at any instant."""

from autograder.store.store import Store

__all__ = ["Store"]
