from __future__ import annotations

from pathlib import Path

import pytest

from autograder.errors import UsageError
from autograder.results import Student
from autograder.submission import Roster, Submission, load_roster


@pytest.fixture
def load(tmp_path: Path) -> object:
    def go(text: str | bytes) -> Roster:
        path = tmp_path / "class.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return load_roster(path)

    return go


def claimed(*claims: str) -> Submission:
    return Submission(id="x", origin="x", claims=claims)


ROSTER = """id,name,email,github_username
1001,Tunde Okafor,okafor_t@example.org,okafor-t
1002,Åsa Lind,asa.lind@example.org,aalind
1003,Jan van der Berg,jan@example.org,
1004,John Smith,js1@example.org,smith1
1005,John Smith,js2@example.org,smith2
"""


def test_columns_are_found_whatever_their_case_and_order(load) -> None:
    roster = load("Email , USERNAME, Name,ID,section\nt@x.org,okafor,Tunde Okafor,7,A\n\n")
    assert roster.students == (
        Student(id="7", name="Tunde Okafor", email="t@x.org", username="okafor"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(load, encoding: str, delimiter: str) -> None:
    text = delimiter.join(("id", "first_name", "last_name")) + "\r\n"
    text += delimiter.join(("1", "Åsa", '"Lind"')) + "\r\n"
    assert load(text.encode(encoding)).students == (Student(id="1", name="Åsa Lind"),)


def test_exports_of_platforms_are_read_as_they_are(load) -> None:
    canvas = load(
        "Student,ID,SIS User ID,SIS Login ID,Section,convolution (12)\n"
        "    Points Possible,,,,,60\n"
        '"Okafor, Tunde",12345,T99,okafor_t,1,\n'
    )
    assert canvas.students == (Student(id="12345", name="Okafor, Tunde", username="okafor_t"),)
    moodle = load("Identifier,Full name,Email address,Status\nParticipant 77,Åsa Lind,a@x.org,-\n")
    assert moodle.match(claimed("Participant 77")) == moodle.students[0]
    classroom = load("identifier,github_username,github_id,name\no,okafor-t,9,\n")
    assert classroom.students == (Student(id="o", username="okafor-t"),)


def test_without_an_id_the_next_best_names_the_student(load) -> None:
    ids = [s.id for s in load("name,email,username\nA,a@x,ua\nB,b@x,\nC,,\n").students]
    assert ids == ["ua", "b@x", "C"]


@pytest.mark.parametrize(
    ("claim", "id_"),
    [
        *(("1001", "1001"), ("okafor-t", "1001"), ("OKAFOR_T", "1001"), ("okafortunde", "1001")),
        *(("Tunde Okafor", "1001"), ("Okafor, Tunde", "1001"), ("okafor_t@example.org", "1001")),
        *(("asa lind", "1002"), ("LIND_Åsa", "1002"), ("A\u030asa Lind", "1002")),
        *(("vanderbergjan", "1003"), ("jan", "1003"), ("smith2", "1005")),
    ],
)
def test_a_claim_finds_its_student(load, claim: str, id_: str) -> None:
    found = load(ROSTER).match(claimed("hw1", claim))
    assert found is not None
    assert found.id == id_


@pytest.mark.parametrize("claim", ["John Smith", "smithjohn", "smith", "1", "", "tunde", "---"])
def test_an_ambiguous_or_unknown_claim_finds_nobody(load, claim: str) -> None:
    assert load(ROSTER).match(claimed(claim)) is None


def test_the_first_claim_that_is_clear_counts(load) -> None:
    roster = load(ROSTER)
    assert roster.match(claimed("John Smith", "smith2")).id == "1005"
    assert roster.match(claimed("okafor_t", "asa.lind@example.org")).id == "1001"


def test_an_exact_match_is_preferred_to_a_similar_one(load) -> None:
    roster = load("id\nab-1\nAB1\n")
    assert roster.match(claimed("AB1")).id == "AB1"
    assert roster.match(claimed("ab1")) is None


def test_missing_students_keep_the_order_of_the_file(load) -> None:
    roster = load(ROSTER)
    assert [s.id for s in roster.missing(roster.students[1:3])] == ["1001", "1004", "1005"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,email\n1,a@x\n2,b@x\n1,c@x\n", r"class\.csv:4: the id '1' stands on line 2"),
        ("id,email\n1,a@x\n\n2,A@X\n", r"class\.csv:4: the email 'A@X' stands on line 2"),
        ("id,username\n1,u\n2,U\n", r"class\.csv:3: the username"),
        ("name\nA B\nA B\n", r"class\.csv:3: the id 'A B'"),
        ("id,email\n,\n1,\n,,\n", r"^$"),
        ("", "empty"),
        ("id,name\n", "no students"),
        ("colour,size\n1,2\n", r"class\.csv:1: expected a header"),
        ("id,student_id\n1,2\n", "two columns for id"),
        ("id,name\n1,Okafor, Tunde\n", r"class\.csv:2: 3 cells.*quotes"),
        ("id,section\n,A\n", r"class\.csv:2: this row names nobody"),
    ],
)
def test_a_wrong_roster_is_refused_with_file_and_line(load, text: str, said: str) -> None:
    if said == "^$":  # rows of separators alone are blank
        assert len(load(text).students) == 1
        return
    with pytest.raises(UsageError, match=said):
        load(text)


def test_a_quoted_line_break_does_not_shift_line_numbers(load) -> None:
    with pytest.raises(UsageError, match=r":4: the id '1' stands on line 2 already"):
        load('id,name\n1,"A\nB"\n1,C\n')


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_roster(tmp_path / "none.csv")


def test_bytes_that_are_no_table_are_refused(load) -> None:
    with pytest.raises(UsageError, match="expected a header"):
        load(b"PK\x03\x04\0\0\0")


@pytest.mark.parametrize(
    ("wish", "shown"),
    [("yes", "Ada Okafor"), ("Yes", "Ada Okafor"), ("The Flash", "The Flash")]
    + [(wish, None) for wish in ("", "no", "No", "0")],
)
def test_who_is_named_on_the_leaderboard_asked_for_it(
    tmp_path: Path, wish: str, shown: str | None
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f"id,name,leaderboard\n1,Ada Okafor,{wish}\n", encoding="utf-8")
    assert load_roster(path).students[0].leaderboard == shown


def test_a_roster_of_wishes_alone_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("leaderboard\nyes\n", encoding="utf-8")
    with pytest.raises(UsageError, match="expected a header with id"):
        load_roster(path)
