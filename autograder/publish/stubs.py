"""Reference -> stub: what a student gets is cut out of what the author wrote.

A function keeps its signature, its docstring, its `# Your turn` comments and its given blocks,
byte for byte. What it does is replaced by one `raise NotImplementedError`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.publish.source import YOUR_TURN, Edits, Source, first_line, span

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


def make_stub(source: str, assignment: Assignment, path: Path) -> str:
    """Cut the exercises' bodies out of a reference.

    Functions and classes that are no exercise go, with the constants that only they use; so do
    imports that nothing left uses, but for `import numpy as np`. Given blocks stay. A method whose
    body is given whole stays as it is; a private method goes, as a helper function does.

    Args:
        source: the reference's text.
        assignment: names the exercises.
        path: the reference, for messages.

    Raises:
        CourseError: an exercise is not defined, lacks a docstring or has nothing to cut, a given
            block is not closed, or what stays needs what goes.
    """
    cutter = _cut(source, assignment, path)
    return cutter.render()


def cut_lines(source: str, assignment: Assignment, path: Path) -> tuple[Source, Edits]:
    """The reference, and which of its lines a stub has; see `make_stub`.

    Raises:
        CourseError: as `make_stub`.
    """
    cutter = _cut(source, assignment, path)
    cutter.render()
    return cutter.source, cutter.edits


def _cut(source: str, assignment: Assignment, path: Path) -> _Cutter:
    cutter = _Cutter(Source(source, path))
    for exercise in assignment.exercises:
        cutter.cut_exercise(exercise.name)
    cutter.remove_helpers({exercise.name for exercise in assignment.exercises})
    cutter.check_needs()
    cutter.remove_imports()
    return cutter


class _Cutter:
    """Collects the edits of one reference."""

    def __init__(self, source: Source) -> None:
        self.source, self.edits = source, Edits()
        self.helpers: set[str] = set()  # module-level names that the stub will not have
        self.methods: set[str] = set()  # private methods that it will not have

    def render(self) -> str:
        stub = self.edits.render(self.source)
        try:
            ast.parse(stub)
        except SyntaxError as error:
            message = f"its stub would not be Python ({error.msg}); check the given blocks"
            raise CourseError(message, self.source.path) from None
        return stub

    def error(self, message: str, line: int | None = None) -> CourseError:
        return CourseError(message, self.source.path, line)

    def cut_exercise(self, name: str) -> None:
        found = [n for n in self.source.tree.body if isinstance(n, Definition) and n.name == name]
        if not found:
            raise self.error(f"the manifest names {name}, but no such function or class is here")
        for node in found:
            if ast.get_docstring(node) is None:
                raise self.error(f"{name} needs a docstring: shapes, errors, source", node.lineno)
            given = self.source.is_given(node)
            if given or not self._cut(node, name):
                raise self.error(f"{name} leaves the student nothing to do", node.lineno)

    def _cut(self, node: Definition, name: str) -> bool:
        if isinstance(node, ast.ClassDef):
            return self._cut_class(node, name)
        return self._cut_function(node, name)

    def _cut_class(self, node: ast.ClassDef, name: str) -> bool:
        """Cut every method. Returns whether there was anything to cut."""
        cut = False
        for child in node.body:
            if not isinstance(child, Definition) or self.source.is_given(child):
                continue
            special = child.name.startswith("__") and child.name.endswith("__")
            if child.name.startswith("_") and not special:
                self._remove(child)
                self.methods.add(child.name)
                continue
            qualified = f"{name}.{child.name}"
            if isinstance(child, Function) and not special and not ast.get_docstring(child):
                raise self.error(f"{qualified} needs a docstring", child.lineno)
            cut |= self._cut(child, qualified)
        return cut

    def _cut_function(self, node: Function, name: str) -> bool:
        """Replace the body by one line. Returns whether there was anything to cut."""
        start = _header_end(node)
        statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
        cut = [s for s in statements if not self.source.is_given(s)]
        if not cut:
            return False
        if first_line(cut[0]) <= start:
            raise self.error(f"put the body of {name} on lines of its own", cut[0].lineno)
        for statement in cut:
            if inside := self.source.given.intersection(span(statement)):
                message = "a given block must hold whole statements of the body that it stands in"
                raise self.error(message, min(inside))
            self.edits.removed.update(span(statement))
        self._remove_comments(start + 1, self.source.last_line(node))
        line = f'{" " * cut[0].col_offset}raise NotImplementedError("{name}")'
        self.edits.replaced[first_line(cut[0])] = line
        return True

    def _remove_comments(self, first: int, last: int) -> None:
        """Remove comments, but for given ones and `# Your turn` with the lines that continue it."""
        keep = False
        for line in range(first, last + 1):
            if line not in self.source.comments or line in self.source.given:
                keep = False
                continue
            keep = line not in self.edits.removed and (
                keep or self.source.comments[line][1].startswith(YOUR_TURN)
            )
            if not keep:
                self.edits.removed.add(line)

    def _remove(self, node: ast.stmt) -> None:
        """Remove a statement with the comments above it and those that trail in its body."""
        self.edits.removed.update(self.source.comments_above(first_line(node)))
        self.edits.removed.update(range(first_line(node), self.source.last_line(node) + 1))

    def remove_helpers(self, exercises: set[str]) -> None:
        """Remove definitions that are no exercise, and the constants that only they use."""
        body = self.source.tree.body
        free = [node for node in body if not self.source.is_given(node)]
        gone: list[ast.stmt] = [
            node for node in free if isinstance(node, Definition) and node.name not in exercises
        ]
        while True:  # a constant may serve another constant that only helpers use
            rest = [node for node in body if node not in gone]
            used = _names(gone)
            found = [
                node
                for node in rest
                if node in free
                and _constants(node)
                and _constants(node) & used
                and not _constants(node) & _names(n for n in rest if n is not node)
            ]
            if not found:
                break
            gone += found
        for node in gone:
            self._remove(node)
            self.helpers |= {node.name} if isinstance(node, Definition) else _constants(node)

    def check_needs(self) -> None:
        """What stays must not use what goes.

        Raises:
            CourseError: it does.
        """
        for node in self._kept_nodes():
            if isinstance(node, ast.Name):
                gone = node.id if node.id in self.helpers else ""
            else:
                gone = node.attr if node.attr in self.methods else ""
            if gone:
                message = (
                    f"this line stays in the stub and uses {gone}, which goes; put {gone} between "
                    "`# given` and `# end given` too"
                )
                raise self.error(message, node.lineno)

    def _kept_nodes(self) -> Iterator[ast.Name | ast.Attribute]:
        """Names and attributes on lines that stay."""
        for node in ast.walk(self.source.tree):
            if isinstance(node, ast.Name | ast.Attribute) and not self.edits.touches(node.lineno):
                yield node

    def remove_imports(self) -> None:
        """Remove imports that no line that stays uses."""
        used = {node.id for node in self._kept_nodes() if isinstance(node, ast.Name)}
        for node in self.source.tree.body:
            if not isinstance(node, ast.Import | ast.ImportFrom) or self.source.is_given(node):
                continue
            kept = [alias for alias in node.names if _stays(node, alias, used)]
            if not kept:
                self._remove(node)
            elif len(kept) < len(node.names):
                self._keep_aliases(node, kept)

    def _keep_aliases(self, node: ast.Import | ast.ImportFrom, kept: list[ast.alias]) -> None:
        """Remove some of an import's names, where they share one line or have one each."""
        first, last = node.names[0], node.names[-1]
        if len(span(node)) == 1:
            line = self.source.lines[node.lineno - 1].encode()  # columns count bytes
            names = b", ".join(line[a.col_offset : a.end_col_offset] for a in kept)
            text = line[: first.col_offset] + names + line[last.end_col_offset :]
            self.edits.replaced[node.lineno] = text.decode()
        elif len({alias.lineno for alias in node.names} - {node.lineno}) == len(node.names):
            self.edits.removed.update(a.lineno for a in node.names if a not in kept)


def _header_end(node: Function) -> int:
    """Last line of the docstring; without one, of the signature."""
    if ast.get_docstring(node) is not None:
        return node.body[0].end_lineno or node.lineno
    parts = [*ast.walk(node.args), *([node.returns] if node.returns else [])]
    return max([node.lineno, *(getattr(part, "end_lineno", None) or 0 for part in parts)])


def _names(nodes: Iterable[ast.stmt]) -> set[str]:
    """Every name that stands in the statements."""
    return {part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)}


def _constants(node: ast.stmt) -> set[str]:
    """Names that a module-level assignment binds; none where it does anything else."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return set()
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    return names if len(names) == len(targets) else set()


def _stays(node: ast.Import | ast.ImportFrom, alias: ast.alias, used: set[str]) -> bool:
    if isinstance(node, ast.ImportFrom) and (node.module == "__future__" or alias.name == "*"):
        return True
    bound = alias.asname or alias.name.split(".")[0]
    return bound in used or (alias.name, alias.asname) == ("numpy", "np")
