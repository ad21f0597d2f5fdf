"""`autograder verify`: promise 3 as a table."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from functools import partial

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, TaskID
from rich.table import Table

from autograder.commands.grade import pick_level
from autograder.course import Assignment, Course
from autograder.grading.engine import Engine
from autograder.grading.proof import ExerciseProof, prove, too_slow
from autograder.results import Verdict


def verify(
    course: Course,
    assignments: Sequence[Assignment],
    console: Console,
    isolation: str | None = None,
    jobs: int = 0,
    details: bool = False,
) -> int:
    """Prove assignments; 0 where nothing is missing, 1 otherwise.

    Raises:
        AutograderError: course or isolation cannot be used.
    """
    level = pick_level(isolation)
    jobs = jobs or os.cpu_count() or 1
    proved = True
    for assignment in assignments:
        progress = Progress(console=console, transient=True)
        # a fresh secret each time: tests must hold for any
        secret = secrets.token_hex(8)
        made = Engine(course, [assignment], level, secret, proved=False, scripts=False)
        with made as engine, progress:
            task = progress.add_task(assignment.id)
            rows = prove(engine, assignment, jobs, partial(_advance, progress, task))
        show(assignment, rows, console, details)
        proved = proved and all(row.proved for row in rows) and not too_slow(assignment, rows)
    return 0 if proved else 1


def _advance(progress: Progress, task: TaskID, done: int, total: int) -> None:
    progress.update(task, completed=done, total=total)


def show(
    assignment: Assignment, rows: Sequence[ExerciseProof], console: Console, details: bool
) -> None:
    """One assignment's table, then what is missing."""
    console.print(f"[bold]{assignment.id}[/bold]  {escape(assignment.title)}")
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    names = ("tests", "reference", "accepted", "stub", "mistakes", "hints", "slowest")
    left = console.width - sum(len(name) + 1 for name in names) - 4  # cells are a little wider
    table.add_column("exercise", no_wrap=True, max_width=max(left, 12))
    for name in names:
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    for row in rows:
        table.add_row(*cells(row))
    console.print(table)
    public, hidden = sum(r.public for r in rows), sum(r.hidden for r in rows)
    mistakes = sum(len(r.mistakes) for r in rows)
    seconds, allowed = sum(r.seconds for r in rows), assignment.limits.suite_seconds
    console.print(
        f"{public} public + {hidden} hidden tests, {mistakes} mistakes. The reference takes "
        f"{seconds:.2f} s of the {allowed:g} s allowed.",
        soft_wrap=True,
    )
    if text := too_slow(assignment, rows):
        console.print(f"  ✗ {escape(text)}", soft_wrap=True)
    for row in rows:
        report(row, console, details)
    console.print()


def cells(row: ExerciseProof) -> list[str]:
    """One row of the table."""
    caught = sum(m.caught for m in row.mistakes)
    hinted = sum(m.hinted for m in row.mistakes)
    return [
        ("✓ " if row.proved else "✗ ") + row.exercise,
        f"{row.public}+{row.hidden}",
        f"{'✓' if row.reference else '✗'} {row.seconds:.2f} s",
        f"{row.accepted}/{row.accepted_total}",
        "untried" if row.stub is Verdict.NOT_ATTEMPTED else f"✗ {row.stub}",
        f"{caught}/{len(row.mistakes)}",
        f"{hinted}/{len(row.mistakes)}",
        f"{row.slowest_seconds:.2f} s",
    ]


def report(row: ExerciseProof, console: Console, details: bool) -> None:
    """What is missing in one exercise; with `details` also each mistake."""
    for problem in row.problems:
        console.print(f"  ✗ {row.exercise}: {escape(problem)}", soft_wrap=True)
    if row.speed is not None:
        for problem in row.speed.problems:
            console.print(f"  ✗ {row.exercise}: {escape(problem)}", soft_wrap=True)
        fast, slow = len(row.speed.fast), len(row.speed.slow)
        if not row.speed.problems:
            text = f"  ✓ {row.exercise}, speed: {fast} right ones keep its points, {slow} slow"
            verb = "one loses" if slow == 1 else "ones lose"
            console.print(escape(f"{text} {verb} them"), soft_wrap=True)
    for mistake in row.mistakes:
        for problem in mistake.problems:
            text = f"  ✗ {row.exercise}: mistakes/{mistake.id}.py: {problem}"
            console.print(escape(text), soft_wrap=True)
        if details:
            text = (
                f"    {row.exercise} · {mistake.id}: must fail {', '.join(mistake.must_fail)}; "
                f"fails {', '.join(mistake.fails) or 'none'}; hint: {mistake.hint}"
            )
            console.print(escape(text), soft_wrap=True)
