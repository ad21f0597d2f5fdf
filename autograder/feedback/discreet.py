"""What may be told of a hidden test: enough to learn from, too little to carry its inputs out.

A submission knows the inputs of the test that it fails, and it chooses the text of its exceptions,
the names of its types and the values that come back. So of a hidden test an exception's text is
told only where it is a known one, without the names in it; a number with three digits; and a word
only where it is short.
"""

from __future__ import annotations

import builtins
import math
import re
from typing import Any

import numpy as np

from autograder.errors import StudentError
from autograder.feedback.known_messages import without_choices

MAX_LINES = 3  # of a traceback
_MAX_WHOLE = 10_000
_MAX_ENTRIES = 2**26  # as many as can cross the wall, a byte each
LARGEST = 10**300  # larger whole numbers are no floats
_WORD = re.compile(r"\w{1,20}")
_KINDS = {
    *(n for n, v in vars(builtins).items() if isinstance(v, type) and issubclass(v, BaseException)),
    *("LinAlgError", "AxisError", "UFuncTypeError", "OutOfMemoryError"),
}


def exception(error: StudentError) -> str:
    """An exception of a hidden test in one sentence."""
    kind = error.kind if error.kind in _KINDS else "An exception of its own kind"
    if not error.message:
        return kind
    told = without_choices(error.message)
    if told is None:
        return f"{kind} (what it says is not shown for a hidden test)"
    return f"{kind}: {told}"


def trace(lines: tuple[str, ...], file: str) -> tuple[str, ...]:
    """The last lines of a traceback that lie in the graded file: "pooling.py, line 12"."""
    place = re.compile(rf"({re.escape(file)}, line \d{{1,4}})\b")
    found = [match[1] for match in map(place.match, lines) if match]
    return tuple(found[-MAX_LINES:])


def number(value: Any) -> str:
    """A number with three digits; a whole one below 10,000 as it is."""
    value = value.item() if isinstance(value, np.generic) else value
    if isinstance(value, int):
        if abs(value) < _MAX_WHOLE:
            return str(int(value))
        return f"{value:.2e}" if abs(value) < LARGEST else "a huge number"
    return f"{value:.3g}"


def word(value: object) -> str:
    """True, None or a short word as it is; of anything else what it is."""
    text = str(value)
    if isinstance(value, str):
        return repr(text) if _WORD.fullmatch(text) else "another text"
    return text if _WORD.fullmatch(text) else f"another {type(value).__name__}"


def shape(sizes: tuple[int, ...]) -> str:
    """A shape, unless it is longer or larger than any that a test could mean."""
    # an axis of none makes any other axis free, and sizes of no cost could spell an input
    entries = math.prod(max(size, 1) for size in sizes)
    usual = len(sizes) <= 6 and max(sizes, default=0) < _MAX_WHOLE and entries <= _MAX_ENTRIES
    return f"the shape is {sizes}" if usual else f"the shape has {len(sizes)} axes"
