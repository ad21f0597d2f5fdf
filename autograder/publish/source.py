"""A reference's text with what stub generation must know of it: tree, comments, given lines."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import CourseError

GIVEN, END_GIVEN, YOUR_TURN = "# given", "# end given", "# Your turn"


class Source:
    """A Python file whose lines are counted from 1, as in its syntax tree.

    Attributes:
        tree: the module.
        lines: without line ends; lines[0] is line 1.
        comments: line -> (column, text) of the comments that stand alone on their line.
        given: the lines of all given blocks, their markers included.

    Args:
        text: with line feeds alone as line ends.
        path: named in errors.

    Raises:
        CourseError: it is not Python, has other line ends, or a given block is not closed.
    """

    def __init__(self, text: str, path: Path) -> None:
        self.path = path
        if "\r" in text:
            line = text[: text.index("\r")].count("\n") + 1
            message = "lines must end in a line feed alone, but this one has a carriage return"
            raise CourseError(message, path, line)
        try:
            self.tree = ast.parse(text)
        except SyntaxError as error:
            raise CourseError(f"not Python: {error.msg}", path, error.lineno) from None
        self.lines = text.split("\n")  # not splitlines(): a form feed ends no line in the tree
        self.comments = {
            token.start[0]: (token.start[1], token.string.rstrip())
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT and not token.line[: token.start[1]].strip()
        }
        self.given = set(self._given_lines())

    def _given_lines(self) -> Iterator[int]:
        start = None
        for line, (_, text) in self.comments.items():
            if text == GIVEN:
                if start is not None:
                    message = f"`{GIVEN}` inside the block of line {start}; close that one first"
                    raise CourseError(message, self.path, line)
                start = line
            elif text == END_GIVEN:
                if start is None:
                    raise CourseError(f"`{END_GIVEN}` without `{GIVEN}`", self.path, line)
                yield from range(start, line + 1)
                start = None
        if start is not None:
            raise CourseError(f"`{GIVEN}` without `{END_GIVEN}`", self.path, start)

    def is_given(self, node: ast.stmt) -> bool:
        """Whether a statement stands in a given block."""
        return self.given.issuperset(span(node))

    def comments_above(self, line: int) -> range:
        """The comment lines directly above a line, but for markers."""
        first = line
        while first - 1 in self.comments and first - 1 not in self.given:
            first -= 1
        return range(first, line)

    def last_line(self, node: ast.stmt) -> int:
        """A statement's last line, comments that trail inside its body included."""
        last = line = node.end_lineno or node.lineno
        while line < len(self.lines):
            line += 1
            if line in self.comments and self.comments[line][0] > node.col_offset:
                last = line
            elif self.lines[line - 1].strip():
                break
        return last


@dataclass
class Edits:
    """What becomes of a source's lines; all others stay as they are.

    Attributes:
        removed: lines to leave out.
        replaced: line -> what stands there instead; wins over `removed`.
    """

    removed: set[int] = field(default_factory=set)
    replaced: dict[int, str] = field(default_factory=dict)

    def touches(self, line: int) -> bool:
        """Whether a line is left out or replaced."""
        return line in self.removed or line in self.replaced

    def render(self, source: Source) -> str:
        """The edited text. Where lines are left out, the longest run of blank lines stays."""
        return "\n".join(text for _, text in self.kept(source))

    def kept(self, source: Source) -> list[tuple[int, str]]:
        """(line in the source, text) of each line of the edited text."""
        out: list[tuple[int, str]] = []
        longest: list[tuple[int, str]] = []
        run: list[tuple[int, str]] = []
        for number, text in enumerate(source.lines, 1):
            if number in self.removed and number not in self.replaced:
                longest, run = max(longest, run, key=len), []
            elif not text.strip() and number not in self.replaced:
                run.append((number, text))
            else:
                out += [*max(longest, run, key=len), (number, self.replaced.get(number, text))]
                longest, run = [], []
        return [*out, *run]


def first_line(node: ast.stmt) -> int:
    """A statement's first line, decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(d.lineno for d in decorators)])


def span(node: ast.stmt) -> range:
    """The lines of a statement, decorators included."""
    return range(first_line(node), (node.end_lineno or node.lineno) + 1)
