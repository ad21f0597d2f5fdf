"""What a student may have written for one exercise, as code to put into a file."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.feedback.mistakes import load_mistakes
from cohort.pieces import Piece, closure, cut, mentioned, read_at_import

HANG = "crash/hang"
REFERENCE = "reference"
STUB = "stub"

_ABOUT_MISTAKES = {"exercise", "belief", "hint", "must_fail"}

# Bodies that end badly. None of them returns something that a test could take for an answer.
_CRASHES = {
    "crash/raise": 'raise KeyError("padding")',
    "crash/system_exit": "raise SystemExit(0)",
    "crash/exit": "import os\n\nos._exit(0)",
    HANG: "while True:\n    pass",
    "crash/memory": "return [0.0] * 10**10",
    "crash/recursion": """
        def next_window(n):
            return next_window(n + 1)

        return next_window(0)
    """,
    "crash/deep_recursion": """
        import sys

        sys.setrecursionlimit(10**9)
        nested = []
        for _ in range(10**5):
            nested = [nested]
        return repr(nested)
    """,
}
_STRIDES = """
    import numpy as np

    return np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 40,)).sum()
"""
_HARMLESS_CRASH = 'raise RuntimeError("stands for a crash")'
_CHATTER = """
    for number in range(1500):
        print("window", number, "of", number * number, "is computed now, please wait a moment")
"""


@dataclass(frozen=True)
class Variant:
    """One way to write one exercise.

    Attributes:
        name: "reference", "stub", "accepted/x", "mistakes/x", "odd/x", "crash/x".
        parts: the code, in order; empty: the function is missing.
        imports: import statements that it needs.
        appended: it needs the reference's definition, and so goes to the end of the file.
        stand_in: what gets the same marks and does no harm to the process that runs it.
    """

    name: str
    parts: tuple[Piece, ...]
    imports: tuple[str, ...] = ()
    appended: bool = False
    stand_in: tuple[Piece, ...] | None = None


class Bank:
    """All variants of an assignment's exercises.

    Args:
        assignment: with reference, stub, accepted variants and mistakes.

    Raises:
        CourseError: one of its files is missing or cannot be used.
    """

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.exercises = [exercise.name for exercise in assignment.exercises]
        self.reference = _pieces(assignment.solution_dir / assignment.file)
        stub = _pieces(assignment.student_dir / assignment.file)
        self._variants: dict[str, dict[str, Variant]] = {name: {} for name in self.exercises}
        for name in self.exercises:
            self._add(name, Variant(REFERENCE, (_definition(self.reference, name),)))
            self._add(name, Variant(STUB, (_definition(stub, name),)))
        for path in sorted((assignment.solution_dir / "accepted").glob("*.py")):
            self._add_file(f"accepted/{path.stem}", _pieces(path), self.exercises)
        for mistake in load_mistakes(assignment):
            self._add_file(f"mistakes/{mistake.id}", cut(mistake.source), [mistake.exercise])
        for name in self.exercises:
            for variant in self._odd(name):
                self._add(name, variant)

    def names(self, exercise: str, kind: str = "") -> list[str]:
        """Names of an exercise's variants that start with `kind`, sorted."""
        return sorted(name for name in self._variants[exercise] if name.startswith(kind))

    def get(self, exercise: str, name: str) -> Variant:
        """One variant."""
        return self._variants[exercise][name]

    def _add(self, exercise: str, variant: Variant) -> None:
        self._variants[exercise][variant.name] = variant

    def _add_file(self, name: str, pieces: list[Piece], wanted: Iterable[str]) -> None:
        defined = set().union(*(piece.names for piece in pieces))
        for exercise in wanted:
            if exercise in defined:
                self._add(exercise, _taken_from(name, pieces, exercise, self.exercises))

    def _odd(self, exercise: str) -> Iterable[Variant]:
        right = self.get(exercise, REFERENCE).parts[0]
        stub = self.get(exercise, STUB).parts[0]
        harmless = (_with_body(stub, _HARMLESS_CRASH),)
        yield Variant("odd/missing", (), stand_in=harmless)
        yield Variant("odd/not_callable", tuple(cut(f"{exercise} = None")), stand_in=harmless)
        if printed := _with_last_return(right, lambda value: f"print({value})"):
            yield Variant("odd/prints_the_result", (printed,))
        if text := _with_last_return(right, lambda value: f"return str(({value}))"):
            yield Variant("odd/returns_text", (text,))
        yield Variant("odd/prints_a_lot", (_chatty(right),), stand_in=(right,))
        crashes = dict(_CRASHES)
        if "numpy" in self.assignment.imports:
            crashes["crash/strides"] = _STRIDES
        for name, body in crashes.items():
            yield Variant(name, (_with_body(stub, body),), stand_in=harmless)


