"""`autograder collect`: a class's repositories, cloned into what `grade` takes."""

from __future__ import annotations

import contextlib
import re
import shutil
import string
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from autograder.batch.late import parse_instant
from autograder.commands.ending import sentence
from autograder.commands.folders import alone
from autograder.errors import SubmissionError, UsageError
from autograder.report import words
from autograder.report.clean import one_line
from autograder.submission.collect import PARTIAL, Collected, Patience, State, collect
from autograder.submission.names import unique_ids
from autograder.submission.roster import load_roster

FIELDS = ("username", "id")
_FITS = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


@dataclass(frozen=True)
class CollectOptions:
    """The command line of `collect`.

    Attributes:
        roster: the class list.
        template: address of a repository, with {username} or {id}.
        out: where the clones go.
        before: ISO 8601; None: the newest commits.
        jobs: how many at a time.
        timeout: seconds for each request.
    """

    roster: Path
    template: str
    out: Path
    before: str | None = None
    jobs: int = 8
    timeout: float = 120.0


@dataclass(frozen=True)
class Order:
    """One student's repository: where it is and where it goes, or why it cannot be asked for."""

    name: str
    folder: Path
    url: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Outcome:
    """What has become of an order."""

    order: Order
    found: Collected | None = None
    problem: str = ""


def run_collect(options: CollectOptions, console: Console) -> int:
    """Collect; 0, or 1 where a repository could not be had.

    Raises:
        UsageError: the command line or the roster cannot be used, or git is not installed.
    """
    before = parse_instant(options.before, "--before") if options.before else None
    if shutil.which("git") is None:
        raise UsageError("git is not installed, and clones are made with it.")
    orders = plan(options)
    patience = Patience(options.timeout)
    with _held(options.out), ThreadPoolExecutor(options.jobs) as pool:
        try:
            outcomes = list(pool.map(lambda order: _one(order, before, patience), orders))
        except BaseException:
            patience.stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for outcome in outcomes:
        if line := _line(outcome):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    console.print(_total(outcomes), markup=False, highlight=False, soft_wrap=True)
    console.print(f"Next: autograder grade {options.out}", markup=False, highlight=False)
    return 1 if any(outcome.problem for outcome in outcomes) else 0


def plan(options: CollectOptions) -> list[Order]:
    """One order per student of the roster.

    Raises:
        UsageError: the template or the roster cannot be used.
    """
    fields = _fields(options.template)
    students = load_roster(options.roster).students
    names = [student.username or student.id for student in students]
    folders = unique_ids((name, f"{name}\0{i}") for i, name in enumerate(names))
    orders: list[Order] = []
    for student, called, name in zip(students, names, folders, strict=True):
        folder = options.out / name
        values = {field: getattr(student, field) or "" for field in fields}
        bad = next((field for field in fields if not _FITS.fullmatch(values[field])), None)
        if bad is None:
            orders.append(Order(called, folder, options.template.format(**values)))
        else:
            problem = f"the roster has no {bad} that can stand in an address: {values[bad]!r}."
            orders.append(Order(called, folder, problem=problem))
    return orders


def _fields(template: str) -> tuple[str, ...]:
    """The fields that a template names."""
    try:
        found = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
        template.format(**dict.fromkeys(found, "x"))
    except (ValueError, LookupError, AttributeError):
        found = set()
    if not found or not found <= set(FIELDS):
        raise UsageError(
            f"--template {template!r}: expected an address with {{username}} or {{id}} in it, such "
            "as https://github.com/ORG/a01-{username}.git."
        )
    return tuple(sorted(found))


def _one(order: Order, before: datetime | None, patience: Patience) -> Outcome:
    if order.problem:
        return Outcome(order, problem=order.problem)
    try:
        return Outcome(order, collect(order.url, order.folder, before, patience))
    except SubmissionError as error:
        return Outcome(order, problem=str(error))
    except OSError as error:
        return Outcome(order, problem=sentence(error))


def _line(outcome: Outcome) -> str:
    """What is worth a line; "" where all went well and nothing is new."""
    name = one_line(outcome.order.name, 40)
    if outcome.problem:
        kept = " The earlier clone stays." if outcome.order.folder.exists() else ""
        return f"  ! {name}: {one_line(outcome.problem, 400)}{kept}"
    assert outcome.found is not None
    if outcome.found.state is State.EMPTY:
        return f"  - {name}: no commits to grade"
    if outcome.found.state is State.UNCHANGED or outcome.found.commit is None:
        return ""
    when = outcome.found.commit.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"  + {name}: {outcome.found.state}, last commit {when}"


def _total(outcomes: Sequence[Outcome]) -> str:
    states = [outcome.found.state for outcome in outcomes if outcome.found]
    counts = [f"{states.count(state)} {state}" for state in (State.NEW, State.UPDATED)]
    counts.append(f"{states.count(State.UNCHANGED)} unchanged")
    counts.append(f"{states.count(State.EMPTY)} without commits")
    failed = sum(bool(outcome.problem) for outcome in outcomes)
    total = words.counted(len(outcomes), "repository", "repositories")
    return f"{total}: {', '.join(counts)}, {failed} failed."


@contextlib.contextmanager
def _held(out: Path) -> Iterator[None]:
    """Hold the folder of the clones, and clear what a killed run has left.

    Raises:
        UsageError: it is a file, or another command holds it.
    """
    with alone(out, "collect", "Wait for it."):
        for left in out.glob(f"{PARTIAL}*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
