"""How each verdict looks: a symbol, a word, a shape and a colour. Each alone tells them apart."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.results import Verdict


@dataclass(frozen=True)
class Look:
    """One way a cell can look.

    Attributes:
        code: CSS class.
        symbol: one column wide.
        ascii: the same where the terminal has no Unicode.
        label: one exercise's verdict, in words.
        many: the same of several exercises.
        style: terminal colour.
        light: colour on white paper, from Okabe and Ito's palette or darker for contrast.
        dark: colour on black.
        shape: SVG in a 16 by 16 box; "C" stands for the colour.
    """

    code: str
    symbol: str
    ascii: str
    label: str
    many: str
    style: str
    light: str
    dark: str
    shape: str


_RING = "<circle cx='8' cy='8' r='5' fill='none' stroke='C' stroke-width='1.6'/>"

LOOKS: dict[str, Look] = {
    "passed": Look(
        code="p",
        symbol="✓",
        ascii="+",
        label="passed",
        many="passed",
        style="green",
        light="#009e73",
        dark="#2fc298",
        shape="<circle cx='8' cy='8' r='5.8' fill='C'/>",
    ),
    "partial": Look(
        code="h",
        symbol="◐",
        ascii="~",
        label="partly right",
        many="partly right",
        style="cyan",
        light="#0072b2",
        dark="#56b4e9",
        shape=_RING + "<path d='M8 3a5 5 0 0 0 0 10z' fill='C'/>",
    ),
    "failed": Look(
        code="f",
        symbol="✗",
        ascii="x",
        label="wrong answer",
        many="wrong answers",
        style="red",
        light="#d55e00",
        dark="#f58442",
        shape="<path d='M4 4l8 8M12 4l-8 8' stroke='C' stroke-width='2.4' stroke-linecap='round'/>",
    ),
    "error": Look(
        code="e",
        symbol="!",
        ascii="!",
        label="error in the code",
        many="errors in the code",
        style="magenta",
        light="#a8487f",
        dark="#e39ac3",
        shape="<path d='M8 2.2L14.4 13.4H1.6z' fill='C'/>",
    ),
    "time_out": Look(
        code="t",
        symbol="◷",
        ascii="T",
        label="time-out",
        many="time-outs",
        style="yellow",
        light="#a86f00",
        dark="#e69f00",
        shape="<path d='M3.4 2.4h9.2L8 8l4.6 5.6H3.4L8 8z' fill='C'/>",
    ),
    "out_of_memory": Look(
        code="m",
        symbol="▪",
        ascii="M",
        label="out of memory",
        many="out of memory",
        style="yellow",
        light="#a86f00",
        dark="#e69f00",
        shape="<path d='M3.2 3.2h9.6v9.6H3.2z' fill='C'/>",
    ),
    "forbidden_call": Look(
        code="c",
        symbol="⊘",
        ascii="#",
        label="forbidden call",
        many="forbidden calls",
        style="bold",
        light="#24292f",
        dark="#e6e9ed",
        shape=_RING + "<path d='M4.6 11.4l6.8-6.8' stroke='C' stroke-width='1.6'/>",
    ),
    "not_attempted": Look(
        code="n",
        symbol="·",
        ascii=".",
        label="not attempted",
        many="not attempted",
        style="dim",
        light="#8a929c",
        dark="#838b96",
        shape="<circle cx='8' cy='8' r='1.7' fill='C'/>",
    ),
    "not_checkable": Look(
        code="u",
        symbol="\N{EN DASH}",
        ascii="-",
        label="not checkable",
        many="not checkable",
        style="dim",
        light="#6b737d",
        dark="#9aa2ad",
        shape="<path d='M3.5 8h9' stroke='C' stroke-width='2'/>",
    ),
    "grader_fault": Look(
        code="g",
        symbol="?",
        ascii="?",
        label="grader fault",
        many="grader faults",
        style="bold yellow",
        light="#24292f",
        dark="#f0e442",
        shape="<path d='M8 2l6 6-6 6-6-6z' fill='none' stroke='C' stroke-width='1.7'/>"
        "<path d='M8 5v3.6M8 10v1.2' stroke='C' stroke-width='1.5'/>",
    ),
}

TROUBLE = frozenset({"error", "time_out", "out_of_memory"})


def kind(verdict: Verdict, earned: float) -> str:
    """Key of `LOOKS`: the verdict, or "partial" where a wrong answer still earned something."""
    return "partial" if verdict is Verdict.FAILED and earned > 0 else str(verdict.value)


def look(verdict: Verdict, earned: float) -> Look:
    """How this verdict looks."""
    return LOOKS[kind(verdict, earned)]
