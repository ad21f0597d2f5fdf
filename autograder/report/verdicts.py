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
        style: terminal colour.
        light: colour on white paper, from Okabe and Ito's palette or darker for contrast.
        dark: colour on black.
        shape: SVG in a 16 by 16 box; "C" stands for the colour.
    """

    code: str
    symbol: str
    ascii: str
    label: str
    style: str
    light: str
    dark: str
    shape: str


_RING = "<circle cx='8' cy='8' r='5' fill='none' stroke='C' stroke-width='1.6'/>"

LOOKS: dict[str, Look] = {
    "passed": Look(
        "p", "✓", "+", "passed", "green", "#009e73", "#2fc298",
        "<circle cx='8' cy='8' r='5.8' fill='C'/>",
    ),
    "partial": Look(
        "h", "◐", "~", "partly right", "cyan", "#0072b2", "#56b4e9",
        _RING + "<path d='M8 3a5 5 0 0 0 0 10z' fill='C'/>",
    ),
    "failed": Look(
        "f", "✗", "x", "wrong answer", "red", "#d55e00", "#f58442",
        "<path d='M4 4l8 8M12 4l-8 8' stroke='C' stroke-width='2.4' stroke-linecap='round'/>",
    ),
    "error": Look(
        "e", "!", "!", "error in the code", "magenta", "#a8487f", "#e39ac3",
        "<path d='M8 2.2L14.4 13.4H1.6z' fill='C'/>",
    ),
    "time_out": Look(
        "t", "◷", "T", "time-out", "yellow", "#a86f00", "#e69f00",
        "<path d='M3.4 2.4h9.2L8 8l4.6 5.6H3.4L8 8z' fill='C'/>",
    ),
    "out_of_memory": Look(
        "m", "▪", "M", "out of memory", "yellow", "#a86f00", "#e69f00",
        "<path d='M3.2 3.2h9.6v9.6H3.2z' fill='C'/>",
    ),
    "forbidden_call": Look(
        "c", "⊘", "#", "forbidden call", "bold", "#24292f", "#e6e9ed",
        _RING + "<path d='M4.6 11.4l6.8-6.8' stroke='C' stroke-width='1.6'/>",
    ),
    "not_attempted": Look(
        "n", "·", ".", "not attempted", "dim", "#8a929c", "#838b96",
        "<circle cx='8' cy='8' r='1.7' fill='C'/>",
    ),
    "not_checkable": Look(
        "u", "–", "-", "not checkable", "dim", "#6b737d", "#9aa2ad",
        "<path d='M3.5 8h9' stroke='C' stroke-width='2'/>",
    ),
    "grader_fault": Look(
        "g", "?", "?", "grader fault", "bold yellow", "#24292f", "#f0e442",
        "<path d='M8 2l6 6-6 6-6-6z' fill='none' stroke='C' stroke-width='1.7'/>"
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
