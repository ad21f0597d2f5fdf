"""Mutants of a reference: its source with one small change each, by cosmic-ray's operators.

Only code that an exercise runs is changed: its own, and that of what it uses at module level.
What does not change behaviour, or what no docstring promises, is left alone: annotations,
docstrings, the words of error messages, `strict` of zip, and the separators `*` and `/` between
parameters.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import CodeType

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator, operator_names

Position = tuple[int, int]  # line from 1, column in characters from 0
_ANNOTATIONS = ("annotation", "returns")


@dataclass(frozen=True)
class Definition:
    """A function, a class or a constant at module level.

    Attributes:
        first, last: lines from 1, with decorators.
        exercises: itself where it is one, else the exercises that run it.
    """

    name: str
    first: int
    last: int
    exercises: tuple[str, ...]


@dataclass(frozen=True)
class Mutant:
    """One changed source.

    Attributes:
        definition: whose code is changed.
        exercise: whose tests alone must kill it; None: any exercise's.
        operator: cosmic-ray's name without "core/".
        line: of the change, from 1.
        old, new: the changed lines, stripped and joined by one space each.
        source: of the whole file.
    """

    definition: str
    exercise: str | None
    operator: str
    line: int
    old: str
    new: str
    source: str


def make_mutants(source: str, exercises: Iterable[str]) -> list[Mutant]:
    """All mutants of a reference, in the order of their lines.

    Those that do not compile, or mean the same as the reference or an earlier one, are left out.
    """
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    quiet = [_span(node, lines) for node in _quiet(tree)]
    found = [
        mutant
        for definition in definitions(tree, exercises)
        for mutant in _mutants_of(definition, lines, quiet)
    ]
    return sorted(found, key=lambda mutant: mutant.line)


def definitions(tree: ast.Module, exercises: Iterable[str]) -> list[Definition]:
    """What the exercises run, and who runs it. Names that nobody runs are left out.

    An exercise that another one calls has tests of its own: it belongs to itself alone.
    """
    nodes = {name: node for node in tree.body for name in _defined(node)}
    wanted = [name for name in exercises if name in nodes]
    users: dict[str, set[str]] = {name: {name} for name in wanted}
    for exercise in wanted:
        todo = [exercise]
        while todo:
            for name in _names(nodes[todo.pop()]) & nodes.keys():
                if name not in wanted and exercise not in users.setdefault(name, set()):
                    users[name].add(exercise)
                    todo.append(name)
    return [
        Definition(name, _first(nodes[name]), nodes[name].end_lineno or 0, tuple(sorted(owners)))
        for name, owners in users.items()
    ]


def operators() -> list[tuple[str, Operator]]:
    """Operators by name; not those that need names of variables, and draw at random."""
    classes = ((name, get_operator(name)) for name in operator_names())
    return [(name.removeprefix("core/"), kind()) for name, kind in classes if not kind.arguments()]


def _mutants_of(
    definition: Definition, lines: list[str], quiet: list[tuple[Position, Position]]
) -> Iterator[Mutant]:
    before, after = lines[: definition.first - 1], lines[definition.last :]
    text = "".join(lines[definition.first - 1 : definition.last])
    exercise = definition.exercises[0] if len(definition.exercises) == 1 else None
    nodes = list(ast_nodes(get_ast(text)))
    seen = {_meaning(text)}
    for name, operator in operators():
        places = [(n, start) for n in nodes for start, _ in operator.mutation_positions(n)]
        for occurrence, (node, (row, column)) in enumerate(places):
            at = (row + definition.first - 1, column)
            if _separates(node) or any(start <= at < end for start, end in quiet):
                continue
            mutated = mutate_code(text, operator, occurrence)
            meaning = _meaning(mutated)
            if meaning is None or meaning in seen:
                continue
            seen.add(meaning)
            line, old, new = _change(text, mutated)
            line += definition.first - 1
            source = "".join([*before, mutated, *after])
            yield Mutant(definition.name, exercise, name, line, old, new, source)


def _defined(node: ast.stmt) -> list[str]:
    """Names that a statement at module level defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _names(node: ast.AST) -> set[str]:
    """Names that stand in code, annotations aside."""
    if isinstance(node, ast.Name):
        return {node.id}
    found: set[str] = set()
    for key, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and key not in _ANNOTATIONS:
                found |= _names(child)
    return found


def _first(node: ast.stmt) -> int:
    return min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])


def _quiet(tree: ast.Module) -> Iterator[ast.AST]:
    """What may change unnoticed: annotations, docstrings, words of error messages, zip's strict."""
    for node in ast.walk(tree):
        for key in _ANNOTATIONS:
            if isinstance(getattr(node, key, None), ast.AST):
                yield getattr(node, key)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield from (*node.exc.args, *node.exc.keywords)
        elif isinstance(node, ast.Assert) and node.msg:
            yield node.msg
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "zip":
            yield from node.keywords
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node


def _span(node: ast.AST, lines: list[str]) -> tuple[Position, Position]:
    """Where a node stands; ast counts columns in bytes, cosmic-ray in characters."""

    def characters(line: int, column: int) -> Position:
        return line, len(lines[line - 1].encode()[:column].decode())

    start = characters(node.lineno, node.col_offset)  # type: ignore[attr-defined]
    return start, characters(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]


def _separates(node: object) -> bool:
    """Whether it is a `*` or `/` between parameters, which cosmic-ray takes for an operator."""
    return getattr(getattr(node, "parent", None), "type", "") == "parameters"


def _meaning(text: str) -> str | None:
    """The same for two texts that run alike, such as -2 and ~1; None where it does not compile."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # `x is 1`
        try:
            return _instructions(compile(text, "<mutant>", "exec"))
        except SyntaxError:
            return None


def _instructions(code: CodeType) -> str:
    """Everything but the places in the source."""
    constants = [
        _instructions(item) if isinstance(item, CodeType) else repr(item) for item in code.co_consts
    ]
    keys = ("co_code", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_exceptiontable")
    arguments = (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_flags)
    return repr((constants, arguments, [getattr(code, key) for key in keys]))


def _change(old: str, new: str) -> tuple[int, str, str]:
    """First changed line, from 1, and the changed lines of both texts."""
    before, after = old.splitlines(), new.splitlines()
    shorter = min(len(before), len(after))
    top = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - top
    bottom = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    parts = (text[top : len(text) - bottom] for text in (before, after))
    return top + 1, *(" ".join(line.strip() for line in part) for part in parts)  # type: ignore
