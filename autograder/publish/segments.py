"""A reference, cut into the pieces that become a notebook's cells.

An exercise is a cell of its own; what stands between exercises is given to students. Each piece
knows its stub, and its solution: the stub with what was cut out put back between two markers.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Assignment
from autograder.publish.source import Edits, Source, first_line, span
from autograder.publish.stubs import cut_lines

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
_QUOTES = ('"""', "'''")


@dataclass(frozen=True)
class Segment:
    """A piece of a reference.

    Attributes:
        exercise: its name; "" for what is given.
        stub: what a student gets, without blank lines around it.
        solution: the same with the reference's own lines between markers. What follows the first
            marker on its line is what the stub has in the region's place.
    """

    exercise: str
    stub: str
    solution: str


def segments(source: str, assignment: Assignment, path: Path) -> list[Segment]:
    """The pieces of a reference, in order. All stubs together are the assignment's stub.

    The module's docstring becomes comments: as a cell of its own it would be shown as output.

    Raises:
        CourseError: the reference cannot be cut; see `make_stub`.
    """
    text, edits = cut_lines(source, assignment, path)
    return list(_Pieces(text, edits, assignment).all())


class _Pieces:
    def __init__(self, source: Source, edits: Edits, assignment: Assignment) -> None:
        self.source, self.edits = source, edits
        self.exercises = {exercise.name for exercise in assignment.exercises}
        self.kept = dict(edits.kept(source))
        self.waiting: list[str] = []  # helpers that only the reference has, for the next exercise

    def all(self) -> Iterator[Segment]:
        """Given and exercises in turn; helpers at the very end go with the last exercise."""
        pieces: list[Segment] = []
        start = 1
        for node in self.source.tree.body:
            name = getattr(node, "name", "")
            if name not in self.exercises:
                continue
            first = self.source.comments_above(first_line(node)).start
            last = self.source.last_line(node)
            pieces += self._given(start, first - 1)
            pieces.append(self._exercise(name, first, last))
            start = last + 1
        pieces += self._given(start, len(self.source.lines))
        if self.waiting:
            at = max(i for i, piece in enumerate(pieces) if piece.exercise)
            last_one = pieces[at]
            solution = f"{last_one.solution}\n\n\n{self._helpers()}"
            pieces[at] = Segment(last_one.exercise, last_one.stub, solution)
        yield from pieces

    def _given(self, first: int, last: int) -> Iterator[Segment]:
        """What is kept of these lines; the statements that are touched wait for an exercise."""
        lines = range(first, last + 1)
        stub = self._render(lines)
        for node in self.source.tree.body:
            if node.lineno in lines and any(map(self.edits.touches, span(node))):
                above = self.source.comments_above(first_line(node)).start
                whole = self.source.lines[above - 1 : self.source.last_line(node)]
                self.waiting.append("\n".join(whole))
        if stub:
            yield Segment("", stub, stub)

    def _exercise(self, name: str, first: int, last: int) -> Segment:
        lines = range(first, last + 1)
        solution = "\n".join(self._marked(lines)).strip("\n")
        if self.waiting:
            solution = f"{self._helpers()}\n\n\n{solution}"
        return Segment(name, self._render(lines), solution)

    def _helpers(self) -> str:
        text = "\n\n\n".join(self.waiting)
        self.waiting = []
        return f"{BEGIN}\n{text}\n{END}"

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
        yield f"{indent}{BEGIN} {words.strip()}".rstrip()
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
            if words.strip():
                out.append(indent + words.strip())
        elif END in line:
            inside = False
        elif not inside:
            out.append(line)
    return "\n".join(out).strip("\n")
