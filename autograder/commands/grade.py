"""`autograder grade`: a class of submissions to marks, feedback and a report."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.batch.compose import Context
from autograder.batch.late import parse_rule
from autograder.batch.run import Batch, Graded, Settings, present
from autograder.commands.cluster import cluster_level, executor_for
from autograder.commands.folders import alone
from autograder.course import Assignment, Course
from autograder.errors import UsageError
from autograder.files import sweep, write_atomic
from autograder.grading.suite import SECRET
from autograder.report import (
    RunInfo,
    StudentSummary,
    class_summary,
    summarise,
    terminal_class,
    write_class,
    write_student,
)
from autograder.report.clean import one_line
from autograder.report.gradebook import GradebookWriter, Mark, marks_of
from autograder.report.words import counted
from autograder.results import SubmissionResult, Verdict, to_json
from autograder.sandbox.isolation import Level, available
from autograder.store import Store
from autograder.submission import Roster, Source, discover, load_roster
from autograder.timing.devices import missing

RUN = "run.json"  # what the report says about the run itself, for `autograder report`


@dataclass(frozen=True)
class Options:
    """The command line of `grade`."""

    paths: tuple[Path, ...]
    out: Path
    roster: Path | None = None
    jobs: int = 0  # 0: one per core
    only: str | None = None
    assignments: tuple[str, ...] = ()
    due: str | None = None
    late: str | None = None
    isolation: str | None = None
    store: str | None = None
    fail_fast: bool = False
    nbgrader_db: str | None = None
    dask: str | None = None  # a scheduler's address


@dataclass
class Tally:
    """What the report needs of a run, kept small."""

    summaries: list[StudentSummary] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    faults: int = 0
    marks: list[Mark] | None = None  # kept where a gradebook wants them
    late: bool = False


def grade(options: Options, course: Course, console: Console) -> int:
    """Grade; 0 where all are graded, 1 where a grader fault happened or a gradebook lacks marks.

    Raises:
        UsageError: the command line cannot be used.
        AutograderError: course, store, isolation or cluster cannot be used.
    """
    rule = parse_rule(options.due, options.late)
    roster = load_roster(options.roster) if options.roster else None
    sources = find_sources(options.paths, course)
    assignments = choose(options, course, sources)
    level = cluster_level(options.isolation) if options.dask else pick_level(options.isolation)
    gradebook = open_gradebook(options, assignments)  # first: it may be the wrong one
    tally = Tally(marks=[] if gradebook else None, late=rule is not None)
    with gradebook or contextlib.nullcontext(), held(options.out), store_of(options) as store:
        settings = settings_of(options, course, assignments, level, store)
        start = time.monotonic()
        with executor_for(options.dask, settings, options.jobs, console) as cluster:
            if cluster:
                settings = replace(settings, jobs=cluster.slots)
            known = store.known(s.id for s in sources)
            announce(settings, options, len(sources), known, console)
            run = store.begin_run()
            with Batch(settings, store, Context(roster, rule), cluster) as batch:
                for graded in watched(batch.run(sources), len(sources), console):
                    keep(graded, options.out, tally, console)
        store.end_run(run, len(tally.summaries), tally.faults)
        unwritten = fill_gradebook(gradebook, tally, console)
        info = run_info(settings, tally, roster, time.monotonic() - start)
        write_atomic(options.out / RUN, msgspec.json.encode(info))
        summary = class_summary(tally.summaries, course, info)
        write_class(summary, options.out)
    console.print()
    terminal_class(summary, console, options.out)
    return 1 if tally.faults or unwritten else 0


def settings_of(
    options: Options,
    course: Course,
    assignments: tuple[Assignment, ...],
    level: Level,
    store: Store,
) -> Settings:
    """How to grade."""
    return Settings(
        course=course,
        assignments=assignments,
        level=level,
        jobs=options.jobs or os.cpu_count() or 1,
        secret=os.environ.get(SECRET) or store.secret(),
        only=options.only,
        fail_fast=options.fail_fast,
    )


def open_gradebook(options: Options, assignments: tuple[Assignment, ...]) -> GradebookWriter | None:
    """The gradebook named by --nbgrader-db, if any."""
    if options.nbgrader_db is None:
        return None
    if options.only:
        raise UsageError("--nbgrader-db wants whole assignments: leave --only out.")
    return GradebookWriter(options.nbgrader_db, assignments)


def fill_gradebook(gradebook: GradebookWriter | None, tally: Tally, console: Console) -> bool:
    """Write the marks; whether something could not be written."""
    if gradebook is None:
        return False
    problems = gradebook.problems
    try:
        count = gradebook.write(tally.marks or ())
    except UsageError as error:  # the marks are computed: the report must still be written
        problems.append(("gradebook", str(error)))
    else:
        text = counted(count, "assignment") + " written into the gradebook."
        console.print(text, highlight=False)
    tally.problems += problems
    return bool(problems)


def find_sources(paths: Sequence[Path], course: Course) -> list[Source]:
    """All submissions below the given paths.

    Raises:
        UsageError: a path does not exist, or nothing was found.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist. Name a folder, archive or file to grade.")
    sources = discover(paths, course)
    if not sources:
        files = ", ".join(sorted({a.file for a in course.assignments}))
        raise UsageError(
            f"No submission in {', '.join(map(str, paths))}. Expected folders, archives, .py or "
            f".ipynb files that hold one of: {files}."
        )
    return sources


