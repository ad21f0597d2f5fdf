"""A Canvas gradebook is filled in one column, and only for students who are beyond doubt."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import msgspec
import pytest

from autograder.errors import UsageError
from autograder.report.canvas import fill_canvas
from autograder.report.marks import Filled, marks_of
from autograder.report.table import Table
from autograder.results import Lateness, Student, SubmissionResult, Verdict

POINTS = {"a03_pooling": 34.0}
NAMES = ("Pooling", "a03_pooling")
HEADER = "Student,ID,SIS User ID,SIS Login ID,Section,Pooling (123),Pooling quiz (9),Final Score"
POSSIBLE = "    Points Possible,,,,,34,5,(read only)"

Make = Callable[..., SubmissionResult]


def result(make_result: Make, earned: float = 20.0, **student: str) -> SubmissionResult:
    """A result of one assignment, with this mark, of this student."""
    made = make_result(0)
    pooling = msgspec.structs.replace(made.assignments[0], earned=earned, points=34.0)
    return msgspec.structs.replace(
        made,
        id=student.get("id", "s0").replace(" ", "_"),
        student=Student(**{"id": "s0"} | student),
        origin="s0.zip",
        assignments=(pooling,),
        raw=earned,
        earned=earned,
        late=None,
        fault=None,
    )


def fill(
    text: str | bytes, results: list[SubmissionResult], column: str | None = None
) -> tuple[bytes, Filled]:
    data = text.encode() if isinstance(text, str) else text
    table, filled = Table(data, "gradebook.csv"), Filled()
    fill_canvas(table, marks_of(results, POINTS, filled), column, NAMES, filled)
    return table.encode(), filled


def book(*rows: str, header: str = HEADER, possible: str = POSSIBLE) -> str:
    return "\n".join([header, possible, *rows]) + "\n"


def column(data: bytes, name: str = "Pooling (123)") -> list[str]:
    return [row[name] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))]


ADA = '"Lovelace, Ada",1001,sis-7,ada@uni.edu,"A, and B",,4,99'


@pytest.mark.parametrize(
    "student",
    [
        {"id": "1001"},
        {"id": "sis-7"},
        {"id": "x", "username": "ADA@uni.edu"},
        {"id": "x", "email": "ada@uni.edu"},
        {"id": "x", "name": "Ada Lovelace"},
        {"id": "x", "name": "lovelace, ada"},
    ],
)
def test_a_student_is_known_by_id_sis_id_login_address_or_name(make_result, student):
    data, filled = fill(book(ADA), [result(make_result, **student)])
    assert column(data) == ["34", "20"]
    assert not filled.left_out


def test_a_student_is_known_by_the_number_in_canvass_own_file_name(make_result):
    made = msgspec.structs.replace(
        result(make_result, id="lovelaceada_1001"),
        origin="lovelaceada_LATE_1001_555_pooling.py",
        in_roster=None,
    )
    data, _ = fill(book(ADA), [made])
    assert column(data) == ["34", "20"]


def test_only_the_cell_of_the_mark_changes(make_result):
    text = book(ADA, '"O""Neil, Bo" ,1002,,bo,,7,, ').replace("\n", "\r\n")
    data = b"\xef\xbb\xbf" + text.encode()
    out, filled = fill(data, [result(make_result, id="1001")])
    assert out == data.replace(b'B",,4', b'B",20,4')
    assert filled.without == ['O"Neil, Bo']
    assert (filled.entered, filled.changed) == (1, 0)


def test_marks_of_several_rows_stay_apart(make_result):
    rows = [f"S{i},{i},,l{i},,," for i in range(1, 30)]
    results = [result(make_result, earned=i / 2, id=str(i)) for i in range(1, 30, 3)]
    data, filled = fill(book(*rows), results)
    wanted = [f"{i / 2:g}" if i % 3 == 1 else "" for i in range(1, 30)]
    assert column(data)[1:] == wanted
    assert len(filled.without) == 19


@pytest.mark.parametrize("mark", ["EX", "ex", '"EX"'])
def test_an_excused_student_stays_excused(make_result, mark):
    text = book(f"Ada,1001,,,,{mark},,")
    data, filled = fill(text, [result(make_result, id="1001")])
    assert data == text.encode()
    assert "excused" in filled.left_out[0][1]


def test_nobody_who_is_in_doubt_gets_a_mark(make_result):
    text = book("Ali Hassan,1,,a,,,,", "Ali Hassan,2,,b,,,,", "Bo,3,,c,,,,", "Cy,4,3,d,,,,")
    results = [
        result(make_result, id="p", name="Ali Hassan"),  # two rows of that name
        result(make_result, id="3"),  # one row's id, another's SIS id
        result(make_result, id="1", name="Bo"),  # one row's id, another's name
        result(make_result, id="stranger", name="Zoe"),
    ]
    data, filled = fill(text, results)
    assert data == text.encode()
    reasons = [reason for _, reason in filled.left_out]
    assert ["2 rows" in r for r in reasons] == [True, True, False, False]
    assert "that of another" in reasons[2]
    assert "no row fits" in reasons[3]


def test_a_name_decides_where_an_id_is_anothers_in_another_column(make_result):
    text = book("Ada,7,1001,,,,,", "Bo,1001,8,,,,,")
    data, filled = fill(text, [result(make_result, id="1001", name="Ada")])
    assert column(data) == ["34", "20", ""]
    assert not filled.left_out


def test_two_submissions_of_one_student_are_both_named_and_not_entered(make_result):
    first, second = result(make_result, id="1001"), result(make_result, id="sis-7")
    data, filled = fill(book(ADA), [first, second])
    assert column(data) == ["34", ""]
    assert {name for name, _ in filled.left_out} == {"1001", "sis-7"}
    assert all("same student" in reason for _, reason in filled.left_out)


def test_an_id_that_stands_twice_is_named_and_the_rest_is_entered(make_result):
    text = book("Ada,1,,a,,,,", "Bo,1,,b,,,,", "Cy,3,,c,,,,")
    data, filled = fill(text, [result(make_result, id="1"), result(make_result, id="3")])
    assert column(data) == ["34", "", "", "20"]
    assert "gradebook.csv:4: the ID '1' stands on line 3 already" in filled.notes[0]


def test_a_grader_fault_is_no_mark(make_result):
    whole = msgspec.structs.replace(result(make_result, id="1001"), fault="the runner died")
    exercise = msgspec.structs.replace(
        whole.assignments[0].exercises[0], verdict=Verdict.GRADER_FAULT
    )
    pooling = msgspec.structs.replace(
        whole.assignments[0], exercises=(exercise, *whole.assignments[0].exercises[1:])
    )
    part = msgspec.structs.replace(whole, fault=None, assignments=(pooling,))
    for made in (whole, part):
        data, filled = fill(book(ADA), [made])
        assert data == book(ADA).encode()
        assert filled.left_out[0][1].startswith("grader fault")


def test_a_result_over_other_points_is_no_mark(make_result):
    made = result(make_result, id="1001")
    only = msgspec.structs.replace(made.assignments[0], points=6.0)
    data, filled = fill(book(ADA), [msgspec.structs.replace(made, assignments=(only,))])
    assert data == book(ADA).encode()
    assert "6 of the 34 points" in filled.left_out[0][1]


def test_lateness_counts_and_the_column_has_its_own_scale(make_result):
    late = Lateness(days=2, factor=0.8, rule="10 %/day")
    made = msgspec.structs.replace(result(make_result, id="1001"), late=late, earned=16.0)
    data, _ = fill(book(ADA), [made])
    assert column(data) == ["34", "16"]
    data, filled = fill(book(ADA, possible="    Points Possible,,,,,100,,"), [made])
    assert column(data) == ["100", "47.06"]
    assert filled.notes == ["Marks are scaled: 34 points here, 100 there."]


@pytest.mark.parametrize("possible", ["    Points Possible,,,,,,,", "    Points Possible,,,,,0,,"])
def test_without_points_possible_the_mark_is_as_it_is(make_result, possible):
    data, _ = fill(book(ADA, possible=possible), [result(make_result, id="1001")])
    assert column(data)[1] == "20"


def test_a_mark_above_the_maximum_is_capped_and_said(make_result):
    data, filled = fill(book(ADA), [result(make_result, earned=35.0, id="1001")])
    assert column(data) == ["34", "34"]
    assert "capped" in filled.notes[0]


def test_no_points_row_and_the_row_of_posting_are_no_students(make_result):
    rows = [HEADER, ",,,,,Manual Posting,,", POSSIBLE, ADA, '"Student, Test",5,,ef,,,,']
    data, _ = fill("\n".join(rows), [result(make_result, id="1001")])
    assert column(data) == ["Manual Posting", "34", "20", ""]
    data, _ = fill(f"{HEADER}\n{ADA}\n", [result(make_result, id="1001")])
    assert column(data) == ["20"]


def test_a_mark_that_is_replaced_is_counted_and_an_equal_one_is_not(make_result):
    made = result(make_result, id="1001")
    data, filled = fill(book(ADA.replace('B",,', 'B",7,')), [made])
    assert (column(data)[1], filled.entered, filled.changed) == ("20", 1, 1)
    again, filled = fill(data, [made])
    assert (again, filled.entered, filled.changed) == (data, 1, 0)


def test_a_column_is_found_by_its_title_with_or_without_its_number(make_result):
    made = [result(make_result, id="1001")]
    for title in (None, "Pooling (123)", "pooling", "Pooling"):
        assert column(fill(book(ADA), made, title)[0]) == ["34", "20"]
    data, _ = fill(book(ADA), made, "Pooling quiz")
    assert column(data, "Pooling quiz (9)")[1] == "2.94"


@pytest.mark.parametrize(
    ("header", "title", "says"),
    [
        (HEADER, "Poling", "Near to it: 'Pooling (123)'"),
        (HEADER, "Homework", "It has 'Pooling (123)'"),
        (HEADER, "Section", "no column called"),
        (HEADER, "Final Score", "computes the column"),
        (HEADER.replace("quiz (9)", "(124)"), None, "fits 2 columns"),
        ("a,b,c,d,e,f,g,h", None, "no gradebook of Canvas"),
        (HEADER.replace("SIS User ID", "ID"), None, "2 columns called 'ID'"),
    ],
)
def test_a_column_that_is_not_clear_is_asked_for_by_name(make_result, header, title, says):
    with pytest.raises(UsageError) as caught:
        fill(book(ADA, header=header), [result(make_result, id="1001")], title)
    assert says in str(caught.value)


def test_semicolons_and_decimal_commas_stay(make_result):
    text = (
        "Student;ID;SIS User ID;SIS Login ID;Section;Pooling (123)\n"
        "    Points Possible;;;;;34,0\nAda;1;;a;;\nBo;2;;b;;3,5\n"
    )
    data, _ = fill(text, [result(make_result, earned=20.25, id="1")])
    assert data == text.replace(";a;;\n", ";a;;20,25\n").encode()


def test_utf_16_of_a_spreadsheet_stays_utf_16(make_result):
    text = "Student\tID\tPooling (123)\r\nZoë\t1001\t\r\n"
    data, _ = fill(text.encode("utf-16"), [result(make_result, id="x", name="zoë")])
    assert data == text.replace("1001\t", "1001\t20").encode("utf-16")


def test_a_row_that_ends_too_early_is_named(make_result):
    text = book("Ada,1001,,ada")
    data, filled = fill(text, [result(make_result, id="1001")])
    assert data == text.encode()
    assert "line 3, ends before" in filled.left_out[0][1]
