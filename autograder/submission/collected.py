"""What nbgrader has collected: `submitted/<student>/<assignment>/`, with when in timestamp.txt."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.errors import SubmissionError
from autograder.submission.listing import read_regular
from autograder.submission.model import Source
from autograder.submission.names import clean

STAMP = "timestamp.txt"
_OTHERS = {"source", "release", "autograded", "feedback"}
_LONGEST = 200  # bytes


def is_collected(folder: Path) -> bool:
    """Whether a folder is one of nbgrader's, with a folder per student in it.

    By its name, or by the configuration beside it: nothing that a student hands in decides this.
    """
    if folder.name == "submitted":
        return True
    return (folder.parent / "nbgrader_config.py").is_file() and folder.name not in _OTHERS


def student_folder(path: Path) -> Path | None:
    """The student's folder, where a path is one or is an assignment in one."""
    for folder in (path, path.parent):
        if is_collected(folder.parent):
            return folder
    return None


def joined(sources: Iterable[Source]) -> list[Source]:
    """The sources, those of one student in a collected tree as one."""
    found: dict[object, Source] = {}
    for number, source in enumerate(sources):
        key: object = source.id if source.stamped else number
        if key in found:
            parts = (*found[key].parts, *source.parts)
            source = replace(found[key], parts=tuple(dict.fromkeys(parts)))
        found[key] = source
    return list(found.values())


def read_stamp(source: Source, path: str) -> tuple[datetime | None, str]:
    """When the file at a path inside a submission was handed in, and what to tell the student."""
    for part in source.parts:
        # of several folders each has its name before its paths; see `read`
        file = (part.path.parent if len(source.parts) > 1 else part.path) / path
        if not os.path.lexists(file):
            continue
        stamp = file.parent / STAMP
        if not os.path.lexists(stamp):
            return None, ""
        try:
            text = read_regular(stamp, _LONGEST).decode()
            return parse_stamp(text), ""
        except (SubmissionError, ValueError, OSError, LookupError, OverflowError):
            return None, f"{clean(STAMP)} does not hold a time: the file's own time counts."
    return None, ""


def parse_stamp(text: str) -> datetime:
    """A time as nbgrader writes it, in UTC: "2026-11-30 23:59:00.000000 Europe/Zurich".

    Without a zone it is UTC.

    Raises:
        ValueError: it is no time. LookupError, OSError: there is no such zone.
    """
    words = text.split()
    zone = words[2] if len(words) == 3 else ""
    if zone[:1] in ("+", "-"):
        return datetime.fromisoformat(f"{words[0]} {words[1]}{zone}").astimezone(UTC)
    when = datetime.fromisoformat(" ".join(words[:2]) if zone else text.strip())
    if when.tzinfo is None:
        when = when.replace(tzinfo=ZoneInfo(zone) if zone and zone != "UTC" else UTC)
    return when.astimezone(UTC)
