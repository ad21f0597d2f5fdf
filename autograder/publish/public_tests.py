"""An assignment's tests as students get them: the public ones, and the probes that those use."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from autograder.course import Assignment
from autograder.errors import CourseError
from autograder.grading.check import PUBLIC
from autograder.publish.source import Source

PROBES = "probes.py"

_WORD = re.compile(r"[^\W\d]\w*")


def public_tests(assignment: Assignment) -> dict[PurePosixPath, bytes]:
    """The files of `tests/<assignment>/` that students get, by path.

    Raises:
        CourseError: there is no public test, or a file is not Python with plain line feeds.
    """
    folder = PurePosixPath("tests", assignment.id)
    paths = sorted(assignment.test_dir.glob(PUBLIC))
    if not paths:
        message = "students would get no test of it: there is no test_public.py here"
        raise CourseError(message, assignment.test_dir)
    sources = [_source(path) for path in paths]
    files = {folder / source.path.name: _text(source).encode() for source in sources}
    probes = assignment.test_dir / PROBES
    if probes.is_file():
        part = used_part(_source(probes), set().union(*map(_asked_of_probes, sources)))
        if part:
            files[folder / PROBES] = part.encode()
    return files


def names_of_tests(files: dict[PurePosixPath, bytes]) -> set[str]:
    """Names of the tests in some files, without "test_"."""
    trees = [ast.parse(data) for path, data in files.items() if path.name != PROBES]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {n.name.removeprefix("test_") for n in nodes if isinstance(n, ast.FunctionDef)}


def _asked_of_probes(source: Source) -> set[str]:
    """Names that a test file takes from `probes`.

    Where it hands the probes on, they may have another name there: then it is every attribute and
    every string that could name one.
    """
    nodes = list(ast.walk(source.tree))
    attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
    taken = {id(node.value): node.attr for node in attributes if _is_probes(node.value)}
    if all(id(node) in taken for node in nodes if _is_probes(node)):
        return set(taken.values())
    strings = (node.value for node in nodes if isinstance(node, ast.Constant))
    return {node.attr for node in attributes} | {
        text for text in strings if isinstance(text, str) and text.isidentifier()
    }


def _is_probes(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "probes"


def used_part(source: Source, asked: set[str]) -> str:
    """A module without what nobody asks for: definitions, and the imports that they need.

    What stays is byte for byte what it was, with the comments above it.

    Args:
        source: of the module.
        asked: the names that are asked for.

    Returns:
        "" where nothing of it is asked for.
    """
    body = source.tree.body
    if not any((_defined(node) or set()) & asked for node in body):
        return ""
    wanted, kept = set(asked), set[int]()
    while True:
        more = {i for i, node in enumerate(body) if i not in kept and _asked(node, wanted)}
        if not more:
            break
        kept |= more
        for i in more:
            if not isinstance(body[i], ast.Import | ast.ImportFrom):
                wanted = wanted | _names(body[i])
    needed = {name for i in kept if not _is_import(body[i]) for name in _names(body[i])}
    return _join(source, [i for i in sorted(kept) if _serves(body[i], needed)])


def _asked(node: ast.stmt, wanted: set[str]) -> bool:
    """Whether a statement defines a name that is wanted, or does something by itself."""
    defined = _defined(node)
    return defined is None or bool(defined & wanted)


def _serves(node: ast.stmt, needed: set[str]) -> bool:
    """Whether a kept statement is of use: an import only where code that stays uses it."""
    return not _is_import(node) or bool((_defined(node) or needed) & needed)


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom) and _defined(node) is not None


def _defined(node: ast.stmt) -> set[str] | None:
    """Names that a statement defines; None where it is kept in any case."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        return None
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    targets: list[ast.expr] = node.targets if isinstance(node, ast.Assign) else []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    names = {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
    return names or None


def _names(node: ast.stmt) -> set[str]:
    """All names that a statement reads, in strings without a space too: they may be annotations."""
    found: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
            found.add(part.id)
        elif isinstance(part, ast.Global):
            found |= set(part.names)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            found |= set(() if " " in part.value else _WORD.findall(part.value))
    return found


def _join(source: Source, kept: Sequence[int]) -> str:
    """The lines of some statements, each with what stands above it."""
    body = source.tree.body
    ends = [0, *(node.end_lineno or 0 for node in body)]
    starts = [min(end, node.lineno - 1) for end, node in zip(ends, body, strict=False)]
    numbers = {n for i in kept for n in range(starts[i], ends[i + 1])}
    text = "\n".join(source.lines[n] for n in sorted(numbers)).strip("\n") + "\n"
    return re.sub(r"\n{4,}", "\n\n\n", text)


def _source(path: Path) -> Source:
    try:
        return Source(path.read_bytes().decode(), path)
    except UnicodeDecodeError:
        raise CourseError("not UTF-8; save it as UTF-8", path) from None


def _text(source: Source) -> str:
    return "\n".join(source.lines)
