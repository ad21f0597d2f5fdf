"""Canvas: marks into one column of the gradebook that an instructor exported."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.errors import UsageError
from autograder.report.clean import one_line
from autograder.report.marks import Filled, Mark, Places, nearest, scaled
from autograder.report.table import Row, Table, folded, number, shown

_STUDENT, _ID, _SIS, _LOGIN = "Student", "ID", "SIS User ID", "SIS Login ID"
_ABOUT = (_STUDENT, _ID, _SIS, _LOGIN, "Root Account", "Section", "Integration ID")
_NUMBERED = re.compile(r"(.*?)\s*\((\d+)\)")
_POINTS = "points possible"
_EXCUSED = "ex"


@dataclass(frozen=True)
class _Places:
    """Where the columns are that tell students apart; None where there is no such column."""

    student: int | None
    id: int | None
    sis: int | None
    login: int | None


def fill_canvas(
    table: Table, marks: Sequence[Mark], column: str | None, names: Sequence[str], filled: Filled
) -> str:
    """Enter marks into one column; the title of that column.

    Rows without a mark and excused ones stay as they are.

    Args:
        table: the exported gradebook; takes the marks.
        marks: to enter.
        column: title of the column, with or without its number; None: the one called like `names`.
        names: what the assignment is called.
        filled: takes what came of it.

    Raises:
        UsageError: it is no gradebook, or no single column fits.
    """
    places = _Places(*(_only(table, title) for title in (_STUDENT, _ID, _SIS, _LOGIN)))
    if places == _Places(None, None, None, None):
        raise UsageError(
            f"{table.name} is no gradebook of Canvas: expected a column {_ID}, {_SIS}, {_LOGIN} or "
            f"{_STUDENT}, but it has {shown(table.titles)}. Export it anew: Gradebook, Export."
        )
    at = _column(table, column, names)
    possible = _points_possible(table, places, at)
    students = {i: row for i, row in enumerate(table.rows) if _is_student(row, places)}
    _name_doubles(table, students, places, filled)
    rows = {i: (_keys(row, places), row.value(places.student)) for i, row in students.items()}
    given = Places(rows).assign(marks, filled)
    comma = table.decimal_comma(range(len(table.titles)))
    for i, row in students.items():
        if i in given:
            _enter(table, row, at, given[i], possible, comma, filled)
        else:
            filled.without.append(row.value(places.student) or row.value(places.id))
    return table.titles[at]


def _only(table: Table, title: str) -> int | None:
    found = table.find([title])
    if len(found) > 1:
        raise UsageError(f"{table.name} has {len(found)} columns called {title!r}. Keep one.")
    return found[0] if found else None


def _column(table: Table, column: str | None, names: Sequence[str]) -> int:
    """The one column that is meant."""
    known = {folded(title) for title in _ABOUT}
    titles = {i: title for i, title in enumerate(table.titles) if folded(title) not in known}
    wanted = [column] if column is not None else list(names)
    found = [i for i, title in titles.items() if title in wanted]
    if not found:
        plain = {folded(name) for name in wanted}
        found = [i for i, title in titles.items() if folded(_bare(title)) in plain]
    if len(found) == 1:
        return found[0]
    asked = shown(wanted, 3).replace(", ", " or ")
    if found:
        several = shown(titles[i] for i in found)
        raise UsageError(
            f"{table.name}: {asked} fits {len(found)} columns: {several}. Name one of them with "
            "--column, with its number."
        )
    near = [t for name in wanted for t in nearest(name, list(titles.values()))]
    hint = (
        f"Near to it: {shown(dict.fromkeys(near))}."
        if near
        else f"It has {shown(titles.values())}."
    )
    raise UsageError(
        f"{table.name} has no column called {asked}. {hint} Name the one to fill with --column. "
        "Where the assignment is not in Canvas yet, make it there and export the gradebook anew."
    )


def _bare(title: str) -> str:
    found = _NUMBERED.fullmatch(title)
    return found[1] if found else title


def _points_possible(table: Table, places: _Places, at: int) -> float | None:
    """What the column is worth; None where the file does not say.

    Raises:
        UsageError: Canvas computes the column.
    """
    for row in table.rows[:3]:
        if not _is_student(row, places):
            text = row.value(at)
            if "read only" in text.casefold():
                raise UsageError(
                    f"{table.name}: Canvas computes the column {table.titles[at]!r} itself and "
                    "ignores what is written there. Name that of an assignment with --column."
                )
            value = number(text)
            if value is not None:
                return value
    return None


def _is_student(row: Row, places: _Places) -> bool:
    """Not "Points Possible", and not the row that tells how marks are posted."""
    known = [c for c in (places.id, places.sis, places.login) if c is not None]
    if known:
        return any(row.value(column) for column in known)
    return folded(row.value(places.student)) not in ("", _POINTS)


def _keys(row: Row, places: _Places) -> list[tuple[str, str]]:
    return [
        ("canvas", row.value(places.id)),
        ("id", row.value(places.id)),
        ("id", row.value(places.sis)),
        ("login", row.value(places.login)),
    ]


def _name_doubles(
    table: Table, students: Mapping[int, Row], places: _Places, filled: Filled
) -> None:
    """Say which ids stand in two rows: none of these gets a mark by them."""
    for title, column in ((_ID, places.id), (_SIS, places.sis), (_LOGIN, places.login)):
        seen: dict[str, int] = {}
        for row in students.values():
            value = row.value(column)
            first = seen.setdefault(value.casefold(), row.line) if value else row.line
            if first != row.line:
                filled.note(
                    f"{table.name}:{row.line}: the {title} {one_line(value, 60)!r} stands on line "
                    f"{first} already; none gets a mark by it. Export the gradebook anew."
                )


def _enter(
    table: Table,
    row: Row,
    at: int,
    mark: Mark,
    possible: float | None,
    comma: bool,
    filled: Filled,
) -> None:
    if at >= len(row.cells):
        filled.left_out.append((mark.label, f"its row, line {row.line}, ends before the column"))
        return
    if row.value(at).casefold() == _EXCUSED:
        filled.left_out.append((mark.label, "excused in Canvas (EX), and left so"))
        return
    text = scaled(mark, possible, filled)
    before = row.value(at)
    if table.replace(row, at, text.replace(".", ",") if comma else text) and before:
        filled.changed += 1
    filled.entered += 1
