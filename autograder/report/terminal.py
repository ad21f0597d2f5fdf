"""What `autograder check` and the end of `autograder grade` print. Fits 80 columns."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from autograder.report import words
from autograder.report.clean import ci_safe, one_line
from autograder.report.summary import ClassSummary, MistakeCount
from autograder.report.view import AssignmentView, ExerciseView, Failure, view
from autograder.results import SubmissionResult

WIDTH = 80
_ASCII = str.maketrans(
    {"·": "-", "…": "...", "→": "->", "│": "|", "\N{EN DASH}": "-", "\N{MULTIPLICATION SIGN}": "x"}
)
_PRINTED_LINES = 8
_SHORT_LABEL = 8


def terminal_check(result: SubmissionResult, console: Console) -> None:
    """Points per exercise, the first failed property of each, and what to do next."""
    out = _Lines(console)
    student = view(result)
    for assignment in student.assignments:
        _overview(assignment, out)
        for exercise in assignment.where("open"):
            _exercise(exercise, out)
        out.line()
    for note in student.notes:
        out.wrapped(note, 0, "Note: ")
    if student.lateness:
        out.wrapped(student.lateness, 0)
    if student.fault is not None:
        out.wrapped(student.fault, 0, "This mark is not final: ", "bold yellow")
    out.wrapped(student.next_step, 0, "Next: ", "bold")


def terminal_class(summary: ClassSummary, console: Console, out: Path | None = None) -> None:
    """Counts, the most frequent beliefs, who is not accounted for, and where the files are."""
    lines = _Lines(console)
    lines.joined(_counts(summary))
    if summary.mistakes:
        lines.line("What the class believes:", style="bold")
    for mistake in summary.mistakes[:5]:
        lines.wrapped(_belief(mistake), 2, f"{words.percent(mistake.count / mistake.of):>5}  ")
    _unaccounted(summary, lines)
    if out is not None:
        files = [f"Report: {out / 'index.html'}", f"Marks: {out / 'grades.csv'}"]
        lines.joined(files, "    ", cut=False)


def _counts(summary: ClassSummary) -> list[str]:
    counts = [f"{len(summary.students):,} graded"]
    if summary.median is not None:
        counts.append(f"median {words.points(summary.median)} / {words.points(summary.points)}")
    return [
        *counts,
        f"{len(summary.late):,} late",
        f"{len(summary.troubled):,} with errors in their code",
        words.counted(len(summary.faults), "grader fault"),
    ]


def _belief(mistake: MistakeCount) -> str:
    return f"{mistake.belief} in {mistake.exercise}"


def _unaccounted(summary: ClassSummary, lines: _Lines) -> None:
    run = summary.run
    for identity, sentence in run.problems:
        lines.wrapped(f"{one_line(identity, 40)}: {one_line(sentence)}", 2, "! ")
    # What is in `problems` was just said.
    told = {identity for identity, _ in run.problems}
    faults = [s.id for s in summary.faults if s.id not in told]
    if faults:
        lines.wrapped(_names(faults), 2, "! mark not final, run again: ")
    unmeasured = [s.id for s in summary.unfinal if not s.faulty]
    if unmeasured:
        lines.wrapped(_names(unmeasured), 2, "! mark not final, speed still to be measured: ")
    if run.unmatched:
        lines.wrapped(_names(list(run.unmatched)), 2, "! not in the roster: ")
    if run.missing:
        missing = [s.name or s.id for s in run.missing]
        lines.wrapped(_names(missing), 2, "! in the roster, nothing handed in: ")


def _names(names: list[str], most: int = 8) -> str:
    shown = ", ".join(one_line(name, 64) for name in names[:most])
    return f"{shown} and {len(names) - most:,} more" if len(names) > most else shown


def _overview(assignment: AssignmentView, out: _Lines) -> None:
    exercises = assignment.exercises
    sums = sum(e.earned for e in exercises), sum(e.points for e in exercises)
    total = " / ".join(words.total(value) for value in sums) + " points"
    name = one_line(assignment.id, 40)
    out.line(name + " " * max(2, 72 - cell_len(name) - len(total)) + total, style="bold")
    room = min(36, max((cell_len(e.name) for e in exercises), default=0))
    values = [(words.points(e.earned), words.points(e.points)) for e in exercises]
    wide = [max((len(pair[i]) for pair in values), default=0) for i in range(2)]
    for exercise, (earned, worth) in zip(exercises, values, strict=True):
        if exercise.look.code == "n":
            score = f"{'':>{wide[0]}}   {worth:>{wide[1]}}"
        else:
            score = f"{earned:>{wide[0]}} / {worth:>{wide[1]}}"
        _overview_line(exercise, room, score, out)


def _overview_line(exercise: ExerciseView, room: int, score: str, out: _Lines) -> None:
    look = exercise.look
    symbol = look.symbol if out.unicode else look.ascii
    name = one_line(exercise.name, 36)
    name += " " * max(0, room - cell_len(name))
    text = Text(f"  {symbol} ", style=look.style).append(f"{name}   {score}", style="default")
    out.text(text.append(f"   {exercise.state}".rstrip(), style="default"))


def _exercise(exercise: ExerciseView, out: _Lines) -> None:
    """The first failure in full, the others by name."""
    first, *others = exercise.failures or (None,)
    if exercise.same_as:  # the list above says so, and the reason stands there once
        return
    if first is None and not exercise.violations and not exercise.hint:
        return
    out.line()
    name = f" · {first.names[0]}" if first else ""
    out.wrapped(f"{exercise.name}{name}", 2, style="bold")
    for found in exercise.violations:
        out.wrapped(f"{found.file}, line {found.line}: {found.message}", 4)
    if first:
        _failure(first, out)
    if exercise.hint:
        out.wrapped(exercise.hint, 4, "Hint: ", "bold")
    more = [name for failure in others for name in failure.names]
    if more:
        label = words.counted(len(more), "more property fails: ", "more properties fail: ")
        out.wrapped(_names(more, 3), 4, label)
    if exercise.handout:
        out.wrapped(exercise.handout, 4, "Handout: ")


def _failure(failure: Failure, out: _Lines) -> None:
    if failure.call:
        out.wrapped(failure.call, 4)
    for line in failure.message.split("\n"):
        out.wrapped(line, 4)
    if failure.rows:
        _rows(failure, out)
    for line in failure.trace.split("\n") if failure.trace else ():
        out.gutter(line)
    if failure.hint:
        out.wrapped(failure.hint, 4, "Hint: ", "bold")
    if failure.output:
        out.line("    Your code printed:")
        printed = failure.output.split("\n")
        for line in printed[:_PRINTED_LINES]:
            out.gutter(line)
        if len(printed) > _PRINTED_LINES:
            left = words.counted(len(printed) - _PRINTED_LINES, "more line")
            out.line(f"    {left}")
    if len(failure.names) > 1:
        others = _names(list(failure.names[1:]), 3)
        out.wrapped(others, 4, "The same reason: ")


def _rows(failure: Failure, out: _Lines) -> None:
    rows = [(r.at, r.yours, r.expected or "") for r in failure.rows]
    table = [("at", "yours", "expected" if failure.shows_expected else ""), *rows]
    wide = [min(22, max(cell_len(row[i]) for row in table)) for i in range(2)]
    for row in table:
        cells = [one_line(cell, 22) for cell in row]
        padded = [c + " " * max(0, wide[i] - cell_len(c)) for i, c in enumerate(cells[:2])]
        out.line("        " + "  ".join([*padded, cells[2]]).rstrip())


class _Lines:
    """Writes lines that fit, that no CI service obeys and that the terminal's encoding has."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = min(console.width, WIDTH)
        self.unicode = not console.options.ascii_only
        self.encoding = console.encoding

    def line(self, line: str = "", style: str = "", cut: bool = True) -> None:
        self.text(Text(line, style=style), cut)

    def text(self, text: Text, cut: bool = True) -> None:
        safe = ci_safe(text.plain)
        if not self.unicode:
            safe = safe.translate(_ASCII)
        safe = safe.encode(self.encoding, "replace").decode(self.encoding)
        if safe != text.plain:
            text = Text(safe, style=text.style)
        if cut:
            text.truncate(max(self.width, 20), overflow="ellipsis" if self.unicode else "crop")
        self.console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)

    def wrapped(self, line: str, indent: int, label: str = "", style: str = "") -> None:
        """`label` (or all, without one) in `style`; a short label keeps its column to itself."""
        hang = cell_len(label) if cell_len(label) <= _SHORT_LABEL else 0
        text = Text(one_line(line, 2000), style="" if label else style)
        if not hang:
            text = Text(label, style=style).append_text(text) if label else text
        parts = text.wrap(self.console, max(self.width - indent - hang, 20)) or [Text()]
        for nth, part in enumerate(parts):
            part.rstrip()
            before = Text(" " * indent)
            if hang:
                before.append(label if nth == 0 else " " * hang, style=style)
            self.text(before.append_text(part))

    def joined(self, parts: list[str], gap: str = " · ", cut: bool = True) -> None:
        """As many parts on a line as fit."""
        line = ""
        for part in parts:
            if line and cell_len(line + gap + part) > self.width:
                self.line(line, cut=cut)
                line = ""
            line = f"{line}{gap}{part}" if line else part
        self.line(line, cut=cut)

    def gutter(self, line: str) -> None:
        """A line of the submission's, cut at the width."""
        self.line(f"    │ {line}")
