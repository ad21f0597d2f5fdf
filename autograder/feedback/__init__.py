"""Comparing and explaining: what is wrong with a value, and which belief gives that value."""

from autograder.feedback.expect import ExpectationFailed, expect

__all__ = ["ExpectationFailed", "expect"]
