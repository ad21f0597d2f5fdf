from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from markdown_it import MarkdownIt

from autograder.course import Course
from autograder.errors import GraderFault
from autograder.report import (
    ClassSummary,
    RunInfo,
    class_summary,
    summarise,
    write_class,
    write_student,
)
from autograder.results import (
    Diagnosis,
    Picture,
    RuleViolation,
    Student,
    SubmissionResult,
    TestResult,
    ValueRow,
    Verdict,
)

VOID = {"meta", "br", "wbr", "link", "img", "hr", "input"}
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"


class Page(HTMLParser):
    """Collects what the tests ask about; refuses tags that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data.strip()))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(text for tag, text in self.texts if tag != "style")


def class_page(summary: ClassSummary, out: Path) -> Page:
    write_class(summary, out)
    return Page((out / "index.html").read_text(encoding="utf-8"))


def student_page(result: SubmissionResult, out: Path) -> Page:
    write_student(result, out)
    return Page((out / "feedback" / f"{result.id}.html").read_text(encoding="utf-8"))


def with_first_test(result: SubmissionResult, **changes: object) -> SubmissionResult:
    """The result with its first test (and exercise) failed and changed."""
    assignment = result.assignments[0]
    exercise = assignment.exercises[0]
    changes = {"verdict": Verdict.FAILED, **changes}
    test = msgspec.structs.replace(exercise.tests[0], **changes)
    exercise = msgspec.structs.replace(
        exercise, tests=(test, *exercise.tests[1:]), verdict=changes["verdict"]
    )
    exercises = (exercise, *assignment.exercises[1:])
    assignment = msgspec.structs.replace(assignment, exercises=exercises)
    return msgspec.structs.replace(result, assignments=(assignment, *result.assignments[1:]))


def poisoned(result: SubmissionResult, evil: str) -> SubmissionResult:
    """The result with `evil` wherever text of a submission or a roster can stand."""
    diagnosis = Diagnosis(
        step="values",
        message=evil,
        rows=(ValueRow(at=evil, yours=evil, expected=evil),),
        trace=(evil, evil),
    )
    result = with_first_test(
        result, hidden=False, name=evil, call=evil, hint=evil, output=evil, diagnosis=diagnosis
    )
    assignment = msgspec.structs.replace(result.assignments[0], output=evil)
    violation = RuleViolation(file=evil, line=3, message=evil)
    second = msgspec.structs.replace(
        assignment.exercises[1], verdict=Verdict.FORBIDDEN_CALL, violations=(violation,)
    )
    exercises = (assignment.exercises[0], second, *assignment.exercises[2:])
    assignment = msgspec.structs.replace(assignment, exercises=exercises)
    return msgspec.structs.replace(
        result,
        student=Student(id=evil, name=evil, email=evil, username=evil),
        origin=evil,
        notes=(evil,),
        fault=evil,
        versions={evil: evil},
        assignments=(assignment, *result.assignments[1:]),
    )


def test_every_student_is_on_the_class_page_once_with_all_exercises(
    make_class: Callable[..., ClassSummary], tmp_path: Path
) -> None:
    summary = make_class(30)
    page = class_page(summary, tmp_path)
    rows = [a["href"] for a in page.all("a") if (a["href"] or "").startswith("feedback/")]
    assert set(rows) == {f"feedback/{s.id}.html" for s in summary.students}
    cells = [a for a in page.all("td") if ": " in (a.get("title") or "")]
    assert len(cells) == 30 * len(summary.exercises)


def test_counts_on_the_class_page_add_up(
    make_class: Callable[..., ClassSummary], tmp_path: Path
) -> None:
    summary = make_class(40)
    assert sum(summary.kinds.values()) == 40 * 13
    assert all(sum(e.kinds.values()) == e.of == 40 for e in summary.exercises)
    bins = [
        int(text.rpartition(": ")[2])
        for tag, text in class_page(summary, tmp_path).texts
        if tag == "title" and " to " in text
    ]
    assert sum(bins) == 40


def test_pages_load_and_run_nothing(
    make_class: Callable[..., ClassSummary],
    make_result: Callable[..., SubmissionResult],
    tmp_path: Path,
) -> None:
    for page in (class_page(make_class(5), tmp_path), student_page(make_result(2), tmp_path)):
        assert not {"script", "img", "iframe", "object", "link"} & {tag for tag, _ in page.tags}
        assert not any(key == "style" or key.startswith("on") for _, a in page.tags for key in a)
        hrefs = [a["href"] or "" for a in page.all("a")]
        assert not any(":" in href for href in hrefs)
        policy = next(
            a["content"] for a in page.all("meta") if "content" in a and "http-equiv" in a
        )
        assert "default-src 'none'" in (policy or "")
        assert "unsafe-inline" not in (policy or "")


def test_links_on_a_student_page_lead_somewhere(
    make_result: Callable[..., SubmissionResult], tmp_path: Path
) -> None:
    for number in range(8):
        page = student_page(make_result(number), tmp_path)
        ids = [a["id"] for _, a in page.tags if "id" in a]
        assert len(ids) == len(set(ids))
        assert {a["href"] for a in page.all("a")} <= {f"#{key}" for key in ids}


def test_text_of_a_submission_is_only_text_in_html(
    make_result: Callable[..., SubmissionResult], course: Course, run_info: RunInfo, tmp_path: Path
) -> None:
    result = poisoned(make_result(3), EVIL)
    missing = (Student(id=EVIL, name=EVIL),)
    run = dataclasses.replace(
        run_info, title=EVIL, problems=((EVIL, EVIL),), unmatched=(EVIL,), missing=missing
    )
    pages = [
        student_page(result, tmp_path),
        class_page(class_summary([summarise(result)], course, run), tmp_path),
    ]
    for page in pages:
        assert not {"script", "img"} & {tag for tag, _ in page.tags}
        assert not any("onerror" in a for _, a in page.tags)
        assert EVIL in page.text


def test_text_of_a_submission_is_only_text_in_markdown(
    make_result: Callable[..., SubmissionResult], tmp_path: Path
) -> None:
    evil = (
        EVIL + " [x](http://x.org) ![i](http://x.org/i) ``` `a` | @octocat <b>\n# h\n- item\n```\n"
    )
    write_student(poisoned(make_result(3), evil), tmp_path)
    source = (tmp_path / "feedback" / "s0003.md").read_text(encoding="utf-8")
    live = MarkdownIt("commonmark", {"html": True}).enable("table")
    types = {c.type for t in live.parse(source) for c in [t, *(t.children or [])]}
    assert not types & {"html_block", "html_inline", "link_open", "image"}
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(source)
    Page(html)
    assert "<script" not in html
    assert html.count("<h1>") == 1


def test_a_student_page_shows_each_exercise_and_each_diagnosis(
    make_result: Callable[..., SubmissionResult], tmp_path: Path
) -> None:
    result = make_result(4)
    page = student_page(result, tmp_path)
    source = (tmp_path / "feedback" / "s0004.md").read_text(encoding="utf-8")
    for assignment in result.assignments:
        for exercise in assignment.exercises:
            assert exercise.title in page.text
            assert exercise.name.replace("_", "\\_") in source
            for test in exercise.tests:
                if test.verdict in (Verdict.FAILED, Verdict.ERROR):
                    assert test.name.replace("_", " ") in page.text
                    assert test.diagnosis is not None
                    assert test.diagnosis.message in page.text
                    assert test.diagnosis.message in source


def test_a_hidden_test_never_shows_what_was_expected_nor_its_call(
    make_result: Callable[..., SubmissionResult], tmp_path: Path
) -> None:
    plane = ((71.5, 72.5),)
    diagnosis = Diagnosis(
        step="values",
        message="1 of 2 values differs",
        rows=(ValueRow(at="(0,)", yours="1", expected="73.5"),),
        picture=Picture(yours=((1.0, 2.0),), expected=plane, difference=plane),
    )
    result = with_first_test(
        make_result(4), hidden=True, call="secret_call(9)", diagnosis=diagnosis
    )
    write_student(result, tmp_path)
    for path in (tmp_path / "feedback").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not any(secret in text for secret in ("71.5", "72.5", "73.5", "secret_call"))


def test_a_picture_is_drawn_plane_by_plane_with_numbers_while_it_is_small(
    make_result: Callable[..., SubmissionResult], tmp_path: Path
) -> None:
    small = ((1.0, float("nan")), (float("-inf"), -123456.0))
    large = tuple(tuple(float(i * j) for j in range(40)) for i in range(40))
    diagnosis = Diagnosis(
        step="values", message="differs", picture=Picture(yours=small, input=large)
    )
    result = with_first_test(make_result(4), hidden=True, diagnosis=diagnosis)
    page = student_page(result, tmp_path)
    labels = [a.get("aria-label") for a in page.all("svg")]
    assert "yours, 2 by 2 values" in labels
    assert "input, 40 by 32 values" in labels
    shown = [text for tag, text in page.texts if tag == "text"]
    assert {"nan", "\N{MINUS SIGN}inf", "\N{MINUS SIGN}1e5"} <= set(shown)


def test_a_file_that_cannot_be_imported_is_explained_once(
    make_result: Callable[..., SubmissionResult], tmp_path: Path
) -> None:
    result = make_result(1)
    diagnosis = Diagnosis(step="error", message="SyntaxError: line 3", trace=("x.py, line 3",))
    exercises = tuple(
        msgspec.structs.replace(
            e,
            verdict=Verdict.ERROR,
            earned=0.0,
            passed=0,
            misconception=None,
            tests=tuple(
                TestResult(
                    name=t.name, hidden=True, weight=1, verdict=Verdict.ERROR, diagnosis=diagnosis
                )
                for t in e.tests
            ),
        )
        for e in result.assignments[0].exercises
    )
    assignment = msgspec.structs.replace(result.assignments[0], exercises=exercises)
    page = student_page(msgspec.structs.replace(result, assignments=(assignment,)), tmp_path)
    assert page.text.count("SyntaxError") == 1
    assert page.text.count("The same reason as for") == len(exercises) - 1


def test_a_grader_fault_is_said_and_is_no_zero(
    make_result: Callable[..., SubmissionResult], course: Course, run_info: RunInfo, tmp_path: Path
) -> None:
    fault = msgspec.structs.replace(make_result(0), fault="The runner died.", raw=0.0, earned=0.0)
    summary = class_summary(map(summarise, [fault, make_result(1)]), course, run_info)
    assert summary.marks == [make_result(1).earned]
    assert summary.need_help == [] or summary.need_help[0].id != fault.id
    page = class_page(summary, tmp_path)
    assert "1 mark is not final." in page.text
    assert "The runner died." in page.text
    assert "This mark is not final." in student_page(fault, tmp_path).text


def test_empty_states_are_calm(course: Course, run_info: RunInfo, tmp_path: Path) -> None:
    page = class_page(class_summary([], course, run_info), tmp_path)
    for sentence in ("No marks yet.", "Nothing went wrong.", "Everyone was on time."):
        assert sentence in page.text


def test_a_run_that_is_not_known_any_more_is_not_made_up(
    make_class: Callable[..., ClassSummary], run_info: RunInfo, tmp_path: Path
) -> None:
    assert "3 submissions in 2 min 11 s with 2 jobs" in class_page(make_class(3), tmp_path).text
    later = dataclasses.replace(run_info, jobs=0, seconds=0.0)
    assert "3 submissions, isolation" in class_page(make_class(3, later), tmp_path).text


def test_who_is_missing_and_who_is_unknown_is_listed(
    make_class: Callable[..., ClassSummary], run_info: RunInfo, tmp_path: Path
) -> None:
    missing = (Student(id="m1", name="Mia Missing"), Student(id="m2"))
    run = dataclasses.replace(
        run_info, missing=missing, unmatched=("unknown_17",), problems=(("s0001", "was retried"),)
    )
    page = class_page(make_class(3, run), tmp_path)
    for text in ("Mia Missing", "m2", "unknown_17", "was retried", "1 submission matches nobody"):
        assert text in page.text


def test_handouts_are_linked_where_they_stand(
    make_result: Callable[..., SubmissionResult], course: Course, run_info: RunInfo, tmp_path: Path
) -> None:
    handout = tmp_path / "assignments" / "a03_pooling" / "README.md"
    handout.parent.mkdir(parents=True)
    handout.write_text("# Pooling\n")
    here = dataclasses.replace(course, root=tmp_path)
    summary = class_summary([summarise(make_result(1))], here, run_info)
    page = class_page(summary, tmp_path / "grades")
    hrefs = [a["href"] or "" for a in page.all("a") if "README" in (a["href"] or "")]
    assert len(hrefs) == 7
    assert hrefs[0] == "../assignments/a03_pooling/README.md#max-pool2d-forward"


def test_a_thousand_students_make_a_page_below_two_megabytes_within_seconds(
    make_class: Callable[..., ClassSummary], tmp_path: Path
) -> None:
    summary = make_class(1000)
    start = time.perf_counter()
    write_class(summary, tmp_path)
    assert time.perf_counter() - start < 10  # measured: 0.3 s
    assert (tmp_path / "index.html").stat().st_size < 2_000_000


def test_the_same_results_make_the_same_files_in_any_order(
    make_result: Callable[..., SubmissionResult], course: Course, run_info: RunInfo, tmp_path: Path
) -> None:
    summaries = [summarise(make_result(i)) for i in range(20)]
    for name, order in (("a", summaries), ("b", summaries[::-1])):
        write_class(class_summary(order, course, run_info), tmp_path / name)
    for file in ("index.html", "grades.csv"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_nothing_but_the_finished_files_is_left(
    make_class: Callable[..., ClassSummary],
    make_result: Callable[..., SubmissionResult],
    tmp_path: Path,
) -> None:
    for _ in range(2):
        write_class(make_class(2), tmp_path)
        write_student(make_result(0), tmp_path)
    found = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert found == ["feedback/s0000.html", "feedback/s0000.md", "grades.csv", "index.html"]


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden", "a\x00b", "x\n"])
def test_an_id_that_is_no_file_name_is_refused(
    make_result: Callable[..., SubmissionResult], tmp_path: Path, name: str
) -> None:
    with pytest.raises(GraderFault, match="safe as a file name"):
        write_student(msgspec.structs.replace(make_result(0), id=name), tmp_path)
    assert list(tmp_path.rglob("*")) == []
