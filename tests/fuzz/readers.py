"""What is fuzzed: each reader's check, which raises where a property fails, and its seeds."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from autograder.errors import StudentError, SubmissionError, WireError
from autograder.sandbox import messages, wire
from autograder.submission import archives, decode, notebooks


class Reader(NamedTuple):
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
        archives.list_bytes(data, "work.zip")
    except SubmissionError:
        return


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
    "notebook": Reader(_notebook, _notebook_seeds),
    "source": Reader(_source, _source_seeds),
}