def _pieces(path: Path) -> list[Piece]:
    try:
        return cut(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseError("missing; a stub is made by `autograder build`", path) from None
    except SyntaxError as error:
        raise CourseError(f"not Python: {error}", path) from None


def _definition(pieces: list[Piece], name: str) -> Piece:
    for piece in pieces:
        if piece.is_definition and name in piece.names:
            return piece
    raise CourseError(f"expected a function or class {name} in the reference and in the stub")


def _taken_from(name: str, pieces: list[Piece], exercise: str, exercises: list[str]) -> Variant:
    """One exercise out of a variant's file, with what it needs of that file."""
    own = [p for p in pieces if not (p.is_docstring or p.is_import or p.names & _ABOUT_MISTAKES)]
    own = [p for p in own if exercise in p.names or not p.names & set(exercises)]
    direct: dict[str, set[str]] = {}
    for piece in own:
        for bound in piece.names:
            direct.setdefault(bound, set()).update(mentioned([piece.node]))
    needed = closure(direct, exercise) | {exercise}
    parts = tuple(piece for piece in own if piece.names & needed)
    nodes = [piece.node for piece in parts]
    imports = [p for p in pieces if p.is_import and p.names & mentioned(nodes)]
    early = set().union(*map(read_at_import, nodes))
    return Variant(
        name, parts, tuple(p.text for p in imports), appended=bool(early & set(exercises))
    )


def _with_last_return(piece: Piece, change: Callable[[str], str]) -> Piece | None:
    """The last return statement, with its expression, changed; None where nothing is returned."""
    lines = piece.text.splitlines()
    (node,) = ast.parse(piece.text).body
    returns = [n for n in ast.walk(node) if isinstance(n, ast.Return) and n.value is not None]
    if not returns:
        return None
    last = max(returns, key=lambda found: found.lineno)
    first, end = last.lineno - 1, last.end_lineno or last.lineno
    closing = lines[end - 1].encode()[: last.end_col_offset].decode()  # without a comment
    old = "\n".join([*lines[first : end - 1], closing])
    head, _, value = old.partition("return ")
    lines[first:end] = [head + change(value.rstrip())]
    return _only(lines)


def _chatty(piece: Piece) -> Piece:
    """Much is printed at each call."""
    (node,) = ast.parse(piece.text).body
    function = next(n for n in ast.walk(node) if isinstance(n, ast.FunctionDef) and len(n.body) > 1)
    at = function.body[1]
    lines = piece.text.splitlines()
    lines[at.lineno - 1 : at.lineno - 1] = _indented(_CHATTER, at.col_offset)
    return _only(lines)


def _with_body(stub: Piece, body: str) -> Piece:
    """A stub in which this stands wherever something is left to do."""
    lines: list[str] = []
    for line in stub.text.splitlines():
        if line.lstrip().startswith("raise NotImplementedError("):
            lines += _indented(body, len(line) - len(line.lstrip()))
        else:
            lines.append(line)
    return _only(lines)


def _indented(code: str, columns: int) -> list[str]:
    return textwrap.indent(textwrap.dedent(code).strip("\n").rstrip(), " " * columns).splitlines()


def _only(lines: list[str]) -> Piece:
    (piece,) = cut("\n".join(lines) + "\n")
    return piece
