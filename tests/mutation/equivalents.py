"""Survivors that have been judged: mutants that no test can kill, and why.

`equivalent/<assignment>.toml` holds one table per mutant, under the name of the function, class or
constant that it changes:

    [[conv_output_size]]
    operator = "NumberReplacer"
    old = "the line as it stands in the reference"
    new = "the line as it stands in the mutant"
    reason = "One sentence: why no caller can tell."

`make mutate ARGS="--entries"` prints survivors in this form.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from mutants import Mutant

from autograder.errors import CourseError

FOLDER = Path(__file__).with_name("equivalent")
_FIELDS = ("operator", "old", "new", "reason")


@dataclass(frozen=True)
class Equivalent:
    """One judged survivor. Lines carry no numbers: code may move."""

    definition: str
    operator: str
    old: str
    new: str
    reason: str = ""

    def matches(self, mutant: Mutant) -> bool:
        """Whether this is the mutant that was judged."""
        return (self.definition, self.operator, self.old, self.new) == (
            mutant.definition,
            mutant.operator,
            mutant.old,
            mutant.new,
        )


def load_equivalents(assignment: str, folder: Path = FOLDER) -> tuple[Equivalent, ...]:
    """The judged survivors of one assignment; none where it has no file.

    Raises:
        CourseError: the file cannot be read, or an entry lacks a field or its reason.
    """
    path = folder / f"{assignment}.toml"
    if not path.exists():
        return ()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"not TOML: {error}", path) from None
    return tuple(
        _entry(definition, table, path) for definition, tables in raw.items() for table in tables
    )


def _entry(definition: str, table: dict[str, str], path: Path) -> Equivalent:
    if set(table) != set(_FIELDS) or not table["reason"].strip():
        message = f"an entry of {definition} needs {', '.join(_FIELDS)}, but is {table}"
        raise CourseError(message, path)
    return Equivalent(definition, **table)


def find_stale(
    entries: Iterable[Equivalent], made: Collection[Mutant], killed: Collection[Mutant]
) -> list[tuple[Equivalent, str]]:
    """Entries that judge nothing any more, and why.

    Args:
        entries: of the definitions that `made` covers.
        made: every mutant, graded or not.
        killed: those that some test killed.
    """
    found = []
    for entry in entries:
        own = [mutant for mutant in made if entry.matches(mutant)]
        if not own:
            found.append((entry, "there is no such mutant"))
        elif all(mutant in killed for mutant in own):
            found.append((entry, "a test kills it"))
    return found


def as_entry(mutant: Mutant) -> str:
    """A survivor as TOML, ready for its reason."""
    rows = [("operator", mutant.operator), ("old", mutant.old), ("new", mutant.new), ("reason", "")]
    # a JSON string is a TOML string
    text = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows)
    return f"[[{mutant.definition}]]\n{text}"
