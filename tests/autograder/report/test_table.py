"""A table keeps every byte but those of the cells that change."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from autograder.errors import UsageError
from autograder.report.table import Table, number

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16"]

cells = st.text(st.sampled_from('ab ,;\t"\r\n=é'), max_size=6)
rows = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5)


def read(data: bytes, encoding: str, delimiter: str) -> list[list[str]]:
    text = io.StringIO(data.decode(encoding), newline="")
    return [row for row in csv.reader(text, delimiter=delimiter) if row]


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, str, str]:
    """A file as one or another program writes it: bytes, encoding, delimiter."""
    delimiter = draw(st.sampled_from(",;\t"))
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=delimiter,
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        lineterminator=draw(st.sampled_from(["\n", "\r\n", "\r"])),
    )
    writer.writerow(["one", "two", "three"])
    writer.writerows(draw(rows))
    encoding = draw(st.sampled_from(ENCODINGS))
    whole = text.getvalue()
    return whole[: len(whole) - draw(st.integers(0, 1))].encode(encoding), encoding, delimiter


@given(files())
def test_what_is_read_is_what_the_standard_reader_reads(file):
    data, encoding, delimiter = file
    table = Table(data, "x.csv")
    ours = [[cell.value for cell in row.cells] for row in (table.header, *table.rows)]
    assert ours == read(data, encoding, delimiter)


@given(files())
def test_without_a_change_every_byte_is_the_same(file):
    data, _, _ = file
    assert Table(data, "x.csv").encode() == data


@given(files(), cells, st.data())
def test_a_change_is_in_its_cell_and_nowhere_else(file, text, chooser):
    data, encoding, delimiter = file
    before, table = read(data, encoding, delimiter), Table(data, "x.csv")
    wide = [place for place, row in enumerate(table.rows) if len(row.cells) > 1]
    assume(wide)
    place = chooser.draw(st.sampled_from(wide))
    row = table.rows[place]
    column = chooser.draw(st.integers(0, len(row.cells) - 1))
    changed = table.replace(row, column, text)
    assert changed == (row.cells[column].value != text)
    written = table.encode()
    before[place + 1][column] = text
    assert read(written, encoding, delimiter) == before
    start, end = row.cells[column].start, row.cells[column].end
    old, new = data.decode(encoding), written.decode(encoding)
    assert new.startswith(old[:start])
    assert new.endswith(old[end:])


def test_replacing_back_leaves_nothing_changed():
    data = b'a,b\r\n"1",2\r\n'
    table = Table(data, "x.csv")
    assert table.replace(table.rows[0], 0, "7")
    assert not table.replace(table.rows[0], 0, "1")
    assert table.encode() == data


def test_a_cell_keeps_its_quotes():
    table = Table(b'a,b\n"1",2\n', "x.csv")
    table.replace(table.rows[0], 0, "7")
    table.replace(table.rows[0], 1, "8")
    assert table.encode() == b'a,b\n"7",8\n'


def test_an_old_windows_file_stays_one():
    data = "Name;Note\nJosé;\n".encode("cp1252")
    table = Table(data, "x.csv")
    table.replace(table.rows[0], 1, "≤ 5…")
    assert table.encode() == "Name;Note\nJosé;&#8804; 5…\n".encode("cp1252")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        (b'a,b\n1,"2\n3,4\n', "x.csv:2: a quote"),
        (b"a\0b,c\n", "no text"),
        (b"\xff\xfea\0,\0b", "no text"),
        (b"a,\x81\n", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data, says):
    with pytest.raises(UsageError, match=r"x\.csv") as caught:
        Table(data, "x.csv")
    assert says in str(caught.value)


def test_lines_are_counted_as_an_editor_does():
    table = Table(b'a,b\r\n"x\r\ny",1\r\n\r\nz,2\r\n', "x.csv")
    assert [row.line for row in table.rows] == [2, 5]


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7), ("7,5", 7.5), (" 7.25 ", 7.25), ("-1", -1), ("", None), ("1,000.5", None)],
)
def test_numbers_are_read_with_either_mark(text, value):
    assert number(text) == value


def test_a_decimal_comma_is_believed_only_where_no_point_speaks_against_it():
    assert Table(b'a\n"7,5"\n3\n', "x").decimal_comma([0])
    assert not Table(b'a\n"7,5"\n3.5\n', "x").decimal_comma([0])
    assert not Table(b"a\n7\n", "x").decimal_comma([0])
