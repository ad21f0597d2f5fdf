"""Hints without solutions: what a student's own copy has instead of the bank of mistakes.

For each public test and each mistake that fails it, the table holds a fingerprint of the values
that the mistake gives. A student with the same values is told the same hint; the mistakes'
code, which is nearly the solution, stays secret.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.feedback.compare import as_numpy, is_array
from autograder.feedback.mistakes import Mistake
from autograder.sandbox.proxy import Step
from autograder.sandbox.wire import Ref

FILE = "hints.json"

_DIGITS = 5  # any order of summation gives the same so many significant digits, nearly always
_ZERO = 1e-9


class Entry(msgspec.Struct, frozen=True):
    """A mistake without its code; of the tests that it must fail, the public ones."""

    exercise: str
    belief: str
    hint: str
    must_fail: tuple[str, ...]


class Table(msgspec.Struct, frozen=True):
    """`hints.json`: mistakes by id, and test -> fingerprint -> ids."""

    mistakes: dict[str, Entry]
    values: dict[str, dict[str, tuple[str, ...]]]


class HintTable:
    """Tells which mistakes give a student's values, by fingerprint.

    Args:
        path: a `hints.json`.
    """

    def __init__(self, path: Path) -> None:
        table = msgspec.json.decode(path.read_bytes(), type=Table)
        self._values = table.values
        self.mistakes = tuple(
            Mistake(
                id=name,
                exercise=entry.exercise,
                belief=entry.belief,
                hint=entry.hint,
                must_fail=entry.must_fail,
                path=path,
                source="",
            )
            for name, entry in table.mistakes.items()
        )

    def reproduces(self, mistake: Mistake, test: str, steps: Sequence[Step]) -> bool:
        """Whether the mistake gave the same in this test."""
        known = self._values.get(test, {}).get(fingerprint(steps), ()) if steps else ()
        return mistake.id in known


def fingerprint(steps: Sequence[Step]) -> str:
    """A digest of what a test's requests gave, rounded."""
    digest = hashlib.sha256()
    for step in steps:
        if step.answer is None:
            digest.update(f"error {step.error};".encode())
        else:
            effects = len(step.answer.changed), len(step.answer.aliased)
            digest.update(f"{effects} {_rounded(step.answer.value)};".encode())
    return digest.hexdigest()[:16]


def _rounded(value: Any) -> str:
    if isinstance(value, Ref):
        return f"<{value.kind}>"
    if isinstance(value, list | tuple):
        return f"({','.join(map(_rounded, value))})"
    if isinstance(value, dict):
        return f"{{{','.join(f'{k}:{_rounded(v)}' for k, v in value.items())}}}"
    if is_array(value):
        kind = "tensor" if type(value).__module__ in _torch() else "array"
        array = as_numpy(value)
        return f"{kind}{value.dtype}{array.shape}{','.join(map(_number, array.ravel().tolist()))}"
    if isinstance(value, np.generic):
        return _number(value.item())
    return _number(value)


def _torch() -> tuple[str, ...]:
    return ("torch",) if "torch" in sys.modules else ()


def _number(value: Any) -> str:
    if not isinstance(value, float):
        return repr(value)
    return "0" if abs(value) < _ZERO else f"{value:.{_DIGITS - 1}e}"
