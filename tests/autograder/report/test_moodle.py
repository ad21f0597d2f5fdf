"""A Moodle worksheet is filled in two columns, in what Moodle takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import msgspec
import pytest

from autograder.errors import UsageError
from autograder.report.marks import Filled, marks_of, number_of
from autograder.report.moodle import feedback, fill_moodle, parse_columns
from autograder.report.table import Table
from autograder.results import Lateness, Student, SubmissionResult

POINTS = {"a03_pooling": 34.0}
ENGLISH = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments"
)
GERMAN = (
    "ID,Vollständiger Name,E-Mail-Adresse,Status,Bewertung,Bestwertung,"
    "Bewertung kann geändert werden,Zuletzt geändert (Abgabe),Zuletzt geändert (Bewertung),"
    "Feedback als Kommentar"
)
FRENCH = (
    "Identifiant,Nom complet,Adresse de courriel,Statut,Note,Note maximale,"
    "La note peut être modifiée,Dernière modification (travail remis),"
    "Dernière modification (note),Feedback par commentaires"
)
SPANISH = (
    "Identificador,Nombre completo,Dirección de correo,Estado,Calificación,Calificación máxima,"
    "La calificación puede ser cambiada,Última modificación (entrega),"
    "Última modificación (calificación),Comentarios de retroalimentación"
)
ADA = 'Participant 901,Ada Lovelace,ada@uni.edu,"Submitted for grading, - ",,34.00,Yes,"M, 5",-,'

Make = Callable[..., SubmissionResult]


def result(make_result: Make, earned: float = 20.0, **student: str) -> SubmissionResult:
    made = make_result(0)
    pooling = msgspec.structs.replace(made.assignments[0], earned=earned, points=34.0)
    return msgspec.structs.replace(
        made,
        id="s0",
        student=Student(**{"id": "s0"} | student),
        origin="s0.zip",
        assignments=(pooling,),
        raw=earned,
        earned=earned,
        late=None,
    )


def fill(
    text: str | bytes,
    results: list[SubmissionResult],
    columns: Mapping[str, str] | None = None,
) -> tuple[bytes, Filled]:
    data = text.encode() if isinstance(text, str) else text
    table, filled = Table(data, "worksheet.csv"), Filled()
    fill_moodle(table, marks_of(results, POINTS, filled), list(POINTS), columns or {}, filled)
    return table.encode(), filled


def sheet(*rows: str, header: str = ENGLISH) -> str:
    return "\n".join([header, *rows]) + "\n"


def cells(data: bytes, place: int = 0) -> list[str]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[place + 1]


@pytest.mark.parametrize(
    "student",
    [
        {"id": "Participant 901"},
        {"id": "x", "email": "Ada@Uni.edu"},
        {"id": "ada@uni.edu"},
        {"id": "x", "name": "Ada Lovelace"},
    ],
)
def test_a_student_is_known_by_identifier_address_or_name(make_result, student):
    data, filled = fill(sheet(ADA), [result(make_result, **student)])
    assert cells(data)[4] == "20"
    assert not filled.left_out


def test_a_student_is_known_by_the_number_in_moodles_own_folder_name(make_result):
    made = msgspec.structs.replace(
        result(make_result, id="A_L_901"), origin="A L_901_assignsubmission_file_"
    )
    data, _ = fill(sheet(ADA), [made])
    assert cells(data)[4] == "20"


@pytest.mark.parametrize("first", ["Participant 901", "Teilnehmer/in901", "Participant901"])
def test_the_number_of_an_identifier_is_read_in_any_language(first):
    assert number_of(first) == "901"


def test_everything_but_grade_and_feedback_is_as_it_was(make_result):
    other = 'Participant 902,"O""Neil, Bo",bo@uni.edu,\'- ,12.00,34.00,Yes,,"a\r\nb",fine'
    data = b"\xef\xbb\xbf" + sheet(ADA, other).replace("\n", "\r\n").encode()
    out, filled = fill(data, [result(make_result, id="Participant 901")])
    before, after = cells(data), cells(out)
    assert [i for i in range(len(before)) if before[i] != after[i]] == [4, 9]
    start = data.index(b',,34.00,Yes,"M, 5"') + 1
    assert out[:start] == data[:start]
    assert out.endswith(data[data.index(b"\r\nParticipant 902") :])
    assert filled.without == ['O"Neil, Bo']


@pytest.mark.parametrize(
    ("header", "yes", "no"),
    [
        (ENGLISH, "Yes", "No"),
        (GERMAN, "Ja", "Nein"),
        (FRENCH, "Oui", "Non"),
        (SPANISH, "Sí", "No"),
    ],
)
def test_worksheets_in_four_languages_are_understood(make_result, header, yes, no):
    rows = [
        f"Teilnehmer/in7,Ada,ada@x.de,ok,,'34,00',{yes},-,-,".replace("'", '"'),
        f"Teilnehmer/in8,Bo,bo@x.de,ok,,'34,00',{no},-,-,".replace("'", '"'),
    ]
    results = [
        result(make_result, earned=20.5, id="x", name="Ada"),
        result(make_result, id="y", name="Bo"),
    ]
    data, filled = fill(sheet(*rows, header=header), results)
    assert cells(data)[4] == "20,5"
    assert cells(data)[9].startswith("<p><strong>Autograder:")
    assert data.decode().splitlines()[0] == header
    assert cells(data, 1) == cells(sheet(*rows, header=header).encode(), 1)
    assert "does not let this grade be changed" in filled.left_out[0][1]


DUTCH = "Identificatie,Volledige naam,E-mail,Cijfer,Maximumcijfer"


def test_another_language_is_refused_with_what_to_say_and_then_taken(make_result):
    text = sheet("Deelnemer 7,Ada,ada@x.nl,,34", header=DUTCH)
    made = [result(make_result, id="x", name="Ada")]
    with pytest.raises(UsageError, match="--columns 'grade=TITLE'") as caught:
        fill(text, made)
    assert "'Cijfer'" in str(caught.value)
    said = ["identifier=Identificatie", "name=Volledige naam", "grade=Cijfer"]
    data, filled = fill(text, made, parse_columns([*said, "maximum=Maximumcijfer"]))
    assert cells(data)[3] == "20"
    assert "no column for feedback" in filled.notes[0]


@pytest.mark.parametrize("text", ["grade", "grade=", "mark=Cijfer", "=x"])
def test_a_column_that_is_not_said_clearly_is_refused(text):
    with pytest.raises(UsageError, match="ROLE=TITLE"):
        parse_columns([text])


def test_a_column_that_is_not_there_is_refused(make_result):
    with pytest.raises(UsageError, match="0 columns of that title"):
        fill(sheet(ADA), [result(make_result)], {"grade": "Mark"})


def test_a_scale_is_no_number_of_points(make_result):
    header = ENGLISH.replace("Maximum Grade", "Scale")
    with pytest.raises(UsageError, match="grade type to Point"):
        fill(sheet(ADA, header=header), [result(make_result)])


@pytest.mark.parametrize("maximum", ["", "-", "0", "good"])
def test_a_row_without_a_maximum_is_named_and_the_rest_is_filled(make_result, maximum):
    text = sheet(ADA.replace("34.00", maximum), ADA.replace("901", "902").replace("Ada", "Bo"))
    results = [result(make_result, id="Participant 901"), result(make_result, id="Participant 902")]
    data, filled = fill(text, results)
    assert (cells(data)[4], cells(data, 1)[4]) == ("", "20")
    assert "line 2" in filled.left_out[0][1]


def test_marks_are_scaled_late_ones_less_and_none_is_above_the_maximum(make_result):
    late = Lateness(days=1, factor=0.5, rule="50 %/day")
    made = result(make_result, earned=10.0, id="Participant 901")
    made = msgspec.structs.replace(made, late=late, raw=20.0)
    data, filled = fill(sheet(ADA.replace("34.00", "100.00")), [made])
    assert cells(data)[4] == "29.41"
    assert "scaled: 34 points here, 100 there" in filled.notes[0]
    assert "1 day late" in cells(data)[9]
    data, filled = fill(sheet(ADA), [result(make_result, earned=40.0, id="Participant 901")])
    assert cells(data)[4] == "34"
    assert "capped" in filled.notes[0]


def test_a_grade_that_says_the_same_stays_as_it_is_written(make_result):
    text = sheet(ADA.replace(",,34.00", ",20.00,34.00"))
    data, filled = fill(text, [result(make_result, id="Participant 901")])
    assert cells(data)[4] == "20.00"
    assert (filled.entered, filled.changed) == (1, 0)


def test_comments_of_people_are_kept_and_ours_are_renewed(make_result):
    made = result(make_result, id="Participant 901")
    text = sheet(ADA[:-1] + ",Come and see me.")
    data, filled = fill(text, [made])
    assert cells(data)[9] == "Come and see me."
    assert "kept" in filled.notes[0]
    first, _ = fill(sheet(ADA), [result(make_result, earned=3.0, id="Participant 901")])
    second, _ = fill(first, [made])
    assert second == fill(sheet(ADA), [made])[0]


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        assert not attrs
        self.seen.add(tag)


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"http://x\",'y')",
        '"; DROP\r\n@x',
        "\x1b[31mred\u202e",
        "</li></ul><img src=x onerror=y>",
    ],
)
def test_feedback_holds_no_markup_of_a_student_and_is_never_a_formula(make_result, nasty):
    made = result(make_result, id="Participant 901")
    exercises = tuple(
        msgspec.structs.replace(
            e,
            title=nasty,
            tests=tuple(msgspec.structs.replace(t, hint=nasty) for t in e.tests),
        )
        for e in made.assignments[0].exercises
    )
    pooling = msgspec.structs.replace(made.assignments[0], exercises=exercises, title=nasty)
    made = msgspec.structs.replace(made, assignments=(pooling,), notes=(nasty,))
    text = feedback(made, list(POINTS))
    assert Tags(text).seen <= {"p", "strong", "ul", "li", "br"}
    assert text.startswith("<p>")
    assert "\n" not in text and "\x1b" not in text and "\u202e" not in text
    data, _ = fill(sheet(ADA), [made])
    assert cells(data)[9] == text


def test_feedback_tells_each_exercise_its_points_and_a_hint(make_result):
    told = [feedback(make_result(i), ["a03_pooling"]) for i in range(8)]
    for i, text in enumerate(told):
        for exercise in make_result(i).assignments[0].exercises:
            assert exercise.title in text
        assert "Batch normalisation" not in text  # another assignment's
    assert any("Hint: " in text for text in told)
