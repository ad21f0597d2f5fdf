from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from autograder.report.clean import (
    block,
    ci_safe,
    code_fence,
    code_span,
    csv_text,
    markdown_escape,
    one_line,
    plain,
)

# Everything, lone surrogates included, with what hurts drawn often.
HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\x1b\x9b\x07\r\n\t[]()<>&|`*_#@:=+-.1\\!~$\u202e\u2066\u200b\ud800{}\"'"),
        st.characters(),
    ),
    max_size=60,
)
FEW = settings(max_examples=150, deadline=None)


@FEW
@given(HOSTILE)
def test_plain_text_has_no_control_character_and_no_direction_override(text: str) -> None:
    shown = plain(text)
    kinds = {unicodedata.category(c) for c in shown if c != "\n"}
    assert not kinds & {"Cc", "Cs"}
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in shown)
    shown.encode("utf-8")


@FEW
@given(HOSTILE)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b\x1b[0m[31mx", "[31mx"),
        ("10 %\r20 %\r\nend", "10 %\n20 %\nend"),
        ("abc\u202edcba", "abcdcba"),
        ("naïve 中文 עברית 👩‍🔬", "naïve 中文 עברית 👩‍🔬"),
    ],
)
def test_sequences_go_and_text_stays(text: str, shown: str) -> None:
    assert plain(text) == shown


@FEW
@given(HOSTILE, st.integers(5, 40))
def test_one_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    shown = one_line(text, limit)
    assert len(shown) <= limit
    assert shown.splitlines() in ([], [shown])


def test_a_long_block_keeps_both_ends_and_says_how_much_is_gone() -> None:
    shown = block("a" * 500 + "b" * 500, limit=100)
    assert shown == "a" * 50 + "\n… 900 characters left out …\n" + "b" * 50


@FEW
@given(HOSTILE, st.sampled_from(["", "  ", "    "]))
def test_no_line_is_a_command_for_a_ci_service(text: str, indent: str) -> None:
    for start in ("::", "##[", "##vso[", ""):
        shown = ci_safe(one_line(indent + start + text).rjust(3))
        assert not shown.lstrip().startswith("::")
        assert "##[" not in shown
        assert "##vso[" not in shown


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1", "\u200b=1", "\x1b[0m=1"],
)
def test_formulas_in_a_cell_get_an_apostrophe(text: str) -> None:
    assert csv_text(text).startswith("'")


@FEW
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_cells_survive_the_csv_module(texts: list[str]) -> None:
    cells = ["x", *(csv_text(text) for text in texts)]
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(cells)
    assert list(csv.reader(io.StringIO(file.getvalue(), newline=""))) == [cells]
    assert not any(cell[:1] in "=+-@\t\r" for cell in cells if cell)


def _tokens(source: str) -> list[str]:
    """Types of all tokens, with everything on that GitHub has on."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for token in parser.parse(source):
        found += [token.type, *(child.type for child in token.children or [])]
    return found


def _text(source: str) -> str:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    inline = [t for t in parser.parse(source) if t.type == "inline"]
    return "".join(c.content for t in inline for c in t.children or [])


@FEW
@given(HOSTILE)
def test_escaped_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    source = markdown_escape(text)
    assert set(_tokens(source)) <= {
        "paragraph_open",
        "inline",
        "text",
        "text_special",
        "paragraph_close",
    }
    assert _text(source).replace("\u200b", "") == one_line(text, 2000)


@FEW
@given(HOSTILE)
def test_escaped_markdown_stays_in_its_table_cell(text: str) -> None:
    source = f"| a | b |\n|---|---|\n| {markdown_escape(text)} | end |\n"
    tokens = _tokens(source)
    assert tokens.count("td_open") == 2
    assert _text(source).replace("\u200b", "") == "ab" + one_line(text, 2000) + "end"


@pytest.mark.parametrize("text", ["@octocat", "mail a@b.org", "#12", "me/it#12"])
def test_people_and_issues_are_not_linked(text: str) -> None:
    shown = _text(markdown_escape(text))
    assert "@\u200b" in shown or "#\u200b" in shown


@pytest.mark.parametrize("text", ["see http://x.org", "www.x.org", "ftp://x", "mailto:a@b"])
def test_addresses_are_broken_before_they_are_links(text: str) -> None:
    shown = _text(markdown_escape(text))
    assert not any(start in shown for start in ("://", "www.", "mailto:a"))


@FEW
@given(HOSTILE)
def test_code_keeps_its_text_inside(text: str) -> None:
    shown = block(text)
    [fence] = [t for t in MarkdownIt().parse(code_fence(shown)) if t.type == "fence"]
    assert fence.content.rstrip("\n") == shown.rstrip("\n")
    assert "code_inline" in _tokens(f"x {code_span(text)} y")
    assert set(_tokens(f"x {code_span(text)} y")) <= {
        "paragraph_open",
        "inline",
        "text",
        "code_inline",
        "paragraph_close",
    }


def test_marks_stacked_on_a_letter_do_not_cover_other_lines() -> None:
    assert plain("e" + "\u0301" * 5000 + "f") == "e" + "\u0301" * 4 + "f"
    assert plain("Việt Nam, e\u0302\u0301") == "Việt Nam, e\u0302\u0301"
