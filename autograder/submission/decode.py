"""Source bytes in whatever encoding -> UTF-8."""

from __future__ import annotations

import codecs
import re

from autograder.errors import SubmissionError

_COOKIE = re.compile(rb"^[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)")
_COOKIE_TEXT = re.compile(
    r"\A((?:[^\r\n]*(?:\r\n|\r|\n))??[ \t\f]*#[^\r\n]*?coding[:=][ \t]*)([-\w.]+)"
)
_BLANK = re.compile(rb"^[ \t\f]*(?:#|$)")
# Encodings of text files; Python knows others that serve to hide code ("unicode_escape").
_TEXT_ENCODINGS = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_\w+|johab"
)


def to_utf8(data: bytes, name: str) -> tuple[bytes, tuple[str, ...]]:
    """Decode a source file the way Python would, or the way its editor probably meant it.

    Line endings stay as they are. A declared encoding is rewritten to utf-8.

    Returns:
        the source, UTF-8 without a byte-order mark, and notes for the student.

    Raises:
        SubmissionError: it is not a text file.
    """
    text, note = _decode(data, name)
    if "\0" in text:
        raise SubmissionError(
            f"{name} contains NUL bytes, so it is not a text file. Save it as UTF-8 text."
        )
    text = _COOKIE_TEXT.sub(lambda m: m[1] + "utf-8", text, count=1)
    return text.encode("utf-8"), (note,) if note else ()


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode(
                "utf-16"
            ), f"{name} is UTF-16 and was read as such; save it as UTF-8."
        except UnicodeDecodeError:
            raise SubmissionError(f"{name} is not valid UTF-16. Save it as UTF-8 text.") from None
    data = data.removeprefix(codecs.BOM_UTF8)
    declared = _declared(data)
    try:
        return data.decode(_known(declared) or "utf-8"), ""
    except UnicodeDecodeError:
        pass
    for guess, shown in (("utf-8", "UTF-8"), ("cp1252", "Windows-1252"), ("latin-1", "Latin-1")):
        try:
            text = data.decode(guess)
        except UnicodeDecodeError:
            continue
        wanted = declared or "UTF-8"
        return text, f"{name} is not valid {wanted} and was read as {shown}; save it as UTF-8."
    raise AssertionError("Latin-1 decodes every byte")


def _declared(data: bytes) -> str:
    """The encoding that one of the first two lines names (PEP 263); "" for none."""
    for line in re.split(rb"\r\n|\r|\n", data[:2000], maxsplit=2)[:2]:
        if found := _COOKIE.match(line):
            return found[1].decode("ascii", "replace")
        if not _BLANK.match(line):
            break
    return ""


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):
        return ""
    return name if _TEXT_ENCODINGS.fullmatch(name) else ""
