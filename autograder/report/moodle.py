"""Moodle: marks and feedback into the grading worksheet that an instructor downloaded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from autograder.errors import UsageError
from autograder.report.clean import one_line
from autograder.report.marks import Filled, Mark, Places, number_of, scaled
from autograder.report.table import Row, Table, folded, number, shown
from autograder.report.view import AssignmentView, ExerciseView, view
from autograder.results import SubmissionResult

# What Moodle calls its columns: in English, German, French and Spanish.
_TITLES: dict[str, tuple[str, ...]] = {
    "identifier": ("Identifier", "ID", "Identifiant", "Identificador"),
    "name": ("Full name", "Vollständiger Name", "Nom complet", "Nombre completo"),
    "email": ("Email address", "E-Mail-Adresse", "Adresse de courriel", "Dirección de correo"),
    "number": ("ID number",),
    "grade": ("Grade", "Bewertung", "Note", "Calificación"),
    "maximum": ("Maximum Grade", "Bestwertung", "Note maximale", "Calificación máxima"),
    "scale": ("Scale", "Skala", "Barème", "Escala"),
    "changeable": (
        "Grade can be changed",
        "Bewertung kann geändert werden",
        "La note peut être modifiée",
        "La calificación puede ser cambiada",
    ),
    "feedback": (
        "Feedback comments",
        "Feedback als Kommentar",
        "Feedback par commentaires",
        "Comentarios de retroalimentación",
    ),
}
ROLES = tuple(role for role in _TITLES if role != "scale")
_NEEDED = ("identifier", "grade", "maximum")
_NO = {"no", "nein", "non"}
_OURS = "<p><strong>Autograder:"
_HINTS = 4


@dataclass(frozen=True)
class _Places:
    """Where the columns are; None where there is no such column."""

    identifier: int
    grade: int
    maximum: int
    name: int | None
    email: int | None
    number: int | None
    changeable: int | None
    feedback: int | None


def fill_moodle(
    table: Table,
    marks: Sequence[Mark],
    assignments: Collection[str],
    columns: Mapping[str, str],
    filled: Filled,
) -> None:
    """Enter marks and feedback; rows without a mark stay as they are.

    Args:
        table: the worksheet; takes the marks.
        marks: to enter.
        assignments: ids of those that the feedback is about.
        columns: role (see `ROLES`) -> title, for a worksheet in another language.
        filled: takes what came of it.

    Raises:
        UsageError: it is no worksheet, or one that is graded by a scale.
    """
    places = _find(table, columns)
    students = dict(enumerate(table.rows))
    _name_doubles(table, places.identifier, filled)
    rows = {i: (_keys(row, places), row.value(places.name)) for i, row in students.items()}
    given = Places(rows).assign(marks, filled)
    comma = table.decimal_comma((places.grade, places.maximum))
    if places.feedback is None:
        filled.note("The worksheet has no column for feedback comments; marks alone are entered.")
    for i, row in students.items():
        if i not in given:
            filled.without.append(row.value(places.name) or row.value(places.identifier))
            continue
        reason = _refusal(row, places)
        if reason:
            filled.left_out.append((given[i].label, f"{reason} (line {row.line})"))
            continue
        _enter(table, row, places, given[i], comma, filled)
        if places.feedback is not None:
            text = feedback(given[i].result, assignments)
            _comment(table, row, places.feedback, text, filled)


def _find(table: Table, columns: Mapping[str, str]) -> _Places:
    found = {role: _column(table, role, columns.get(role)) for role in _TITLES}
    if found["maximum"] is None and found["scale"] is not None:
        raise UsageError(
            f"{table.name} is graded by a scale ({table.titles[found['scale']]!r}), and points fit "
            "none. Set the assignment's grade type to Point, and download the worksheet anew."
        )
    missing = [role for role in _NEEDED if found[role] is None]
    if missing:
        options = " ".join(f"--columns '{role}=TITLE'" for role in missing)
        raise UsageError(
            f"{table.name} has no column that is known as {' or '.join(missing)}: it has "
            f"{shown(table.titles, 15)}. If this is a worksheet in another language, say which "
            f"they are: {options}. Otherwise download it from the assignment: Grading action, "
            "Download grading worksheet."
        )
    return _Places(**{role: at for role, at in found.items() if role != "scale"})  # type: ignore[arg-type]


def _column(table: Table, role: str, title: str | None) -> int | None:
    found = table.find(_TITLES[role] if title is None else [title])
    if title is not None and len(found) != 1:
        raise UsageError(
            f"--columns {role}={title}: {table.name} has {len(found)} columns of that title. It "
            f"has {shown(table.titles, 15)}."
        )
    if len(found) > 1:
        raise UsageError(
            f"{table.name} has {len(found)} columns that may be the {role}: "
            f"{shown(table.titles[i] for i in found)}. Say which: --columns '{role}=TITLE'."
        )
    return found[0] if found else None


def _keys(row: Row, places: _Places) -> list[tuple[str, str]]:
    identifier = row.value(places.identifier)
    return [
        ("moodle", number_of(identifier)),
        ("id", identifier),
        ("id", row.value(places.number)),
        ("login", row.value(places.email)),
    ]


def _name_doubles(table: Table, column: int, filled: Filled) -> None:
    seen: dict[str, int] = {}
    for row in table.rows:
        value = row.value(column)
        first = seen.setdefault(value.casefold(), row.line) if value else row.line
        if first != row.line:
            filled.note(
                f"{table.name}:{row.line}: {one_line(value, 60)!r} stands on line {first} already; "
                "none gets a mark by it. Download the worksheet anew."
            )


def _refusal(row: Row, places: _Places) -> str:
    """Why Moodle would not take a mark in this row; empty where it would."""
    if len(row.cells) <= max(places.grade, places.maximum, places.feedback or 0):
        return "its row ends before the columns to fill"
    if folded(row.value(places.changeable)) in _NO:
        return "Moodle does not let this grade be changed: unlock it there"
    maximum = number(row.value(places.maximum))
    if maximum is None or maximum <= 0:
        shown_ = one_line(row.value(places.maximum), 40)
        return f"its maximum grade is {shown_!r}, where a number above 0 was expected"
    return ""


def _enter(
    table: Table, row: Row, places: _Places, mark: Mark, comma: bool, filled: Filled
) -> None:
    text = scaled(mark, number(row.value(places.maximum)), filled)
    before = number(row.value(places.grade))
    filled.entered += 1
    if before is not None and abs(before - float(text)) < 0.005:
        return  # "7,00" says the same as 7
    if row.value(places.grade):
        filled.changed += 1
    table.replace(row, places.grade, text.replace(".", ",") if comma else text)


def _comment(table: Table, row: Row, column: int, text: str, filled: Filled) -> None:
    """Put in feedback where there is none but ours."""
    before = row.value(column)
    if before and not before.startswith(_OURS):
        filled.note("Comments that somebody wrote in the worksheet are kept.")
        return
    table.replace(row, column, text)


def feedback(result: SubmissionResult, assignments: Collection[str]) -> str:
    """One submission's feedback as a little HTML, on one line: Moodle shows comments as HTML.

    It begins with "<", so that no spreadsheet computes it.
    """
    student = view(result)
    chosen = [a for a in student.assignments if a.id in assignments]
    scores = "; ".join(f"{a.title}: {a.score}" for a in chosen)
    lines = [f"{_OURS}</strong> {escape(scores)} points</p>"]
    if student.lateness:
        lines.append(f"<p>{escape(student.lateness)}</p>")
    lines += [f"<p>{escape(note)}</p>" for note in student.notes]
    lines += [_list(assignment) for assignment in chosen]
    return "".join(lines)


def _list(assignment: AssignmentView) -> str:
    return f"<ul>{''.join(f'<li>{_exercise(e)}</li>' for e in assignment.exercises)}</ul>"


def _exercise(exercise: ExerciseView) -> str:
    state = f", {exercise.state}" if exercise.state else ""
    lines = [f"{escape(exercise.title)}: {escape(exercise.score)}{escape(state)}"]
    if exercise.same_as:
        lines.append(f"for the same reason as {escape(exercise.same_as)}")
    for found in exercise.violations[:_HINTS]:
        lines.append(escape(f"{found.file}, line {found.line}: {found.message}"))
    hints = [exercise.hint, *(failure.hint for failure in exercise.failures)]
    told = [hint for hint in hints if hint]
    lines += [f"Hint: {escape(hint)}" for hint in told[:_HINTS]]
    if not told:
        lines += [escape(one_line(failure.message)) for failure in exercise.failures[:1]]
    return "<br>".join(lines)


def parse_columns(texts: Sequence[str]) -> dict[str, str]:
    """From --columns: role -> title.

    Raises:
        UsageError: one is not ROLE=TITLE, or the role is none.
    """
    columns: dict[str, str] = {}
    for text in texts:
        role, equals, title = text.partition("=")
        if not equals or role.strip() not in ROLES or not title.strip():
            raise UsageError(
                f"--columns {text!r}: expected ROLE=TITLE, where ROLE is one of {', '.join(ROLES)}."
            )
        columns[role.strip()] = title
    return columns
