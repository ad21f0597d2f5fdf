"""How much of a reference's behaviour its tests hold: `make mutate ARGS="a01_convolution"`.

Changes the reference in one place at a time and grades each change as a submission. A change
that earns full marks has survived: either nobody can tell it from the reference, which is then
written into `equivalent/`, or a test is missing. Exit code 1 where an unexplained survivor or a
stale entry remains.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from equivalents import Equivalent, as_entry, find_stale, load_equivalents
from kills import Outcome, grade_mutants
from mutants import Mutant, make_mutants
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from autograder.commands.grade import pick_level
from autograder.course import Assignment, Course, find_root, load_course
from autograder.errors import AutograderError


@dataclass(frozen=True)
class Tally:
    """One assignment's mutants.

    Attributes:
        graded: mutant -> what became of it.
        explained: survivors that are known to be equivalent.
        stale: entries that judge nothing any more, and why.
    """

    assignment: Assignment
    graded: dict[Mutant, Outcome]
    explained: frozenset[Mutant]
    stale: tuple[tuple[Equivalent, str], ...]

    @property
    def unexplained(self) -> list[Mutant]:
        """Mutants that are neither killed nor explained."""
        return [
            mutant
            for mutant, outcome in self.graded.items()
            if outcome is not Outcome.KILLED and mutant not in self.explained
        ]

    @property
    def clean(self) -> bool:
        """Whether nothing is left to do."""
        return not self.unexplained and not self.stale

    def counts(self, definition: str | None = None) -> dict[str, int | float]:
        """Figures of one definition, or of all. The rate leaves explained survivors out."""
        own = {m: o for m, o in self.graded.items() if definition in (None, m.definition)}
        killed = sum(outcome is Outcome.KILLED for outcome in own.values())
        explained = sum(mutant in self.explained for mutant in own)
        return {
            "mutants": len(own),
            "killed": killed,
            "survived": len(own) - killed - explained,
            "explained": explained,
            "rate": rate(len(own) - explained, killed),
        }


def rate(mutants: int, killed: int) -> float:
    """Share of killed mutants; 1 where there is none to kill."""
    return killed / mutants if mutants else 1.0


def main() -> int:
    """Run; the exit code."""
    options = _options()
    console = Console(highlight=False)
    try:
        course = load_course(find_root(options.course))
        chosen = [course.assignment(name) for name in options.assignments] or course.assignments
        for assignment in chosen if options.exercise else ():
            assignment.exercise(options.exercise)
        tallies = [run(course, assignment, options, console) for assignment in chosen]
    except AutograderError as error:
        console.print(f"Error: {error}", markup=False, soft_wrap=True)
        return 2
    if options.out:
        options.out.write_text(json.dumps(document(tallies), indent=2) + "\n", encoding="utf-8")
    return 0 if all(tally.clean for tally in tallies) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, prog="make mutate")
    parser.add_argument("assignments", nargs="*", help="default: all")
    parser.add_argument("--exercise", help="mutate this exercise, and what it alone uses")
    parser.add_argument("--sample", type=int, help="grade so many mutants, drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--jobs", type=int, default=1, help="mutants at a time")
    parser.add_argument("--isolation", help="level (default: the strongest here)")
    parser.add_argument("--entries", action="store_true", help="print survivors as TOML")
    parser.add_argument("--out", type=Path, help="write all figures as JSON")
    parser.add_argument("--course", type=Path, help="the course's folder")
    return parser.parse_args()


def run(
    course: Course, assignment: Assignment, options: argparse.Namespace, console: Console
) -> Tally:
    """Make, grade and show one assignment's mutants."""
    source = (assignment.solution_dir / assignment.file).read_text(encoding="utf-8")
    entries = load_equivalents(assignment.id)
    made = make_mutants(source, [e.name for e in assignment.exercises])
    if options.exercise:
        made = [mutant for mutant in made if mutant.exercise == options.exercise]
        names = {mutant.definition for mutant in made}
        entries = tuple(entry for entry in entries if entry.definition in names)
    chosen = made
    if options.sample is not None and options.sample < len(made):
        drawn = set(random.Random(options.seed).sample(range(len(made)), options.sample))
        chosen = [mutant for i, mutant in enumerate(made) if i in drawn]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task(assignment.id, total=len(chosen))
        level = pick_level(options.isolation)
        outcomes = grade_mutants(
            course, assignment, chosen, level, options.jobs, lambda: progress.advance(task)
        )
    tally = settle(assignment, made, dict(zip(chosen, outcomes, strict=True)), entries)
    show(tally, console, options.entries)
    return tally


def settle(
    assignment: Assignment,
    made: Sequence[Mutant],
    graded: dict[Mutant, Outcome],
    entries: Sequence[Equivalent],
) -> Tally:
    """Tell explained survivors from the others, and entries that explain none."""
    survivors = [mutant for mutant, outcome in graded.items() if outcome is Outcome.SURVIVED]
    killed = {mutant for mutant, outcome in graded.items() if outcome is Outcome.KILLED}
    explained = frozenset(m for m in survivors if any(entry.matches(m) for entry in entries))
    return Tally(assignment, graded, explained, tuple(find_stale(entries, made, killed)))


def show(tally: Tally, console: Console, entries: bool = False) -> None:
    """A table per definition, then what is left to do."""
    assignment = tally.assignment
    console.print(f"[bold]{assignment.id}[/bold]  {escape(assignment.title)}")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("", no_wrap=True)
    for column in ("mutants", "killed", "survived", "explained", "rate"):
        table.add_column(column, justify="right")
    names = dict.fromkeys(mutant.definition for mutant in tally.graded)
    for name, counts in [(n, tally.counts(n)) for n in names] + [("total", tally.counts())]:
        *figures, share = counts.values()
        table.add_row(name, *map(str, figures), f"{share:.1%}")
    console.print(table)
    path = (assignment.solution_dir / assignment.file).relative_to(assignment.root)
    for mutant in tally.unexplained:
        if entries:
            console.print(as_entry(mutant), markup=False, soft_wrap=True)
            continue
        fault = "  GRADER FAULT" if tally.graded[mutant] is Outcome.FAULT else ""
        text = f"{path}:{mutant.line}  {mutant.operator}{fault}\n  - {mutant.old}\n  + {mutant.new}"
        console.print(text, markup=False, soft_wrap=True)
    for entry, reason in tally.stale:
        text = f"stale: {entry.definition}  {entry.operator}  {entry.new}\n  {reason}"
        console.print(text, markup=False, soft_wrap=True)
    console.print()


def document(tallies: Sequence[Tally]) -> dict[str, object]:
    """All figures, for a file."""
    return {tally.assignment.id: _document(tally) for tally in tallies}


def _document(tally: Tally) -> dict[str, object]:
    def row(mutant: Mutant) -> dict[str, object]:
        names = ("definition", "operator", "line", "old", "new")
        return {name: getattr(mutant, name) for name in names} | {
            "outcome": "explained" if mutant in tally.explained else tally.graded[mutant]
        }

    names = dict.fromkeys(mutant.definition for mutant in tally.graded)
    return {
        "total": tally.counts(),
        "definitions": {name: tally.counts(name) for name in names},
        "not_killed": [row(m) for m, o in tally.graded.items() if o is not Outcome.KILLED],
        "stale": [[entry.definition, entry.new, reason] for entry, reason in tally.stale],
    }


if __name__ == "__main__":
    sys.exit(main())
