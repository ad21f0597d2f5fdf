from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.submission.decode import to_utf8

TEXT = 'x = "åé€"\n'


def read(data: bytes) -> tuple[str, tuple[str, ...]]:
    source, notes = to_utf8(data, "convolution.py")
    return source.decode("utf-8"), notes


def test_utf8_stays_as_it_is() -> None:
    assert read(TEXT.encode()) == (TEXT, ())


def test_a_byte_order_mark_is_dropped() -> None:
    assert read(TEXT.encode("utf-8-sig")) == (TEXT, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_with_its_mark_is_read_and_noted(encoding: str) -> None:
    text, notes = read(("\ufeff" + TEXT).encode(encoding))
    assert text == TEXT
    assert "UTF-16" in notes[0]


@pytest.mark.parametrize("head", ["", "#!/usr/bin/env python3\n", "#!/usr/bin/python\r\n"])
def test_a_declared_encoding_is_honoured_and_becomes_utf8(head: str) -> None:
    source = f'{head}# -*- coding: latin-1 -*-\nx = "åé"\n'
    text, notes = read(source.encode("latin-1"))
    assert text == source.replace("latin-1", "utf-8")
    assert notes == ()
    assert ast.literal_eval(ast.parse(text.encode()).body[0].value) == "åé"


def test_undeclared_windows_bytes_are_read_with_a_note() -> None:
    text, notes = read(TEXT.encode("cp1252"))
    assert text == TEXT
    assert "Windows-1252" in notes[0]
    assert read(b'x = "\x81"\n')[0] == 'x = "\x81"\n'


def test_a_wrong_declaration_is_noted_and_utf8_tried_first() -> None:
    text, notes = read(b"# coding: ascii\n" + TEXT.encode())
    assert text == "# coding: utf-8\n" + TEXT
    assert "ascii" in notes[0]


@pytest.mark.parametrize("codec", ["unicode_escape", "utf-7", "rot13", "zlib", "punycode", "none"])
def test_encodings_that_hide_code_are_not_applied(codec: str) -> None:
    source = f"# coding: {codec}\nx = '\\x41+AEE-'\n"
    assert read(source.encode())[0] == source.replace(codec, "utf-8")


def test_line_endings_stay() -> None:
    assert read(b"x = 1\r\ny = 2\rz = 3\n")[0] == "x = 1\r\ny = 2\rz = 3\n"


@pytest.mark.parametrize("data", [b"x = 1\0\n", "x = 1\n".encode("utf-16-le"), b"\xff\xfe\x00"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(SubmissionError, match=r"convolution\.py .*UTF-8"):
        read(data)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_utf8_or_a_sentence(data: bytes) -> None:
    try:
        source, _ = to_utf8(data, "convolution.py")
    except SubmissionError:
        return
    assert "\0" not in source.decode("utf-8")
