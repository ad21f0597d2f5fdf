"""Make a class of submissions whose marks are known.

    python data_scripts/make_cohort.py --students 30 --seed 1 --format mixed --out demo/class

Writes into the output folder:
    submissions/         one hand-in per student, in many formats
    lms_download.zip     a learning platform's bulk download, where the format has one
    roster.csv           id, name, email, username; one of them has not handed in
    expected.csv         points that each exercise's tests must give, and what was written for it
    expected_totals.csv  their sums

The same arguments give the same bytes. In the last two tables `student` is the id in the roster,
or that of the submission where it is nobody's. Licence: all names and numbers are made up; the
code is that of the course.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cohort.compose import compose
from cohort.draw import IMPORT_ERROR, LATIN1, MIN_CLASS, MISSING, SYNTAX_ERROR, Drawing, Work
from cohort.expected import Marks, expected_marks
from cohort.formats import CANVAS, FORMATS, ONE_FILE, WRITERS, HandIn, write_canvas
from cohort.people import Person, draw_people
from cohort.variants import REFERENCE, STUB, Bank

from autograder.course import Assignment, find_root, load_course
from autograder.errors import AutograderError, UsageError

MARKER = ".made_by_make_cohort"
DUE = 1_773_446_400  # 2026-03-14, 00:00 UTC
LATE = 0.1


@dataclass(frozen=True)
class Student:
    """One submission: whose, in which format, what is in it, what it must get."""

    person: Person
    format: str
    work: Work
    source: str
    when: int
    marks: Marks


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 2 where it cannot be used as asked."""
    options = _parser().parse_args(arguments)
    try:
        course = load_course(find_root(options.course))
        assignment = course.assignment(options.assignment)
        _refuse_others(options.out)
        students, roster = make_class(assignment, options)
        _start(options.out)
        ids = _write_hand_ins(students, assignment, options.out, random.Random(options.seed))
        _write_tables(students, roster, ids, options.out)
    except (AutograderError, ValueError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    _summarise(students, roster, assignment, options.out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Make a class of submissions with known marks.")
    parser.add_argument("--students", type=int, default=30, help="how many submissions")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same class")
    formats = ("mixed", *FORMATS)
    parser.add_argument("--format", choices=formats, default="mixed", help="mixed: all of them")
    parser.add_argument("--out", type=Path, required=True, help="folder to write; replaced if ours")
    parser.add_argument("--assignment", default="a01_convolution", help="which one is handed in")
    here = Path(__file__).parent
    parser.add_argument("--course", type=Path, default=here, help="the course's folder")
    text = "share of students with an endless loop; each costs two time-outs"
    parser.add_argument("--hang-rate", type=float, default=0.03, help=text)
    return parser


def make_class(
    assignment: Assignment, options: argparse.Namespace
) -> tuple[list[Student], list[Person]]:
    """The submissions, and the people of the roster."""
    count: int = options.students
    if count < 1 or not 0 <= options.hang_rate <= 1:
        raise UsageError("expected at least one student and a --hang-rate between 0 and 1.")
    chance = random.Random(options.seed)
    bank = Bank(assignment)
    people = draw_people(chance, count + 1)
    formats = [options.format] * count
    if options.format == "mixed":
        formats = [FORMATS[place % len(FORMATS)] for place in range(count)]
    may_miss = [form not in ONE_FILE for form in formats]
    works = Drawing(bank, chance).works(count, options.hang_rate, may_miss)
    marks = _expected(bank, works)
    students = [
        Student(person, form, work, _source(bank, work), _when(chance), mark)
        for person, form, work, mark in zip(people, formats, works, marks, strict=False)
    ]
    strangers = {students[-1].person} if count >= MIN_CLASS else set()
    roster = sorted(set(people) - strangers, key=lambda person: (person.last, person.first))
    return students, roster


def _when(chance: random.Random) -> int:
    """Most hand in shortly before it is due; an even second, as zip archives keep time."""
    if chance.random() < LATE:
        return DUE + 2 * int(chance.uniform(300, 100_000))
    return DUE - 2 * int(min(chance.expovariate(1 / 40_000), 600_000) + 60)


def _expected(bank: Bank, works: Iterable[Work]) -> list[Marks]:
    files: dict[str, tuple[str, str]] = {}
    names: list[str] = []
    for work in works:
        pair = compose(bank, work.choices), compose(bank, work.choices, harmless=True)
        known = next((name for name, other in files.items() if other == pair), "")
        names.append(known or f"file{len(files):04}")
        files.setdefault(names[-1], pair)
    found = expected_marks(bank.assignment, files)
    nothing = dict.fromkeys(bank.exercises, 0.0)
    broken = (SYNTAX_ERROR, IMPORT_ERROR, MISSING)
    return [
        nothing if work.trouble in broken else found[name]
        for work, name in zip(works, names, strict=True)
    ]


def _source(bank: Bank, work: Work) -> str:
    source = compose(bank, work.choices)
    if work.trouble == SYNTAX_ERROR:
        return f"{source}\n\nprint({bank.exercises[0]}\n"
    if work.trouble == IMPORT_ERROR:
        return f"{source}\n\nfrom my_plots import show_all\n"
    if work.trouble == LATIN1:
        return f"{source}\n\n# façon rapide, vérifiée à la main\n"
    return source


def _refuse_others(out: Path) -> None:
    empty = not out.exists() or (out.is_dir() and not any(out.iterdir()))
    if not empty and not (out / MARKER).is_file():
        raise UsageError(f"{out} was not made by this command. Name another --out, or remove it.")


def _start(out: Path) -> None:
    if out.exists():
        shutil.rmtree(out)
    (out / "submissions").mkdir(parents=True)
    (out / MARKER).write_text("Replaced by the next run.\n", encoding="utf-8")


def _write_hand_ins(
    students: Sequence[Student], assignment: Assignment, out: Path, chance: random.Random
) -> list[str]:
    """Write them all; the id that the grader gives to each."""
    stub = (assignment.student_dir / assignment.file).read_bytes()
    hand_ins = []
    for student in students:
        encoding = "latin-1" if student.work.trouble == LATIN1 else "utf-8"
        source = None if student.work.trouble == MISSING else _encoded(student.source, encoding)
        late = student.when > DUE
        hand_ins.append(HandIn(student.person, assignment, source, stub, student.when, late))
    ids = {
        hand_in.person: WRITERS[student.format](hand_in, out / "submissions")
        for student, hand_in in zip(students, hand_ins, strict=True)
        if student.format != CANVAS
    }
    platform = [h for s, h in zip(students, hand_ins, strict=True) if s.format == CANVAS]
    found = write_canvas(platform, out / "lms_download.zip", chance)
    ids |= {h.person: id_ for h, id_ in zip(platform, found, strict=True)}
    return [ids[student.person] for student in students]


def _encoded(source: str, encoding: str) -> bytes:
    return source.encode(encoding, "replace")


def _write_tables(
    students: Sequence[Student], roster: Sequence[Person], ids: Sequence[str], out: Path
) -> None:
    _table(
        out / "roster.csv",
        ["id", "name", "email", "username"],
        ([p.id, p.name, p.email, p.username] for p in roster),
    )
    listed = set(roster)
    rows, totals = [], []
    for student, id_ in zip(students, ids, strict=True):
        who = student.person.id if student.person in listed else id_
        for exercise, points in student.marks.items():
            variant = student.work.trouble or student.work.choices[exercise]
            if student.work.trouble == LATIN1:
                variant = student.work.choices[exercise]
            rows.append([who, id_, exercise, _number(points), variant])
        totals.append([who, id_, _number(sum(student.marks.values())), student.format])
    _table(out / "expected.csv", ["student", "submission", "exercise", "points", "variant"], rows)
    _table(out / "expected_totals.csv", ["student", "submission", "points", "format"], totals)


def _number(points: float) -> str:
    return f"{round(points, 6):.12g}"


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _summarise(
    students: Sequence[Student], roster: Sequence[Person], assignment: Assignment, out: Path
) -> None:
    kinds: Counter[str] = Counter()
    for student in students:
        kinds.update(name.partition("/")[0] for name in student.work.choices.values())
    right = kinds[REFERENCE] + kinds["accepted"]
    totals = sorted(sum(student.marks.values()) for student in students)
    handed_in = {student.person for student in students}
    missing = [person.name for person in roster if person not in handed_in]
    print(f"{len(students)} submissions for {assignment.id} in {out}")
    print(
        f"Functions: {right} right, {kinds['mistakes']} misconceptions, {kinds[STUB]} not "
        f"attempted, {kinds['crash']} crashes, {kinds['odd']} odd"
    )
    print(f"Marks: {totals[0]:g} to {totals[-1]:g}, median {totals[len(totals) // 2]:g}")
    print(f"In the roster, nothing handed in: {', '.join(missing)}")


if __name__ == "__main__":
    sys.exit(main())
