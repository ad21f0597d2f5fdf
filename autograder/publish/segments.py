"""A reference, cut into the pieces that become a notebook's cells.

An exercise is a cell of its own; what stands between exercises is given to students. Each piece
knows its stub, and its solution: the stub with what was cut out put back between two markers.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import Assignment
from autograder.publish.source import Edits, Source, first_line, span
from autograder.publish.stubs import cut_lines

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
NOTHING = "-"  # behind a marker: what the region's place has in a stub
_QUOTES = ('"""', "'''")


@dataclass(frozen=True)
class Segment:
    """A piece of a reference.

    Attributes:
        exercise: its name; "" for what is given.
        stub: what a student gets, without blank lines around it.
        solution: the same with the reference's own lines between markers. What follows the first
            marker on its line is what the stub has in the region's place; "-" is nothing.
    """

    exercise: str
    stub: str
    solution: str


def segments(source: str, assignment: Assignment, path: Path) -> list[Segment]:
    """The pieces of a reference, in order. All stubs together are the assignment's stub.

    What is given after the last exercise comes before the first one: a notebook runs from top to
    bottom, and tests an exercise before the next one is there. The module's
    docstring becomes comments: as a cell of its own it would be shown as output.

    Raises:
        CourseError: the reference cannot be cut; see `make_stub`.
    """
    text, edits = cut_lines(source, assignment, path)
    return _Pieces(text, edits, assignment).all()


@dataclass
class _Piece:
    """A segment in the making, with the names that it binds."""

    exercise: str
    stub: str
    solution: str
    names: set[str]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def segment(self) -> Segment:
        parts = [self.solution]
        if self.above:
            parts.insert(0, _hide(self.above))
        if self.below:
            parts.append(_hide(self.below))
        return Segment(self.exercise, self.stub, "\n\n\n".join(parts))


def _hide(texts: list[str]) -> str:
    return "\n".join([f"{BEGIN} {NOTHING}", "\n\n\n".join(texts), END])


def _bound(node: ast.stmt) -> Iterator[str]:
    """The names that a statement of a module binds."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name.split(".")[0] for alias in node.names)
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    else:
        parts = (part for part in ast.walk(node) if isinstance(part, ast.Name))
        yield from (part.id for part in parts if isinstance(part.ctx, ast.Store))


def _needed(node: ast.stmt) -> set[str]:
    """The names that must be there when a statement runs; what a call needs comes later."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        defaults = [d for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]
        inside: list[ast.AST] = [*node.decorator_list, *defaults]
    elif isinstance(node, ast.ClassDef):
        inside = [*node.decorator_list, *node.bases, *node.keywords]
        needed = {name for part in node.body for name in _needed(part)}
        return needed | {p.id for e in inside for p in ast.walk(e) if isinstance(p, ast.Name)}
    else:
        inside = [node]
    return {part.id for e in inside for part in ast.walk(e) if isinstance(part, ast.Name)}


