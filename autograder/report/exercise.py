"""What a notebook shows of one exercise: Markdown, and text where there is none."""

from __future__ import annotations

import io

from rich.console import Console

from autograder.report.clean import code_span, markdown_escape
from autograder.report.markdown import reasons
from autograder.report.terminal import terminal_check
from autograder.report.view import view
from autograder.results import SubmissionResult, Verdict


def exercise_markdown(result: SubmissionResult, public: bool = False) -> str:
    """Points, and why some are missing, of a result that holds one exercise.

    Args:
        result: of one exercise of one assignment.
        public: whether only the public tests were run.
    """
    (exercise,) = view(result).assignments[0].exercises
    tests = " in the public tests" if public else ""
    head = f"{exercise.look.symbol} {code_span(exercise.name)}"
    if exercise.verdict is Verdict.NOT_ATTEMPTED:
        return f"{head}: not attempted yet ({exercise.score} points).\n"
    state = f": {markdown_escape(exercise.state)}" if exercise.state else ""
    lines = [f"{head} **{exercise.score} points**{tests}{state}"]
    return "\n".join([*lines, *reasons(exercise)]) + "\n"


def exercise_text(result: SubmissionResult) -> str:
    """The same for a terminal, 80 columns wide, without colour."""
    text = io.StringIO()
    console = Console(file=text, width=80, color_system=None, force_jupyter=False)
    terminal_check(result, console)
    return text.getvalue().rstrip()
