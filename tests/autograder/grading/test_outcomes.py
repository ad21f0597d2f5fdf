"""What a test's exception means: whose fault it is, and what the student reads."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.course import Course
from autograder.errors import (
    Crashed,
    GraderFault,
    ImportFailed,
    NotAttempted,
    OutOfMemory,
    StudentError,
    TimeOut,
    WireError,
)
from autograder.feedback import expect
from autograder.grading import outcomes
from autograder.grading.outcomes import Outcome, as_text, failed_import, judge
from autograder.grading.suite import Suite
from autograder.results import Diagnosis, TestResult, ValueRow, Verdict
from autograder.sandbox.messages import Answer
from autograder.sandbox.proxy import Student

V = Verdict


class Answers:
    """A submission that answers, or raises what it is given."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def ask(self, request: bytes, what: str) -> Answer:
        if isinstance(self.answer, BaseException):
            raise self.answer
        return Answer(self.answer)


@pytest.fixture
def case(small_course: Course) -> Any:
    return SimpleNamespace(
        assignment=small_course.assignments[0],
        exercise="mirror",
        name="a_test",
        hidden=False,
        weight=1.0,
        property="Left becomes right.",
    )


def outcome(case: Any, test: Any, answer: Any = 5, folder: str = "") -> Outcome:
    student = Student(Answers(answer))
    try:
        test(student)
    except BaseException:
        return judge(pytest.ExceptionInfo.from_current(), case, student, folder)
    return judge(None, case, student, folder)


def said(found: Outcome) -> str:
    assert found.diagnosis is not None
    return found.diagnosis.message


def call(student: Student) -> Any:
    return student.mirror(np.ones((2, 2)))


def test_a_test_that_raises_nothing_has_passed(case: Any) -> None:
    assert outcome(case, call) == Outcome(V.PASSED)


@pytest.mark.parametrize(
    ("error", "verdict", "step", "message"),
    [
        (NotAttempted("NotImplementedError", "", function="f"), V.NOT_ATTEMPTED, "exists", "f is"),
        (StudentError("KeyError", "'a'"), V.ERROR, "error", "KeyError: 'a'"),
        (StudentError("KeyError", ""), V.ERROR, "error", "KeyError"),
        (
            StudentError("SystemExit", "0", ("SystemExit",)),
            V.ERROR,
            "error",
            "SystemExit: 0. A submission must return, not exit.",
        ),
        (
            StudentError("Own", "too big", ("Own", "MemoryError"), function="f"),
            V.OUT_OF_MEMORY,
            "process",
            "Out of memory in f: too big",
        ),
        (TimeOut("late"), V.TIME_OUT, "process", "late"),
        (OutOfMemory("big"), V.OUT_OF_MEMORY, "process", "big"),
        (Crashed("gone"), V.ERROR, "process", "gone"),
        (WireError("odd"), V.ERROR, "process", "odd"),
        (ImportFailed("SyntaxError", "bad"), V.ERROR, "error", "small.py cannot be imported"),
        (GraderFault("ours"), V.GRADER_FAULT, "process", "GraderFault in the grader: ours"),
    ],
)
def test_each_kind_of_failure_has_its_verdict(
    case: Any, error: Exception, verdict: Verdict, step: str, message: str
) -> None:
    found = outcome(case, call, error)
    assert found.verdict is verdict
    assert found.diagnosis is not None and found.diagnosis.step == step
    assert found.diagnosis.message.startswith(message)


@pytest.mark.parametrize(
    ("kind", "message", "trace", "says"),
    [
        ("AttributeError", "module 'small' has no attribute 'mirror'", (), "mirror is missing"),
        ("TypeError", "'int' object is not callable", (), "mirror in small.py cannot be called"),
        ("AttributeError", "module 'numpy' has no attribute 'mirror'", ("line 3",), ""),
        ("AttributeError", "'mirror' object has no attribute 'add'", (), ""),
        ("TypeError", "'int' object is not callable", ("line 3",), ""),
    ],
)
def test_missing_is_what_could_not_be_asked_for(
    case: Any, kind: str, message: str, trace: tuple[str, ...], says: str
) -> None:
    found = outcome(case, call, StudentError(kind, message, trace=trace))
    assert found.verdict is (V.FAILED if says else V.ERROR)
    assert said(found).startswith(says or f"{kind}: ")


def test_a_wrong_value_is_a_failure_with_its_diagnosis(case: Any) -> None:
    found = outcome(case, lambda s: expect(call(s)).equals(6))
    assert found.verdict is V.FAILED and said(found) == "5 came back; 6 was expected."


@pytest.mark.parametrize(
    "test",
    [
        lambda s: call(s)[0],
        lambda s: call(s).shape,
        lambda s: np.linalg.norm(call(s) @ call(s)),
        lambda s: dict(call(s)),
    ],
)
def test_an_answer_that_the_test_cannot_use_is_the_submissions_failure(
    case: Any, test: Any
) -> None:
    found = outcome(case, test)
    assert found.verdict is V.FAILED and "cannot be used as documented" in said(found)