def choose(options: Options, course: Course, sources: Sequence[Source]) -> tuple[Assignment, ...]:
    """The assignments to grade."""
    if options.assignments:
        chosen = tuple(dict.fromkeys(course.assignment(name) for name in options.assignments))
    elif options.only:
        chosen = course.assignments
    else:
        chosen = present(sources, course)
    if options.only:
        chosen = tuple(a for a in chosen if options.only in {e.name for e in a.exercises})
        if not chosen:
            raise UsageError(f"--only {options.only}: no assignment has this exercise.")
    return chosen


def pick_level(wanted: str | None) -> Level:
    """The isolation level to use.

    Raises:
        UsageError: no such level, it does not work here, or only the weakest does and it was not
            asked for.
    """
    report = available()
    if wanted is None:
        level = report.strongest
        if level is Level.PROCESS:
            raise UsageError(
                "Only the isolation level `process` works here: it holds crashes and hangs, but "
                "not a determined attacker. Run `autograder doctor` for the remedy, or go on with "
                "--isolation process."
            )
        return level
    try:
        level = Level(wanted)
    except ValueError:
        raise UsageError(f"--isolation {wanted}: expected one of {', '.join(Level)}.") from None
    entry = report.of(level)
    if not entry.works:
        raise UsageError(
            f"Isolation level {level} does not work here: {entry.reason} {entry.remedy}"
        )
    return level


@contextlib.contextmanager
def held(out: Path) -> Iterator[None]:
    """Hold the output folder, without what a killed run has left half written.

    Raises:
        UsageError: it is a file, or another command holds it.
    """
    with alone(out, "grade", "Wait for it, or name another --out."):
        for folder in (out, out / "results", out / "feedback"):
            sweep(folder)
        yield


@contextlib.contextmanager
def store_of(options: Options) -> Iterator[Store]:
    """The store named by --store; else a file in the output folder."""
    path = (options.out / "store.sqlite").resolve()
    with contextlib.closing(Store(options.store or f"sqlite:///{path}")) as store:
        yield store


def announce(
    settings: Settings, options: Options, total: int, known: int, console: Console
) -> None:
    """The first lines: how, and from where."""
    titles = ", ".join(a.id for a in settings.assignments)
    where = options.store or options.out / "store.sqlite"
    console.print(f"Grading {titles}", highlight=False)
    line = f"Isolation: {settings.level}   Jobs: {settings.jobs}   Store: {where}"
    console.print(escape(line), highlight=False, soft_wrap=True)
    exercises = [e for a in settings.assignments for e in a.exercises]
    for device in sorted({e.speed.device for e in exercises if e.speed}):
        if reason := missing(device):
            text = f"Speed on {device} cannot be measured here: {reason} Those marks are not final."
            console.print(text, highlight=False, soft_wrap=True)
    if known:
        text = f"Resuming: {known} of {total} graded before; only what changed is graded again."
        console.print(text, highlight=False)


def watched(graded: Iterator[Graded], total: int, console: Console) -> Iterator[Graded]:
    """Show progress."""
    columns = (
        TextColumn("Grading"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[last]}"),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=total, last="")
        for one in graded:
            result = one.result
            last = f"last: {one_line(result.id, 20)} ({result.earned:g}/{result.points:g})"
            progress.update(task, advance=1, last=escape(last))
            yield one


def keep(graded: Graded, out: Path, tally: Tally, console: Console) -> None:
    """Write one submission's documents, and tell what the instructor should see at once."""
    result = graded.result
    path = out / "results" / f"{result.id}.json"
    document = to_json(result)
    if not path.exists() or path.read_bytes() != document:
        write_student(result, out)
        write_atomic(path, document)  # last: where it lies, the pages lie too, whatever was killed
    tally.summaries.append(summarise(result))
    if tally.marks is not None:
        if result.in_roster is False:
            text = "matches nobody in the roster: its marks are not in the gradebook"
            tally.problems.append((result.id, text))
        else:
            tally.marks += marks_of(result, tally.late, graded.times)
    if result.fault:
        tally.faults += 1
        tally.problems.append((result.id, f"grader fault: {result.fault}"))
    notable = remark(result)
    if notable:
        name = f"  ! {one_line(result.id, 24):<14} "
        console.print(escape(name + one_line(notable, console.width - len(name))), highlight=False)


def remark(result: SubmissionResult) -> str:
    """What is worth a line while grading: a fault, a stranger, an unreadable or hanging one."""
    if result.fault:
        return f"grader fault, no mark is lost: {result.fault}"
    if result.in_roster is False:
        return "matches nobody in the roster"
    telling = (Verdict.TIME_OUT, Verdict.OUT_OF_MEMORY, Verdict.NOT_CHECKABLE)
    said = [
        test.diagnosis.message
        for assignment in result.assignments
        for exercise in assignment.exercises
        for test in exercise.tests
        if test.diagnosis and test.verdict in telling
    ]
    return next((text for text in said if not text.startswith("Not run")), "")


def run_info(settings: Settings, tally: Tally, roster: Roster | None, seconds: float) -> RunInfo:
    """What the report says about the run itself."""
    students = [s.student for s in tally.summaries if s.in_roster]
    return RunInfo(
        title=" · ".join(a.title for a in settings.assignments),
        isolation=str(settings.level),
        date=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        jobs=settings.jobs,
        seconds=seconds,
        assignments=tuple(a.id for a in settings.assignments),
        problems=tuple(tally.problems),
        unmatched=tuple(s.id for s in tally.summaries if s.in_roster is False),
        missing=tuple(roster.missing(students)) if roster else (),
    )
