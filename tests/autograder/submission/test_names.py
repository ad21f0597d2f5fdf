from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.submission.names import MAX_ID, clean, safe_id, safe_path, suffix_of, unique_ids

# Any text, and what a file system gives for bytes that are no UTF-8.
names = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=300) | st.binary(
    max_size=60
).map(lambda raw: raw.decode("utf-8", "surrogateescape"))


@given(names)
@settings(max_examples=200, deadline=None)
def test_an_id_is_always_a_safe_file_name(name: str) -> None:
    found = safe_id(name)
    assert re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", found)
    assert len(found) <= MAX_ID
    assert ".." not in found
    assert safe_id(name) == found


@given(st.lists(names, max_size=12))
@settings(max_examples=60, deadline=None)
def test_ids_are_unique_even_where_case_does_not_count(given_names: list[str]) -> None:
    ids = unique_ids((name, f"{name}{at}") for at, name in enumerate(given_names))
    assert len({id_.lower() for id_ in ids}) == len(given_names)
    assert all(len(id_) <= MAX_ID for id_ in ids)


@given(names)
@settings(max_examples=200, deadline=None)
def test_a_safe_path_never_leads_outside(name: str) -> None:
    path = safe_path(name)
    if path is not None:
        assert not path.startswith("/")
        assert ".." not in path.split("/")
        assert path.isprintable()
        assert path.encode("utf-8")


@given(names)
@settings(max_examples=100, deadline=None)
def test_a_shown_name_is_one_short_printable_line(name: str) -> None:
    shown = clean(name)
    assert shown.isprintable()
    assert len(shown) <= 120


@pytest.mark.parametrize(
    "name",
    ["/etc/a.py", "../a.py", "a/../../b.py", "C:\\a.py", "\\\\host\\a.py", "", ".", "x" * 300],
)
def test_paths_that_lead_outside_are_refused(name: str) -> None:
    assert safe_path(name) is None


def test_windows_separators_separate() -> None:
    assert safe_path("a01_convolution\\convolution.py") == "a01_convolution/convolution.py"


def test_names_without_a_latin_letter_get_different_ids() -> None:
    assert safe_id("王伟") != safe_id("李娜")
    assert safe_id("Åsa Lind") == "Asa_Lind"
    assert safe_id("con") != "con"


@pytest.mark.parametrize(
    ("name", "suffix"), [("a.tar.gz", ".tar.gz"), ("A.PY", ".py"), (".bashrc", ""), ("x", "")]
)
def test_suffixes_of_two_parts_are_known(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix
