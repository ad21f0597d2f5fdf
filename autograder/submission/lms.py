"""File names as learning platforms write them into a bulk download.

Canvas: `okafortunde_LATE_12345_67890_convolution-1.py`, one file per attachment; "-1" marks the
first resubmission. Moodle: `Tunde Okafor_123456_assignsubmission_file_/convolution.py`, or flat,
with the file's name where the slash is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from autograder.submission.names import stem_of, suffix_of

_CANVAS = re.compile(r"([^_]+)_(?:LATE_)?(\d{2,})_(\d{2,})_(.+)", re.IGNORECASE | re.DOTALL)
_MOODLE = re.compile(r"(.+)_(\d{2,})_assignsubmission_(?:file|onlinetext)_(.*)", re.DOTALL)
_VERSION = re.compile(r"(.+?)(?:-(\d{1,4})|[-_ ]?\((\d{1,4})\)|[-_ ]v(\d{1,4}))$", re.IGNORECASE)


@dataclass(frozen=True)
class PlatformName:
    """Whose a file is, by its name.

    Attributes:
        student: the same for all files of a student ("okafortunde_12345").
        claims: for the roster, best first.
        file: the student's own name for it; "" for Moodle's folders.
        numbered: whether the platform marks resubmissions with "-1".
    """

    student: str
    claims: tuple[str, ...]
    file: str
    numbered: bool


def parse_name(name: str) -> PlatformName | None:
    """What a platform's file name says; None for any other name."""
    if found := _MOODLE.fullmatch(name):
        who, number, file = found.groups()
        claims = (who, f"Participant {number}")
        return PlatformName(f"{who}_{number}", claims, file, numbered=False)
    if found := _CANVAS.fullmatch(name):
        who, number, _, file = found.groups()
        return PlatformName(f"{who}_{number}", (who, number), file, numbered=True)
    return None


def version_of(name: str) -> tuple[str, int]:
    """A file name without its resubmission suffix, and the suffix: ("convolution.py", 1)."""
    found = _VERSION.fullmatch(stem_of(name))
    if not found:
        return name, 0
    return found[1] + suffix_of(name), int(found[2] or found[3] or found[4])


def newest(files: Iterable[str], wanted: Collection[str]) -> dict[str, str]:
    """Of a student's Canvas files the newest of each: name given -> name to use.

    Only where the name without suffix is wanted, or stands beside it: "part-2.py" is not the
    second version of "part-1.py".
    """
    files = sorted(files)
    plain = {name.lower() for name in (*files, *wanted)}
    best: dict[str, tuple[int, str]] = {}
    for name in files:
        base, version = version_of(name)
        if base.lower() not in plain:
            base, version = name, 0
        best[base] = max(best.get(base, (-1, "")), (version, name))
    return {name: base for base, (_, name) in best.items()}
