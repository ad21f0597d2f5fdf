"""Tables of a TOML file -> frozen dataclasses; whatever is wrong is said with file and line."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from autograder.errors import CourseError


class Reader:
    """Turns tables into dataclasses, and says where something is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.lines = path, text.splitlines()

    def line(self, key: str, header: str = "", nth: int = 0) -> int | None:
        """Line of `key` in the nth table `header`, counted from 1; of the header if not found."""
        start = 0
        if header:
            heads = [i for i, text in enumerate(self.lines) if text.strip() == header]
            start = heads[nth] if nth < len(heads) else 0
        for number, text in enumerate(self.lines[start:], start + 1):
            if re.match(rf"\s*{re.escape(key)}\s*[=.]", text) or text.strip() == f"[{key}]":
                return number
        return start + 1 if header else None

    def within(self, outer: str, nth: int, header: str) -> int:
        """Which of the tables `header`, counted from 0, is the first after the nth `outer`."""
        heads = [text.strip() for text in self.lines]
        starts = [i for i, text in enumerate(heads) if text == outer]
        return heads[: starts[nth]].count(header) if nth < len(starts) else 0

    def tables(self, raw: dict[str, Any]) -> list[dict[str, Any]]:
        """Take the exercises out of the manifest."""
        found = raw.pop("exercise", [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            message = "each exercise is a table of its own: [[exercise]]"
            raise CourseError(message, self.path, self.line("exercise"))
        return found

    def table(
        self, raw: dict[str, Any], key: str, title: str = "", header: str = "", nth: int = 0
    ) -> dict[str, Any]:
        """Take a table out of another; empty where it is not there.

        Args:
            raw: the other.
            key: its name there.
            title: what its header says, where that is more than its name.
            header: of the nth table that holds it, for the line; "": the manifest itself.
            nth: counted from 0.
        """
        found = raw.pop(key, {})
        if not isinstance(found, dict):
            message = f"{key} must be a table, [{title or key}], but is {found!r}"
            raise CourseError(message, self.path, self.line(key, header, nth))
        return found

    def build(
        self,
        kind: type[Any],
        table: dict[str, Any],
        where: str,
        header: str = "",
        nth: int = 0,
        given: dict[str, Any] | None = None,
    ) -> Any:
        """One table as a dataclass.

        Args:
            kind: the dataclass; its fields are the keys that are known.
            table: key -> value.
            where: what to call it in messages.
            header: its header in the file, for lines.
            nth: which of the tables with that header, counted from 0.
            given: fields that do not come from the table.

        Raises:
            CourseError: a key is unknown, missing or of the wrong type.
        """
        given = given or {}
        known = {f.name: f for f in fields(kind) if f.name not in given}
        for key, value in table.items():
            at = self.line(key, header, nth)
            if key not in known:
                names = ", ".join(known)
                raise CourseError(f"unknown key {key!r} in {where}; known: {names}", self.path, at)
            self._check_type(key, value, str(known[key].type), at)
        for name, spec in known.items():
            required = spec.default is MISSING and spec.default_factory is MISSING
            if required and name not in table:
                line = self.line("", header, nth) if header else 1
                raise CourseError(f"{where} lacks {name!r}", self.path, line)
        values = {k: _plain(v, str(known[k].type)) for k, v in table.items()}
        return kind(**values, **given)

    def _check_type(self, key: str, value: Any, annotation: str, at: int | None) -> None:
        kinds: dict[str, tuple[type, ...]] = {
            "str": (str,),
            "int": (int,),
            "float": (int, float),
            "tuple[str, ...]": (list,),
        }
        expected = kinds.get(annotation, (object,))
        good = isinstance(value, expected) and not isinstance(value, bool)
        if good and isinstance(value, list):
            good = all(isinstance(item, str) for item in value)
        if not good:
            raise CourseError(f"{key} must be {annotation}, but is {value!r}", self.path, at)


def _plain(value: Any, annotation: str) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return float(value) if annotation == "float" else value
