from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.report import ClassSummary, RunInfo, terminal_check, terminal_class
from autograder.report.clean import plain
from autograder.results import Diagnosis, Student, SubmissionResult, ValueRow, Verdict


class Terminal(Console):
    """A console whose lines can be read back."""

    def __init__(self, colour: bool = False, width: int = 120, encoding: str = "utf-8") -> None:
        self.raw = io.BytesIO()
        file = io.TextIOWrapper(self.raw, encoding=encoding, newline="\n")
        super().__init__(
            file=file, width=width, force_terminal=colour, no_color=not colour, legacy_windows=False
        )

    def lines(self) -> list[str]:
        self.file.flush()
        return self.raw.getvalue().decode(self.encoding).split("\n")


def _evil(result: SubmissionResult, text: str) -> SubmissionResult:
    assignment = result.assignments[0]
    rows = (ValueRow(at=text, yours=text, expected=text),)
    diagnosis = Diagnosis(step="values", message=text, rows=rows, trace=(text,))
    test = msgspec.structs.replace(
        assignment.exercises[0].tests[0],
        verdict=Verdict.FAILED,
        hidden=False,
        name=text,
        call=text,
        hint=text,
        output=text,
        diagnosis=diagnosis,
    )
    exercise = msgspec.structs.replace(
        assignment.exercises[0], verdict=Verdict.FAILED, tests=(test,)
    )
    assignment = msgspec.structs.replace(
        assignment, exercises=(exercise, *assignment.exercises[1:])
    )
    return msgspec.structs.replace(
        result, assignments=(assignment,), notes=(text,), fault=text, student=Student(id=text)
    )


@pytest.mark.parametrize("width", [80, 120, 50])
def test_no_line_is_wider_than_eighty_columns(
    make_result: Callable[..., SubmissionResult],
    make_class: Callable[..., ClassSummary],
    width: int,
) -> None:
    terminal = Terminal(width=width)
    for number in range(12):
        terminal_check(make_result(number), terminal)
    terminal_check(_evil(make_result(1), "漢字 " * 60), terminal)
    terminal_class(make_class(40), terminal)
    assert max(cell_len(line) for line in terminal.lines()) <= min(width, 80)


def test_every_exercise_has_its_line_with_symbol_and_points(
    make_result: Callable[..., SubmissionResult],
) -> None:
    result = make_result(5)
    terminal = Terminal()
    terminal_check(result, terminal)
    lines = terminal.lines()
    symbols = {"passed": "✓", "not_attempted": "·", "error": "!", "time_out": "◷"}
    for assignment in result.assignments:
        [head] = [line for line in lines if line.startswith(assignment.id)]
        assert head.endswith("points")
        for exercise in assignment.exercises:
            line = next(line for line in lines if line[4:].startswith(f"{exercise.name} "))
            assert line[2] == symbols.get(exercise.verdict, "◐" if exercise.earned else line[2])
    assert lines[-2].startswith("Next: ")


def test_colour_adds_nothing_but_colour(make_result: Callable[..., SubmissionResult]) -> None:
    shown = []
    for colour in (False, True):
        terminal = Terminal(colour=colour)
        terminal_check(make_result(3), terminal)
        shown.append("\n".join(terminal.lines()))
    assert shown[0] != shown[1]
    assert plain(shown[1]) == shown[0]


@pytest.mark.parametrize(
    "evil",
    [
        "::error file=x::owned",
        "a\n::set-output name=x::y\n  ::warning::z",
        "##[group]x ##vso[task.setvariable variable=a]b",
        "x " * 40 + "::error::wrapped " * 12,
    ],
)
def test_a_ci_service_reads_no_command(
    make_result: Callable[..., SubmissionResult], evil: str
) -> None:
    terminal = Terminal()
    terminal_check(_evil(make_result(1), evil), terminal)
    for line in terminal.lines():
        assert not line.lstrip().startswith(("::", "##["))
        assert "##[" not in line
        assert "##vso[" not in line


def test_neither_control_sequences_nor_markup_of_a_submission_are_obeyed(
    make_result: Callable[..., SubmissionResult],
) -> None:
    terminal = Terminal()
    evil = "\x1b[2J\x1b]0;t\x07[bold red]loud[/] :smile: [link=http://x]y[/link] \u202eabc"
    terminal_check(_evil(make_result(1), evil), terminal)
    text = "\n".join(terminal.lines())
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[bold red]loud[/] :smile:" in text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_without_unicode_gets_all_lines(
    make_result: Callable[..., SubmissionResult],
    make_class: Callable[..., ClassSummary],
    encoding: str,
) -> None:
    terminal = Terminal(encoding=encoding)
    terminal_check(_evil(make_result(1), "naïve 漢字"), terminal)
    terminal_class(make_class(5), terminal)
    assert any("Next: " in line for line in terminal.lines())


def test_closing_lines_count_what_the_class_did(
    make_class: Callable[..., ClassSummary],
) -> None:
    summary = make_class(40)
    terminal = Terminal()
    terminal_class(summary, terminal, Path("grades"))
    text = " ".join("\n".join(terminal.lines()).split())
    late = sum(s.is_late for s in summary.students)
    assert text.startswith(f"40 graded · median {summary.median:g} / 60 · {late} late · ")
    top = summary.mistakes[0]
    assert f"{round(100 * top.count / 40)} % {top.belief} in {top.exercise}" in text
    assert text.endswith("Report: grades/index.html Marks: grades/grades.csv")


def test_long_paths_are_never_cut(make_class: Callable[..., ClassSummary]) -> None:
    out = Path("a" * 60) / ("b" * 60)
    terminal = Terminal()
    terminal_class(make_class(2), terminal, out)
    assert f"Report: {out / 'index.html'}" in terminal.lines()


def test_closing_lines_name_who_is_not_accounted_for(
    make_class: Callable[..., ClassSummary], run_info: RunInfo
) -> None:
    run = dataclasses.replace(
        run_info,
        problems=(("s0001", "was retried"),),
        unmatched=tuple(f"u{i}" for i in range(12)),
        missing=(Student(id="m", name="Mia"),),
    )
    terminal = Terminal()
    terminal_class(make_class(3, run), terminal)
    text = "\n".join(terminal.lines())
    for part in ("s0001: was retried", "not in the roster: u0, u1", "and 4 more", "Mia"):
        assert part in text
