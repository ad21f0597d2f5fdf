"""What is fuzzed: each reader's check, which raises where a property fails, and its seeds."""

from __future__ import annotations

import contextlib
import io
import json
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from autograder.course import load_course
from autograder.errors import StudentError, SubmissionError, WireError
from autograder.sandbox import messages, wire
from autograder.submission import archives, decode, discover, notebooks, read

COURSE = load_course(Path(__file__).parents[1] / "attacks" / "course")
LOADED = 2**20  # bytes of a member that are asked for


class Reader(NamedTuple):
    """One reader of untrusted bytes.

    Attributes:
        check: reads some; raises where a property does not hold.
        seeds: valid input.
    """

    check: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]


def _wire(data: bytes) -> None:
    try:
        value = wire.decode(data)
    except WireError:
        return
    again = wire.encode(value)
    assert wire.encode(wire.decode(again)) == again  # as bytes: a NaN is not equal to itself


def _answer(data: bytes) -> None:
    try:
        messages.decode_answer(data)
    except (WireError, StudentError):
        return


def _archive(data: bytes) -> None:
    try:
        listing = archives.list_bytes(data, "work.zip")
    except SubmissionError:
        return
    for path, member in listing.members.items():
        assert path and not path.startswith("/") and ".." not in path.split("/")
        with contextlib.suppress(SubmissionError):
            assert len(member.load(LOADED)) <= LOADED


def _submission(data: bytes) -> None:
    """Whatever a student may hand in is read, and nothing is written."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name, "class")
        place.mkdir()
        Path(place, "ada.zip").write_bytes(data)
        for source in discover([place], COURSE):
            submission = read(source, COURSE)
            assert submission.problem or submission.files.keys() <= {"a01_target"}
        assert [path.name for path in Path(name).rglob("*")] == ["class", "ada.zip"]


def _notebook(data: bytes) -> None:
    try:
        source, _ = notebooks.to_python(data, "work.ipynb")
    except SubmissionError:
        return
    source.decode("utf-8")


def _source(data: bytes) -> None:
    try:
        source, _ = decode.to_utf8(data, "work.py")
    except SubmissionError:
        return
    source.decode("utf-8")


def _values() -> list[object]:
    return [
        *(None, True, -1, 2**70, 1.5, 2j, "text", b"bytes"),
        *([1, [2]], (1, (2,)), {"a": {1: 2}}, wire.Ref(3, ("a", "b"), "C")),
        *(np.arange(6.0).reshape(2, 3), np.array([True, False]), np.int16(3), np.dtype("int8")),
    ]


def _wire_seeds() -> list[bytes]:
    return [wire.encode(value) for value in _values()]


def _answer_seeds() -> list[bytes]:
    answers = [messages.Answer(value, ("x",), ("y",)) for value in _values()]
    error = StudentError("ValueError", "no", ("ValueError", "Exception"), ("line 1",), "f")
    return [
        *(messages.encode_answer(a, wire._refuse) for a in answers),
        messages.encode_error(error),
    ]


def _archive_seeds() -> list[bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("work/a.py", "x = 1\n" * 9)
        archive.writestr("a01_target/target.py", "import helper\n")
        archive.writestr("a01_target/helper.py", "y = 1\n")
    seeds = [packed.getvalue()]
    for mode in ("w", "w:gz", "w:bz2", "w:xz"):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode=mode) as archive:
            member = tarfile.TarInfo("work/a.py")
            member.size = 6
            archive.addfile(member, io.BytesIO(b"x = 1\n"))
        seeds.append(packed.getvalue())
    return seeds


def _notebook_seeds() -> list[bytes]:
    cells = [{"cell_type": "code", "source": text} for text in ("x = 1", "%pip x", "%%time\ny = 2")]
    new = {"cells": cells, "metadata": {"kernelspec": {"language": "python"}}, "nbformat": 4}
    return [json.dumps(book).encode() for book in (new, {"worksheets": [{"cells": cells}]})]


def _source_seeds() -> list[bytes]:
    text = "# coding: latin-1\nx = '\u00e9'\n"
    return [text.encode(kind) for kind in ("utf-8", "utf-8-sig", "utf-16", "latin-1")]


READERS = {
    "wire": Reader(_wire, _wire_seeds),
    "answer": Reader(_answer, _answer_seeds),
    "archive": Reader(_archive, _archive_seeds),
    "submission": Reader(_submission, _archive_seeds),
    "notebook": Reader(_notebook, _notebook_seeds),
    "source": Reader(_source, _source_seeds),
}
