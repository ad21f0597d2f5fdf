"""A Jupyter notebook -> the Python source of its code cells.

Read as plain JSON: a notebook that a validator refuses (an id that stands twice, an odd minor
version) still holds its cells, and nothing of it is executed.
"""

from __future__ import annotations

import ast
import json
import re
from typing import Any

from autograder.errors import SubmissionError
from autograder.submission.syntax import parse, syntax_error

# Their cells hold Python; only the first line is theirs.
MAX_CODE = 1 << 20  # characters of all code cells
READ = "its code cells were read in order."
_PYTHON_MAGICS = {"time", "timeit", "capture", "prun", "python", "python3", "debug"}
_MAGIC = re.compile(r"^\s*(?:[%!?]|\w[\w, ]{0,200}=\s*[%!])|\?\s{0,99}$")
_MAX_PARSES = 50
# What the course's own notebooks hold beside the exercises: tests, and how they are found.
_TOOLS = {"check", "earned", "hidden"}
_INSTALL = re.compile(r"%pip install --quiet \S*cnn[-_]course\S*$")
_ASIDE = re.compile(r"\s*#\s*not\s+graded\b", re.IGNORECASE)


def to_python(data: bytes, name: str) -> tuple[bytes, tuple[str, ...]]:
    """Join a notebook's code cells, in order; magics become comments.

    Returns:
        the source, UTF-8, and notes for the student.

    Raises:
        SubmissionError: not a notebook, or not one in Python.
    """
    book = _load(data, name)
    pieces, notes = [], [f"{name} is a notebook: {READ}"]
    where: dict[str, list[int]] = {}
    cells = _code_cells(book, name)
    if sum(map(len, cells)) > MAX_CODE:
        raise SubmissionError(f"{name} holds more than {MAX_CODE >> 20} MB of code.")
    futures: set[str] = set()
    for number, source in enumerate(cells, 1):
        text, dropped = _without_magics(source)
        text, names = _without_futures(text)
        text, defined = _without_tools(text)
        futures |= names
        for function in defined:
            where.setdefault(function, []).append(number)
        pieces.append(f"# cell {number}\n{text}\n")
        if dropped:
            notes.append(f"{name}, code cell {number}: {dropped} was left out.")
    if not pieces:
        raise SubmissionError(f"{name} has no code cells.")
    notes += _twice(name, where)
    if futures:
        pieces.insert(0, f"from __future__ import {', '.join(sorted(futures))}")
    # A lone surrogate can stand in JSON but not in a source file.
    return "\n".join(pieces).encode("utf-8", "replace"), tuple(notes)


def _load(data: bytes, name: str) -> dict[str, Any]:
    wrong = f"{name} is not a notebook that can be read. Save it anew in Jupyter and hand it in."
    try:
        book = json.loads(data)
    except (ValueError, RecursionError):
        raise SubmissionError(wrong) from None
    if not isinstance(book, dict):
        raise SubmissionError(wrong)
    return book


def _code_cells(book: dict[str, Any], name: str) -> list[str]:
    sheets = book.get("worksheets") or [book]  # version 3 and older had worksheets
    cells: list[Any] = []
    for sheet in sheets if isinstance(sheets, list) else []:
        found = sheet.get("cells") if isinstance(sheet, dict) else None
        cells += found if isinstance(found, list) else []
    if not cells and not isinstance(book.get("cells"), list):
        raise SubmissionError(f"{name} holds no cells. Save it anew in Jupyter and hand it in.")
    code = [c for c in cells if isinstance(c, dict) and c.get("cell_type") == "code"]
    language = _language(book, code)
    if language not in ("", "python", "ipython", "python3"):
        raise SubmissionError(
            f"{name} is written for {language[:40]!r}. Choose a Python kernel and hand it in again."
        )
    return [_text(cell.get("source", cell.get("input", ""))) for cell in code]


def _language(book: dict[str, Any], code: list[dict[str, Any]]) -> str:
    about = book.get("metadata")
    about = about if isinstance(about, dict) else {}
    places = [(about.get("kernelspec"), "language"), (about.get("language_info"), "name")]
    places += [(code[0], "language")] if code else []
    for table, key in places:
        if isinstance(table, dict) and isinstance(table.get(key), str):
            return str(table[key]).strip().lower()
    return ""