class _Pieces:
    def __init__(self, source: Source, edits: Edits, assignment: Assignment) -> None:
        self.source, self.edits = source, edits
        self.exercises = {exercise.name for exercise in assignment.exercises}
        self.kept = dict(edits.kept(source))

    def all(self) -> list[Segment]:
        """Given and exercises in turn, and what only the reference has where it is first needed."""
        pieces: list[_Piece] = []
        helpers: list[ast.stmt] = []
        start = 1
        for node in self.source.tree.body:
            if getattr(node, "name", "") in self.exercises:
                lines = self._lines(node)
                pieces += self._given(range(start, lines.start), helpers)
                pieces.append(self._exercise(node))
                start = lines.stop
        rest = range(start, len(self.source.lines) + 1)
        at = self._early(rest, pieces)
        pieces[at:at] = self._given(rest, helpers)
        for node in helpers:
            self._place(node, pieces)
        return [piece.segment() for piece in pieces if piece.stub]

    def _early(self, lines: range, pieces: list[_Piece]) -> int:
        """Where what is given at the end goes: before all that may use it, unless it uses them."""
        nodes = [node for node in self.source.tree.body if node.lineno in lines]
        if any(_needed(node) & self.exercises for node in nodes):
            return len(pieces)
        return next((i for i, piece in enumerate(pieces) if piece.exercise), len(pieces))

    def _given(self, lines: range, helpers: list[ast.stmt]) -> list[_Piece]:
        """What is kept of some lines; the statements that are touched are the reference's alone."""
        nodes = [node for node in self.source.tree.body if node.lineno in lines]
        touched = [node for node in nodes if any(map(self.edits.touches, span(node)))]
        helpers += touched
        text = self._render(lines)
        names = {name for node in nodes if node not in touched for name in _bound(node)}
        return [_Piece("", text, text, names)]

    def _exercise(self, node: ast.stmt) -> _Piece:
        lines = self._lines(node)
        solution = "\n".join(self._marked(lines)).strip("\n")
        return _Piece(getattr(node, "name", ""), self._render(lines), solution, set(_bound(node)))

    def _lines(self, node: ast.stmt) -> range:
        """The lines of a statement with the comments above it."""
        first = self.source.comments_above(first_line(node)).start
        return range(first, self.source.last_line(node) + 1)

    def _place(self, node: ast.stmt, pieces: list[_Piece]) -> None:
        """Put a helper where a notebook that runs from top to bottom first finds all it needs."""
        text = "\n".join(self.source.lines[n - 1] for n in self._lines(node))
        needs = _needed(node)
        after = max((i for i, piece in enumerate(pieces) if needs & piece.names), default=-1)
        for piece in pieces[max(after, 0) :]:
            if piece.exercise:
                (piece.below if piece.exercise in needs else piece.above).append(text)
                piece.names |= set(_bound(node))
                return
        last = next(piece for piece in reversed(pieces) if piece.exercise)
        last.below.append(text)

    def _render(self, lines: Iterable[int]) -> str:
        docstring = self._docstring()
        shown = [
            _comment(self.kept[n], n, docstring) if n in docstring else self.kept[n]
            for n in lines
            if n in self.kept and not (n in docstring and self.kept[n].strip() in _QUOTES)
        ]
        return "\n".join(shown).strip("\n")

    def _docstring(self) -> range:
        first = self.source.tree.body[0] if self.source.tree.body else None
        there = isinstance(first, ast.Expr) and ast.get_docstring(self.source.tree) is not None
        return span(first) if first is not None and there else range(0)

    def _marked(self, lines: range) -> Iterator[str]:
        """The reference's lines; a run that a stub does not have stands between markers."""
        run: list[int] = []
        for number in lines:
            if self.kept.get(number) == self.source.lines[number - 1]:
                yield from self._region(run)
                run = []
                yield self.source.lines[number - 1]
            else:
                run.append(number)
        yield from self._region(run)

    def _region(self, run: list[int]) -> Iterator[str]:
        texts = [self.source.lines[number - 1] for number in run]
        while texts and not texts[-1].strip():
            texts.pop()
        if not texts:
            return
        instead = [self.kept[number] for number in run if number in self.kept]
        words = instead[0] if instead else ""
        indent = words[: len(words) - len(words.lstrip())] or _indent(texts)
        yield f"{indent}{BEGIN} {words.strip() or NOTHING}"
        yield from texts
        yield f"{indent}{END}"


def _indent(texts: list[str]) -> str:
    widths = [len(text) - len(text.lstrip()) for text in texts if text.strip()]
    return " " * min(widths)


def _comment(text: str, number: int, docstring: range) -> str:
    """A line of the module's docstring as a comment."""
    if number == docstring.start:
        text = text.lstrip("rR").lstrip("\"'")
    if number == docstring.stop - 1:
        text = text.rstrip("\"'")
    return f"# {text}".rstrip()


def released(solution: str) -> str:
    """A solution without what stands between markers: its stub."""
    out: list[str] = []
    inside = False
    for line in solution.split("\n"):
        if BEGIN in line:
            inside = True
            indent, _, words = line.partition(BEGIN)
            if words.strip() != NOTHING:
                out.append(indent + words.strip())
        elif END in line:
            inside = False
        elif not inside:
            out.append(line)
    return "\n".join(out).strip("\n")