def test_a_plain_assertion_is_told_as_the_tests_property(case: Any) -> None:
    def test(student: Student) -> None:
        assert call(student) == 6

    found = outcome(case, test)
    assert found.verdict is V.FAILED and said(found) == "Left becomes right."


@pytest.mark.parametrize("error", [ValueError("x"), AssertionError("x"), MemoryError(), OSError()])
def test_a_test_that_fails_before_it_has_an_answer_is_our_fault(case: Any, error: Any) -> None:
    def test(student: Student) -> None:
        raise error

    assert outcome(case, test).verdict is V.GRADER_FAULT


@pytest.mark.parametrize("error", [MemoryError(), OSError("disk full"), GraderFault("x")])
def test_what_only_the_machine_can_cause_is_our_fault_even_later(case: Any, error: Any) -> None:
    def test(student: Student) -> None:
        call(student)
        raise error

    assert outcome(case, test).verdict is V.GRADER_FAULT


def test_a_local_exception_is_the_students_by_its_lines(case: Any, tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text("def mirror(x):\n    raise NotImplementedError\ndef f(x):\n    return x[9]\n")
    space: dict[str, Any] = {}
    exec(compile(path.read_text(), str(path), "exec"), space)
    found = outcome(case, lambda s: space["mirror"](1), folder=str(tmp_path))
    assert found.verdict is V.NOT_ATTEMPTED and said(found) == "mirror is not attempted yet."
    found = outcome(case, lambda s: space["f"]([]), folder=str(tmp_path))
    assert found.verdict is V.ERROR and said(found).startswith("IndexError")
    assert found.diagnosis is not None
    assert found.diagnosis.trace == ("small.py, line 4, in f: return x[9]",)


def test_a_time_out_of_pytest_is_a_time_out(case: Any) -> None:
    found = outcome(case, lambda s: pytest.fail("Timeout (>1.0s) from pytest-timeout."))
    assert found.verdict is V.TIME_OUT and said(found).startswith("Stopped after 1 s")
    assert outcome(case, lambda s: pytest.fail("no")).verdict is V.GRADER_FAULT


def test_a_hidden_test_tells_neither_call_nor_output_nor_long_messages(
    case: Any, small_course: Course
) -> None:
    case.hidden = True
    suite = Suite(small_course.assignments[0])
    student = Student(Answers(5))
    student.mirror(np.full((2, 2), 8888.0), 8888)
    found = outcome(case, call, StudentError("ValueError", "first\nsecond " + "8" * 5000))
    record = outcomes.test_result(found, case, suite, student, "8888")
    assert record.call is None and record.output is None
    assert said(found) == "ValueError (what it says is not shown for a hidden test)"
    long = outcome(case, call, StudentError("ValueError", "8" * 5000))
    assert len(said(long)) < 250


def test_a_public_test_tells_the_call_with_the_references_names(
    case: Any, small_course: Course
) -> None:
    suite = Suite(small_course.assignments[0])
    student = Student(Answers(5))
    student.mirror(np.ones((2, 3)))
    record = outcomes.test_result(Outcome(V.FAILED), case, suite, student, "printed")
    assert record.call == "mirror(image (2, 3))" and record.output == "printed"
    assert outcomes.test_result(Outcome(V.PASSED), case, suite, student, "").call is None


def test_a_failed_import_keeps_verdict_and_lines() -> None:
    error = StudentError("NameError", "x", trace=("small.py, line 1",))
    verdict, diagnosis = failed_import(error, "small.py")
    assert (verdict, diagnosis.trace) == (V.ERROR, error.trace)
    assert diagnosis.message == "small.py cannot be imported: NameError: x"
    assert failed_import(TimeOut("late"), "small.py")[0] is V.TIME_OUT
    memory = StudentError("MemoryError", "", ("MemoryError", "Exception"))
    assert failed_import(memory, "small.py")[0] is V.OUT_OF_MEMORY
    assert failed_import(OutOfMemory("big"), "small.py")[0] is V.OUT_OF_MEMORY


def test_a_failure_reads_as_call_message_table_and_hint() -> None:
    rows = (ValueRow(at="(0, 1)", yours="2", expected="3"), ValueRow(at="(10, 1)", yours="4"))
    found = Diagnosis(step="values", message="2 values differ.", rows=rows)
    result = TestResult(
        name="t", hidden=False, weight=1, verdict=V.FAILED, call="f(x)", diagnosis=found
    )
    assert as_text(result, "Think.", None).splitlines() == [
        "f(x)",
        "2 values differ.",
        "    at       yours           expected",
        "    (0, 1)   2               3",
        "    (10, 1)  4",
        "Hint: Think.",
    ]