def _text(source: object) -> str:
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def _without_magics(source: str) -> tuple[str, str]:
    """The cell with its magics commented out, line for line, and what to tell the student."""
    lines = re.split(r"\r\n|\r|\n", source)
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is not None and _ASIDE.match(lines[first]):
        return "\n".join(f"# {line}" for line in lines), ""
    if first is None or not lines[first].startswith("%%"):
        return _without_line_magics(lines)
    words = lines[first][2:].split()
    magic = words[0] if words else ""
    if magic in _PYTHON_MAGICS:
        lines[first] = f"# {lines[first]}"
        text, dropped = _without_line_magics(lines)
        return text, dropped or f"%%{magic}"
    return "\n".join(f"# {line}" for line in lines), f"the whole cell, %%{magic[:40]},"


def _without_futures(text: str) -> tuple[str, set[str]]:
    """The cell with its `from __future__ import` lines commented out, and the names in them.

    Each cell may have one, but of a file that is made of cells only the first line may.
    """
    tree = parse(text) if "__future__" in text else None
    lines, names = text.split("\n"), set()
    for node in tree.body if tree else ():
        if not isinstance(node, ast.ImportFrom) or node.module != "__future__":
            continue
        line = lines[node.lineno - 1]
        if node.lineno == node.end_lineno and line.startswith("from ") and ";" not in line:
            names |= {alias.name for alias in node.names}
            lines[node.lineno - 1] = f"# {line}"
    return "\n".join(lines), names


def _without_tools(text: str) -> tuple[str, list[str]]:
    """The cell without the course's own tools, and the functions and classes that it defines.

    Behind the wall there are no tools: `check("relu")` would be an error in every exercise.
    """
    tree = parse(text)
    if tree is None:
        return text, []
    lines = text.split("\n")
    for node in tree.body:
        if _is_tool(node):
            for at in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[at] = f"# {lines[at]}"
    return "\n".join(lines), [n.name for n in tree.body if isinstance(n, _DEFINITIONS)]


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _is_tool(node: ast.stmt) -> bool:
    """Whether a statement does nothing but import the course's tools, or call one with words."""
    if isinstance(node, ast.ImportFrom):
        return f"{node.module}.".startswith("autograder.notebook.") and not node.level
    if isinstance(node, ast.Try):
        inner = [*node.body, *(part for h in node.handlers for part in h.body)]
        inner += [*node.orelse, *node.finalbody]
        return any(map(_is_tool, node.body)) and all(
            _is_tool(part) or isinstance(part, ast.Pass) for part in inner
        )
    call = node.value if isinstance(node, ast.Expr) else None
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in _TOOLS
        and len(call.args) == 1
        and isinstance(call.args[0], ast.Constant)
        and not call.keywords
    )


def _twice(name: str, where: dict[str, list[int]]) -> list[str]:
    """Sentences about what several cells define: the last one counts, as when they are run."""
    return [
        f"{name} defines {function} in code cells {', '.join(map(str, numbers))}: the last counts."
        for function, numbers in where.items()
        if len(set(numbers)) > 1
    ][:_MAX_PARSES]


def _without_line_magics(lines: list[str]) -> tuple[str, str]:
    """Comment out the lines that keep the cell from being Python and look like magics.

    A line may look like one and be none ("% 3" inside brackets), so the parser decides.
    """
    dropped: list[str] = []
    for _ in range(_MAX_PARSES):
        at = _error_line(lines)
        if at is None or not _MAGIC.search(lines[at]):
            break
        if not _INSTALL.match(lines[at].strip().replace('"', "")):
            dropped.append(lines[at].strip())
        _comment_out(lines, at)
    else:
        for at, line in enumerate(lines):
            if re.match(r"\s*[%!?]", line):
                _comment_out(lines, at)
    if not dropped:
        return "\n".join(lines), ""
    more = f" and {len(dropped) - 1} more" if len(dropped) > 1 else ""
    return "\n".join(lines), f"{dropped[0][:60]!r}{more}"


def _comment_out(lines: list[str], at: int) -> None:
    """Comment out a magic and the lines that a backslash adds to it."""
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip())]
    # A block whose only statement it was must not become empty.
    lines[at] = f"{indent}pass  # {line.strip()}" if indent else f"# {line}"
    while line.endswith("\\") and at + 1 < len(lines):
        at += 1
        line = lines[at]
        lines[at] = f"# {line}"


def _error_line(lines: list[str]) -> int | None:
    error = syntax_error("\n".join(lines) + "\n")
    at = (error.lineno or 0) - 1 if error else -1
    return at if 0 <= at < len(lines) else None
