"""Parsing Python source that may be anything."""

from __future__ import annotations

import ast
import re
import warnings

# Python's parser takes quadratic memory for a dotted name of many parts, and quadratic time for a
# name of many combining characters. Nobody writes either by hand.
_TIRING = re.compile(
    r"\b(?:\w{1,200}\s{0,9}\.\s{0,9}){100}"
    r"|[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{16}"
)


def parse(source: bytes | str) -> ast.Module | None:
    """The syntax tree; None where it is not Python or is built to exhaust the parser."""
    try:
        return _parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def syntax_error(source: bytes | str) -> SyntaxError | None:
    """The error that keeps `source` from being Python, where there is one."""
    try:
        _parse(source)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def _parse(source: bytes | str) -> ast.Module:
    text = source if isinstance(source, str) else source.decode("utf-8", "replace")
    if _TIRING.search(text):
        raise MemoryError("built to exhaust the parser")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def defined_names(tree: ast.Module) -> set[str]:
    """Functions and classes at the top level."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in tree.body if isinstance(node, kinds)}


def bound_names(tree: ast.Module) -> set[str]:
    """Functions, classes, assigned and imported names, wherever in the source they are bound."""
    found = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name.partition(".")[0])
    return found


def imported_modules(tree: ast.Module) -> set[str]:
    """First components of everything that the source imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level <= 1:
            found.add(node.module.partition(".")[0])
        elif isinstance(node, ast.ImportFrom) and node.level == 1:
            found |= {alias.name for alias in node.names}
    return found
