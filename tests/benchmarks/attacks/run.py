"""The corpus of attacks against what people grade with today: `make bench-attacks`.

Each attack that is a folder with target.py is graded by plain pytest, nbgrader and otter-grader,
with the same checks and in a cage, and by this project's grader. It counts where it *gained*
points beyond what its honest parts are worth (the marks in attack.toml), *stopped* the grader (no
result within the deadline), or *read* something planted that an honest wrong answer does not show.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import cage
import own
from corpus import ASSIGNMENT, CANARIES, COURSE, FILE, SECRET, Attack, load_corpus
from graders import Graded, Grader, Nbgrader, Otter, PlainPytest
from rich.console import Console
from rich.table import Table

PLANTED = {"AUTOGRADER_SECRET": SECRET, "CANARY": CANARIES["environment"]}
WRONG = "def window_mean(x, width):\n    return x * 0\n"


def main() -> int:
    """Run; print the table, and what each attack did with `--out`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, required=True, help="environment with the graders")
    parser.add_argument("--only", default="", help="part of an attack's name")
    parser.add_argument("--sample", type=int, default=0, help="so many, spread over all; 0: all")
    parser.add_argument("--graders", default="pytest,nbgrader,otter,autograder")
    parser.add_argument("--out", type=Path, help="JSON: what each attack did")
    options = parser.parse_args()
    reason = cage.missing()
    if reason:
        print(reason, file=sys.stderr)
        return 2
    bin_ = (options.peers / "bin").absolute()
    corpus = [a for a in load_corpus() if options.only in a.id]
    usable = [a for a in corpus if (a.folder / FILE).exists()]
    if options.sample:
        step = max(1, len(usable) // options.sample)
        usable = usable[step // 2 :: step]
    os.environ |= PLANTED
    with own.Own.started() as ours:
        known: list[Grader] = [PlainPytest(bin_), Nbgrader(bin_), Otter(bin_), ours]
        graders = [g for g in known if g.name in options.graders.split(",")]
        done = {grader.name: attack_all(grader, usable) for grader in graders}
    if options.out:
        options.out.write_text(json.dumps(done, indent=1))
    show(done, len(corpus), len(usable))
    return 0


def attack_all(grader: Grader, attacks: Sequence[Attack]) -> dict[str, list[str]]:
    """Attack -> what it achieved against a grader."""
    console = Console(stderr=True)
    full = try_one(grader, (COURSE / "solutions" / ASSIGNMENT / FILE).read_text())
    if full.points != 10:
        raise SystemExit(f"{grader.name} gives the reference {full.points}, not 10:\n{full.shown}")
    shown = found(try_one(grader, WRONG).shown)
    achieved = {}
    for attack in attacks:
        achieved[attack.id] = judge(grader, attack, shown)
        console.print(f"{grader.name} {attack.id}: {', '.join(achieved[attack.id]) or 'held'}")
    return achieved


def try_one(grader: Grader, source: str) -> Graded:
    """Grade a file."""
    with tempfile.TemporaryDirectory() as name:
        submission = Path(name, "submission")
        submission.mkdir()
        (submission / FILE).write_text(source)
        return grader.grade(submission, made(name), dict(os.environ))


def judge(grader: Grader, attack: Attack, shown: set[str]) -> list[str]:
    """What an attack achieved."""
    with tempfile.TemporaryDirectory() as name:
        attack.lay_out(Path(name, "submission"), 9)
        folder = made(name)
        plant(folder)
        submission = Path(name, "submission", ASSIGNMENT)
        graded = grader.grade(submission, folder, dict(os.environ))
    honest = sum(float(str(e["points"])) for e in attack.expected.values())
    achieved = []
    if graded.points is None:
        achieved.append("stopped")
    elif graded.points > honest + 1e-6:
        achieved.append("gained")
    if found(graded.shown) - shown:
        achieved.append("read")
    return achieved


def made(name: str) -> Path:
    """An empty folder for a grader."""
    folder = Path(name, "grader")
    folder.mkdir()
    return folder


def plant(folder: Path) -> None:
    """What a grader's machine holds beside: another student's work."""
    neighbour = folder / "neighbour" / ASSIGNMENT
    neighbour.mkdir(parents=True)
    (neighbour / FILE).write_text("# CANARY-neighbour")


def found(text: str) -> set[str]:
    """What is planted in a text."""
    return {name for name, canary in CANARIES.items() if canary in text}


def show(done: dict[str, dict[str, list[str]]], total: int, usable: int) -> None:
    """The table."""
    table = Table(title=f"{usable} attacks that are a file or a folder, of {total}")
    table.add_column("grader")
    for column in ("gained marks", "stopped the run", "read something", "achieved nothing"):
        table.add_column(column, justify="right")
    for name, achieved in done.items():
        count = Counter(what for whats in achieved.values() for what in whats)
        held = sum(not whats for whats in achieved.values())
        table.add_row(name, *(str(count[k]) for k in ("gained", "stopped", "read")), str(held))
    Console(width=100).print(table)


if __name__ == "__main__":
    sys.exit(main())
