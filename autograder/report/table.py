"""Somebody else's CSV file, in which some cells change and every other byte stays as it was.

Encoding, byte-order mark, delimiter, quoting and line ends are those of the file: a cell is
replaced where it stands, and nothing is written anew.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from autograder.errors import UsageError
from autograder.report.clean import one_line

_DELIMITERS = ",;\t"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Cell:
    """One cell: what it says, and where it stands in the text."""

    value: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Row:
    """One row that is not blank. Lines are counted from 1; a row may take several."""

    line: int
    cells: tuple[Cell, ...]

    def value(self, column: int | None) -> str:
        """What a cell says, without the space around it; empty where there is no such cell."""
        if column is None or column >= len(self.cells):
            return ""
        return self.cells[column].value.strip()


class Table:
    """A table that was read, and the cells to replace in it.

    Args:
        data: the file.
        name: the file's, for messages.

    Raises:
        UsageError: it is empty, in no encoding that is known, or a quote is never closed.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._mark, self._encoding, self._text = _decode(data, name)
        self.delimiter = _delimiter(self._text)
        rows = list(_rows(self._text, self.delimiter, name))
        if not rows:
            raise UsageError(f"{name} is empty: expected a row of titles, then one per student.")
        self.header, self.rows = rows[0], rows[1:]
        self._changes: dict[int, tuple[Cell, str]] = {}

    @property
    def titles(self) -> list[str]:
        """What stands in the first row."""
        return [self.header.value(i) for i in range(len(self.header.cells))]

    def find(self, wanted: Iterable[str]) -> list[int]:
        """The columns with one of these titles, without regard to case and spaces."""
        known = {folded(title) for title in wanted}
        return [i for i, title in enumerate(self.titles) if folded(title) in known]

    def replace(self, row: Row, column: int, text: str) -> bool:
        """Put a text into a cell that is there; whether that changes what it says."""
        cell = row.cells[column]
        if cell.value == text:
            self._changes.pop(cell.start, None)
            return False
        self._changes[cell.start] = (cell, text)
        return True

    def encode(self) -> bytes:
        """The whole file. What its encoding lacks is written as a character reference."""
        pieces, at = [], 0
        for start, (cell, text) in sorted(self._changes.items()):
            pieces += [self._text[at:start], self._written(cell, text)]
            at = cell.end
        text = "".join([*pieces, self._text[at:]])
        return self._mark + text.encode(self._encoding, "xmlcharrefreplace")

    def decimal_comma(self, columns: Iterable[int]) -> bool:
        """Whether numbers in these columns are written 7,5: some are, and none is written 7.5."""
        values = [row.value(column) for column in columns for row in self.rows]
        with_comma = any(re.fullmatch(r"\d+,\d+", value) for value in values)
        return with_comma and not any(re.fullmatch(r"\d+\.\d+", value) for value in values)

    def _written(self, cell: Cell, text: str) -> str:
        special = any(c in text for c in (self.delimiter, '"', "\r", "\n"))
        if not (cell.quoted or special or text != text.strip()):
            return text
        return '"' + text.replace('"', '""') + '"'


def folded(title: str) -> str:
    """A title for comparing: without case, and with single spaces."""
    return " ".join(title.casefold().split())


def number(text: str) -> float | None:
    """What a number says, with a point or a comma before its decimals; None for anything else."""
    if not re.fullmatch(r"-?\d+(?:[.,]\d+)?", text.strip()):
        return None
    return float(text.strip().replace(",", "."))


def _decode(data: bytes, name: str) -> tuple[bytes, str, str]:
    """Mark, encoding and text, so that encoding the text gives the same bytes."""
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    for tried in (encoding,) if mark else (encoding, "cp1252"):
        try:
            text = data[len(mark) :].decode(tried)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and mark + text.encode(tried) == data:
            return mark, tried, text
    raise UsageError(
        f"{name} is no text that can be read: expected CSV in UTF-8, UTF-16 with a byte-order "
        "mark, or Windows-1252. Download it again, or save it as CSV UTF-8."
    )


def _delimiter(text: str) -> str:
    """What separates the titles; a comma where nothing does."""
    line = _QUOTED.sub("", text).lstrip("\r\n")
    line = _LINE_END.split(line, maxsplit=1)[0]
    return max(_DELIMITERS, key=line.count)


def _rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    plain = re.compile(f"[^{delimiter}\r\n]*")
    at, line = 0, 1
    while at < len(text):
        first, cells = line, []
        while True:
            cell = _cell(text, at, plain)
            if cell is None:
                raise UsageError(
                    f"{name}:{line}: a quote is opened and never closed. Download the file again."
                )
            cells.append(cell)
            line += len(_LINE_END.findall(text, at, cell.end)) if cell.quoted else 0
            at = cell.end
            if text[at : at + 1] != delimiter:
                break
            at += 1
        end = _LINE_END.match(text, at)
        at, line = (end.end(), line + 1) if end else (len(text), line)
        if any(cell.start != cell.end for cell in cells) or len(cells) > 1:
            yield Row(first, tuple(cells))


def _cell(text: str, at: int, plain: re.Pattern[str]) -> Cell | None:
    """The cell that begins at a place; None where its quote is never closed."""
    quoted = text[at : at + 1] == '"'
    value, end = "", at
    if quoted:
        found = _QUOTED.match(text, at)
        if found is None:
            return None
        value, end = found[0][1:-1].replace('""', '"'), found.end()
    rest = plain.match(text, end)
    assert rest is not None  # it may be empty, and so always fits
    return Cell(value + rest[0], at, rest.end(), quoted)


def shown(names: Iterable[str], limit: int = 6) -> str:
    """Some names in one sentence: 'A', 'B' and 3 more."""
    names = list(names)
    text = ", ".join(f"'{one_line(name, 60)}'" for name in islice(names, limit))
    return text + (f" and {len(names) - limit} more" if len(names) > limit else "")
