"""What a test's exception means: whose fault, and what the student reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from autograder.errors import (
    AutograderError,
    FileMissing,
    GraderFault,
    ImportFailed,
    NotAttempted,
    OutOfMemory,
    StudentError,
    TimeOut,
    WorkerError,
)
from autograder.feedback import discreet
from autograder.feedback.expect import ExpectationFailed
from autograder.feedback.explain import diagnose, render_call
from autograder.grading.suite import Case, Suite
from autograder.results import Diagnosis, TestResult, Verdict
from autograder.sandbox.dispatcher import describe
from autograder.sandbox.proxy import Student

UNTOUCHED = "is not attempted yet."
_OURS = (MemoryError, OSError, GraderFault, KeyboardInterrupt)


@dataclass(frozen=True)
class Outcome:
    """A test's verdict and the reason."""

    verdict: Verdict
    diagnosis: Diagnosis | None = None


def judge(
    excinfo: pytest.ExceptionInfo[BaseException] | None,
    case: Case,
    student: Student | None,
    folder: str,
) -> Outcome:
    """Verdict and diagnosis of one test.

    Args:
        excinfo: what the test raised; None: it passed.
        case: the test.
        student: the submission as the test saw it; None: the test never got it.
        folder: where the submission's files lie, to tell its frames from ours.
    """
    if excinfo is None:
        return Outcome(Verdict.PASSED)
    error = excinfo.value
    if isinstance(error, ExpectationFailed):
        call = student._last if student else None
        return Outcome(Verdict.FAILED, diagnose(error.found, call, case.hidden))
    if isinstance(error, ImportFailed):
        return Outcome(*failed_import(error, case.assignment.file))
    if isinstance(error, StudentError):
        return _raised(error, case)
    if isinstance(error, WorkerError):
        return _worker(error)
    if _is_timeout(error):
        text = f"Stopped after {case.assignment.limits.call_seconds:g} s: is there an endless loop?"
        return Outcome(Verdict.TIME_OUT, Diagnosis(step="process", message=text))
    own = describe(error, folder) if folder else None
    if own is not None and own.trace:
        kind = NotAttempted if isinstance(error, NotImplementedError) else StudentError
        return _raised(kind(own.kind, own.message, own.bases, own.trace, own.function), case)
    return _unexpected(error, case, student)


def _raised(error: StudentError, case: Case) -> Outcome:
    name = case.exercise if case.hidden else error.function or case.exercise
    if isinstance(error, NotAttempted):
        there = not isinstance(error, FileMissing)
        text = f"{name} {UNTOUCHED}" if there else error.message
        return Outcome(Verdict.NOT_ATTEMPTED, Diagnosis(step="exists", message=text))
    if "MemoryError" in error.bases:
        said = f": {_short(error.message)}" if error.message and not case.hidden else "."
        text = f"Out of memory in {name}{said}"
        return Outcome(Verdict.OUT_OF_MEMORY, Diagnosis(step="process", message=text))
    missing, file = _missing(error, case), case.assignment.file
    text = discreet.exception(error) if case.hidden else str(error)
    text += _advice(error)
    return Outcome(
        Verdict.FAILED if missing else Verdict.ERROR,
        Diagnosis(
            step="exists" if missing else "error",
            message=missing or text,
            trace=discreet.trace(error.trace, file) if case.hidden else error.trace,
        ),
    )


def _advice(error: StudentError) -> str:
    return ". A submission must return, not exit." if "SystemExit" in error.bases else ""


def _short(message: str, limit: int = 200) -> str:
    """One line: what helps is short."""
    line = message.strip().splitlines()[0] if message.strip() else ""
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _missing(error: StudentError, case: Case) -> str:
    """What to say where asking for the exercise itself failed, before any line of it ran."""
    name, file = case.exercise, case.assignment.file
    if error.trace:
        return ""
    if error.kind == "AttributeError" and error.message.endswith(f"has no attribute '{name}'"):
        return f"{name} is missing from {file}: it must have this very name, at the top level."
    if error.kind == "TypeError" and error.message.endswith("object is not callable"):
        came = "" if case.hidden else f" ({error.message})"
        return f"{name} in {file} cannot be called{came}: define it with def or class."
    return ""


def _worker(error: WorkerError) -> Outcome:
    verdict = Verdict.ERROR
    if isinstance(error, TimeOut):
        verdict = Verdict.TIME_OUT
    elif isinstance(error, OutOfMemory):
        verdict = Verdict.OUT_OF_MEMORY
    return Outcome(verdict, Diagnosis(step="process", message=str(error)))


def _is_timeout(error: BaseException) -> bool:
    """pytest-timeout fails a test by `pytest.fail("Timeout ...")`."""
    return isinstance(error, pytest.fail.Exception) and str(error).startswith("Timeout")


def _unexpected(error: BaseException, case: Case, student: Student | None) -> Outcome:
    """Neither an expectation nor the submission's own exception.

    A proved test passes with the reference, so once the submission has answered, its answer is
    what the test could not use. Before that, the fault is ours.
    """
    answered = student is not None and any(step.answer for step in student._steps)
    if isinstance(error, (*_OURS, AutograderError)) or not answered:
        text = f"{type(error).__name__} in the grader: {error}"
        return Outcome(Verdict.GRADER_FAULT, Diagnosis(step="process", message=text))
    if isinstance(error, AssertionError):
        return Outcome(Verdict.FAILED, Diagnosis(step="property", message=case.property))
    text = f"What came back cannot be used as documented ({type(error).__name__})."
    return Outcome(Verdict.FAILED, Diagnosis(step="type", message=text))


def test_result(
    outcome: Outcome, case: Case, suite: Suite, student: Student | None, output: str
) -> TestResult:
    """The record of one test."""
    call: str | None = None
    told = outcome.verdict in (Verdict.FAILED, Verdict.ERROR) and not case.hidden
    if told and student is not None and student._last is not None:
        call = render_call(student._last, suite.signature(student._last.name))
    return TestResult(
        name=case.name,
        hidden=case.hidden,
        weight=case.weight,
        verdict=outcome.verdict,
        call=call,
        diagnosis=outcome.diagnosis,
        # what a submission prints of a hidden test are hidden inputs
        output=None if case.hidden else output or None,
    )


def as_text(result: TestResult, hint: str | None, traceback: Any) -> str:
    """A failed test for a student's terminal, under pytest."""
    lines = [result.call] if result.call else []
    found = result.diagnosis
    if found:
        lines.append(found.message)
        if found.rows:
            wide = max(len(row.at) for row in found.rows)
            lines.append(f"    {'at':<{wide}}  {'yours':<14}  expected".rstrip())
            lines += [
                f"    {row.at:<{wide}}  {row.yours:<14}  {row.expected or ''}".rstrip()
                for row in found.rows
            ]
    if hint:
        lines.append(f"Hint: {hint}")
    if result.verdict is Verdict.ERROR and traceback is not None:
        lines += ["", str(traceback)]
    return "\n".join(lines)


def failed_import(error: AutograderError, file: str) -> tuple[Verdict, Diagnosis]:
    """Verdict of every test of a file that cannot be imported."""
    if isinstance(error, StudentError):
        text = f"{file} cannot be imported: {error}{_advice(error)}"
        memory = "MemoryError" in error.bases
        verdict = Verdict.OUT_OF_MEMORY if memory else Verdict.ERROR
        return verdict, Diagnosis(step="error", message=text, trace=error.trace)
    outcome = _worker(error) if isinstance(error, WorkerError) else Outcome(Verdict.GRADER_FAULT)
    return outcome.verdict, outcome.diagnosis or Diagnosis(step="process", message=str(error))
