"""`autograder bench`: which cases, where the figures go, and the table in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.course import Course
from autograder.errors import UsageError
from autograder.files import write_atomic
from autograder.timing import machine
from autograder.timing.cases import load_cases
from autograder.timing.messages import Request
from autograder.timing.parent import run_bench
from autograder.timing.records import Bench, ExerciseTiming, Row, Timed, keep, to_json
from autograder.timing.words import percent, speed, times, traffic, unit

QUICK_SECONDS = 0.1

Chosen = tuple[tuple[str, str], ...]  # (assignment, exercise)


@dataclass(frozen=True)
class Wanted:
    """The command's arguments, as `autograder bench --help` has them."""

    names: tuple[str, ...] = ()
    device: str = "cpu"
    seconds: float = 5.0
    threads: int = 0
    quick: bool = False
    commit: bool = False
    out: Path | None = None


def bench(course: Course, wanted: Wanted, console: Console) -> int:
    """Time references; 0 where every result was right, else 1.

    Raises:
        UsageError: no such exercise or device, or figures that cannot be kept.
        CourseError: cases or a reference cannot be run.
        GraderFault: the process that times has ended or hangs.
    """
    cases = {
        (assignment.id, exercise): case
        for assignment in course.assignments
        for exercise, case in load_cases(assignment).items()
    }
    chosen = choose(tuple(cases), wanted.names)
    whole = {assignment for assignment, _ in set(cases) - set(chosen)}
    if wanted.commit and (part := sorted(whole & {assignment for assignment, _ in chosen})):
        raise UsageError(f"--commit keeps whole assignments; name {part[0]} instead of exercises.")
    request = Request(
        root=str(course.root),
        chosen=chosen,
        device=wanted.device,
        seconds=min(wanted.seconds, QUICK_SECONDS) if wanted.quick else wanted.seconds,
        threads=wanted.threads or machine.cores(),
        quick=wanted.quick,
    )
    with console.status("starting") as status:
        found = run_bench(request, lambda text: status.update(escape(text)))
    show(found, console)
    if wanted.out:
        write_atomic(wanted.out, to_json(found))
        console.print(f"All figures: {wanted.out}", markup=False, soft_wrap=True)
    if wanted.commit and found.is_right:
        _commit(course, found, console)
    return 0 if found.is_right else 1


def choose(known: Chosen, names: Sequence[str]) -> Chosen:
    """Which of the known cases are named; all where nothing is.

    Raises:
        UsageError: a name is of nothing that has a case.
    """
    chosen: list[tuple[str, str]] = []
    for name in names:
        found = [(a, e) for a, e in known if name in (a, e)]
        found = found or [(a, e) for a, e in known if a.startswith(name)]
        if not found:
            texts = ", ".join(exercise for _, exercise in known) or "nothing: no timing.py is there"
            raise UsageError(f"{name!r} is not timed. What is: {texts}.")
        chosen += found
    if not known:
        raise UsageError("No assignment has a solutions/<assignment>/timing.py with CASES.")
    return tuple(dict.fromkeys(chosen)) if names else known


def _commit(course: Course, found: Bench, console: Console) -> None:
    for name in dict.fromkeys(e.assignment for e in found.exercises if e.rows):
        path = keep(course.assignment(name), found).relative_to(course.root)
        console.print(f"Kept: {path}", markup=False, soft_wrap=True)
    console.print("Next: autograder build", markup=False)


def show(found: Bench, console: Console) -> None:
    """The machine, then a table for each exercise."""
    cores = f"{found.threads} thread{'' if found.threads == 1 else 's'}"
    driver = f", driver {found.driver}" if found.driver else ""
    console.print(f"[bold]{escape(found.name)}[/bold]  {cores}{driver}, {found.date}")
    peaks = ", ".join(f"{speed(value)} in {dtype}" for dtype, value in found.peaks.items())
    console.print(f"At best: {peaks}; memory {traffic(found.bandwidth)}")
    console.print(", ".join(f"{name}=={text}" for name, text in found.versions.items()))
    for exercise in found.exercises:
        console.print()
        _show_exercise(exercise, found.device, console)
    console.print(
        "\n[dim]time: median of one call; spread: half of the distance of the quartiles;\n"
        "n: repeats; floor: what share of it arithmetic or memory traffic need at best;\n"
        "below a peer's name: how many times as long as the peer the reference takes.[/dim]"
    )


def _show_exercise(exercise: ExerciseTiming, device: str, console: Console) -> None:
    title = f"[bold]{exercise.exercise}[/bold]  {exercise.assignment}, {exercise.dtype}"
    own = next((g.exponent for g in exercise.growth), None)
    console.print(title + (f", time grows as work^{own:.2f}" if own is not None else ""))
    if text := exercise.skipped(device):
        console.print(f"  {text}")
    if exercise.rows:
        console.print(_table(exercise.rows))
    for line in _notes(exercise):
        console.print(f"  {escape(line)}", soft_wrap=True)


def _table(rows: Sequence[Row]) -> Table:
    peers = tuple(dict.fromkeys(peer.name for row in rows for peer in row.peers))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("  size", no_wrap=True)
    for name in ("time", "spread", "n", "floor"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in peers:
        table.add_column(name, justify="right", overflow="fold")
    for row in rows:
        ratios = {peer.name: peer.ratio for peer in row.peers}
        cells = (times(ratios[name]) if name in ratios else "" for name in peers)
        table.add_row(f"  {row.size}", *_own(row), *cells)
    return table


def _own(row: Row) -> tuple[str, str, str, str]:
    own: Timed = row.reference
    half = (own.high - own.low) / 2 / own.median if own.median else 0.0
    return unit(own.median), f"±{percent(half)}", str(own.repeats), percent(row.share)


def _notes(exercise: ExerciseTiming) -> Iterator[str]:
    for peer in exercise.absent:
        yield f"without {peer.name}: {peer.reason}"
    for size in exercise.left_out:
        yield f"without {size.name}: {size.reason}"
    for text in exercise.wrong:
        yield f"✗ {text}"
