"""A source file as its top-level statements, cut by line numbers, so that all stays as written."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """One top-level statement.

    Attributes:
        names: what it binds.
        text: its lines.
        above: blank lines and comments between it and the statement before.
        given: whether it stands between "# given" and "# end given".
        node: parsed.
    """

    names: frozenset[str]
    text: str
    above: str
    given: bool
    node: ast.stmt

    @property
    def is_import(self) -> bool:
        """Whether it imports."""
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    @property
    def is_definition(self) -> bool:
        """Whether it is a function or class."""
        return isinstance(self.node, ast.FunctionDef | ast.ClassDef)

    @property
    def is_docstring(self) -> bool:
        """Whether it is a string that stands alone."""
        return isinstance(self.node, ast.Expr) and isinstance(self.node.value, ast.Constant)


def cut(source: str) -> list[Piece]:
    """The top-level statements of a file, in order."""
    lines = source.splitlines(keepends=True)
    pieces, end, given = [], 0, False
    for node in ast.parse(source).body:
        start = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))]) - 1
        above = lines[end:start]
        for line in above:
            if line.strip() in ("# given", "# end given"):
                given = line.strip() == "# given"
        end = node.end_lineno or node.lineno
        text = "".join(lines[start:end]).rstrip("\n")
        pieces.append(Piece(_bound(node), text, "".join(above), given, node))
    return pieces


def _bound(node: ast.stmt) -> frozenset[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return frozenset({node.name})
    if isinstance(node, ast.Import | ast.ImportFrom):
        return frozenset(a.asname or a.name.partition(".")[0] for a in node.names)
    stored = (n for n in ast.walk(node) if isinstance(n, ast.Name))
    return frozenset(n.id for n in stored if isinstance(n.ctx, ast.Store))


def mentioned(nodes: Iterable[ast.AST]) -> set[str]:
    """Names that are read anywhere in these nodes."""
    found = (n for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name))
    return {n.id for n in found if isinstance(n.ctx, ast.Load)}


def read_at_import(node: ast.stmt) -> set[str]:
    """Names that are read when the statement runs, not later when its functions are called."""
    if isinstance(node, ast.FunctionDef):
        defaults = [d for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]
        return mentioned([*node.decorator_list, *defaults])
    if isinstance(node, ast.ClassDef):
        inside = set().union(*map(read_at_import, node.body))
        return mentioned([*node.decorator_list, *node.bases]) | inside
    return mentioned([node])


def reached(source: str) -> dict[str, set[str]]:
    """Top-level name -> the top-level names that its code leads to, however far away."""
    direct: dict[str, set[str]] = {}
    for piece in cut(source):
        for name in piece.names:
            direct.setdefault(name, set()).update(mentioned([piece.node]))
    return {name: closure(direct, name) for name in direct}


def closure(direct: dict[str, set[str]], start: str) -> set[str]:
    """All names that `start` leads to; with itself only where it comes back to itself."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for name in direct.get(waiting.pop(), set()) & direct.keys():
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen
