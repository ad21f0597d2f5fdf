"""The class list: whose is a submission, and who has not handed in.

A CSV with any of the columns id, name (or first_name and last_name), email and username. The
exports of Canvas, Moodle and GitHub Classroom are understood as they are. A column leaderboard says
who wants to be named there: yes for the own name, or a nickname.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import UsageError
from autograder.results import Student
from autograder.submission.model import Submission
from autograder.submission.names import clean

_COLUMNS = {
    "id": ("id", "student_id", "identifier", "matriculation_number", "sis_user_id"),
    "name": ("name", "full_name", "student", "student_name"),
    "first_name": ("first_name", "first", "given_name", "firstname"),
    "last_name": ("last_name", "last", "surname", "family_name", "lastname"),
    "email": ("email", "email_address", "e-mail", "mail"),
    "username": ("username", "github_username", "login", "sis_login_id", "github_login"),
    "leaderboard": ("leaderboard",),
}
# Letters that no decomposition takes apart.
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th"})
_UNIQUE = ("id", "email", "username")
_YES, _NO = ("yes", "y", "true", "1"), ("", "no", "n", "false", "0", "anonymous")


@dataclass(frozen=True)
class Roster:
    """The students of a class, in the order of the file."""

    students: tuple[Student, ...]
    _exact: dict[str, set[int]] = field(default_factory=dict, repr=False, compare=False)
    _folded: dict[str, set[int]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for number, student in enumerate(self.students):
            for key in _keys(student):
                self._exact.setdefault(key, set()).add(number)
                self._folded.setdefault(_fold(key), set()).add(number)
        self._folded.pop("", None)

    def match(self, submission: Submission) -> Student | None:
        """Whose a submission is: by its first claim that fits exactly one student.

        A claim fits exactly, or else without regard to case, accents and punctuation. One that
        fits several students says nothing; then the next one counts.
        """
        for claim in submission.claims:
            for found in (self._exact.get(claim), self._folded.get(_fold(claim))):
                if found and len(found) == 1:
                    return self.students[next(iter(found))]
        return None

    def missing(self, matched: Iterable[Student]) -> tuple[Student, ...]:
        """The students that are not among `matched`, in the order of the file."""
        there = {student.id for student in matched}
        return tuple(student for student in self.students if student.id not in there)


def load_roster(path: Path) -> Roster:
    """Read a class list.

    A student without an id is known by the username, else the address, else the name.

    Raises:
        UsageError: the file cannot be read, has no usable column, or names an id, address or
            username twice; with file and line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: the roster cannot be read: {error.strerror}.") from None
    rows = _rows(_decode(data))
    header = next(rows, None)
    if header is None:
        raise UsageError(f"{path}: the roster is empty: expected a header such as id,name,email.")
    columns = _columns(path, *header)
    seen: dict[tuple[str, str], int] = {}
    students = []
    for line, row in rows:
        if any(row[len(header[1]) :]):
            raise UsageError(
                f"{path}:{line}: {len(row)} cells under a header of {len(header[1])}. "
                "Put a name that holds a comma in quotes."
            )
        student = _student(path, line, row, columns)
        if student is not None:
            _refuse_twice(path, line, student, seen)
            students.append(student)
    if not students:
        raise UsageError(f"{path}: the roster names no students: expected one per line.")
    return Roster(tuple(students))


def _decode(data: bytes) -> str:
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each row that is not blank."""
    start = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=start.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            line, row = reader.line_num, []  # a NUL or an endless field: nothing to be had of it
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield line, cells
        line = reader.line_num + 1


def _columns(path: Path, line: int, header: list[str]) -> dict[str, int]:
    """Which of our columns is in which place."""
    known = {alias: column for column, aliases in _COLUMNS.items() for alias in aliases}
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        column = known.get(re.sub(r"[\s_]+", "_", title.strip().lower()))
        if column is None or (column == "id" and title.lower().startswith("sis") and "id" in found):
            continue
        if column in found:
            raise UsageError(
                f"{path}:{line}: two columns for {column}: {clean(header[found[column]])!r} and "
                f"{clean(title)!r}. Keep one."
            )
        found[column] = place
    if not found.keys() - {"leaderboard"}:
        titles = ", ".join(clean(title) for title in header[:8])
        raise UsageError(
            f"{path}:{line}: expected a header with id, name, first_name, last_name, email or "
            f"username, but it has: {titles}."
        )
    return found


def _student(path: Path, line: int, row: list[str], columns: dict[str, int]) -> Student | None:
    cell = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
    name = cell.get("name") or f"{cell.get('first_name', '')} {cell.get('last_name', '')}".strip()
    if name == "Points Possible":  # Canvas's second row
        return None
    email, username = cell.get("email", ""), cell.get("username", "").removeprefix("@")
    id_ = cell.get("id") or username or email or name
    if not id_:
        raise UsageError(f"{path}:{line}: this row names nobody. Fill in an id, or delete the row.")
    return Student(
        id=id_,
        name=name or None,
        email=email or None,
        username=username or None,
        leaderboard=_shown(cell.get("leaderboard", ""), name or id_),
    )


def _shown(wish: str, name: str) -> str | None:
    """The name on the leaderboard; None for all who have not asked for one."""
    if wish.casefold() in _NO:
        return None
    return name if wish.casefold() in _YES else wish


def _refuse_twice(
    path: Path, line: int, student: Student, seen: dict[tuple[str, str], int]
) -> None:
    for column in _UNIQUE:
        value = getattr(student, column)
        if not value:
            continue
        first = seen.setdefault((column, value.casefold()), line)
        if first != line:
            raise UsageError(
                f"{path}:{line}: the {column} {clean(value)!r} stands on line {first} already. "
                "Keep one of the two rows."
            )


def _keys(student: Student) -> Iterator[str]:
    """Everything that a student may be called."""
    yield student.id
    for value in (student.username, student.email):
        if value:
            yield value
    if student.email:
        yield student.email.partition("@")[0]
    if student.name:
        yield student.name
        words = student.name.replace(",", " ").split()
        for turn in range(len(words)):  # "Tunde Okafor" and "Okafor Tunde"
            yield " ".join(words[turn:] + words[:turn])


def _fold(text: str) -> str:
    """Letters and digits alone, without case and accents: "Åsa-Lind" -> "asalind"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_STROKES))
    return "".join(c for c in plain if c.isalnum())
