"""The warm, trusted process that holds pytest, tests and references.

It collects the tests once, proves them on the reference, then forks a runner per submission. A
runner asks a zygote for a worker and runs the collected tests against it.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
import warnings
from collections.abc import Generator, Sequence
from pathlib import Path

import msgspec
import pytest

from autograder.course import Assignment, load_course
from autograder.errors import AutograderError, GraderFault, StudentError, WorkerError
from autograder.feedback.mistakes import MistakeBank
from autograder.grading.jobs import JOB, JOB_SECONDS, Job, JobResult
from autograder.grading.outcomes import failed_import
from autograder.grading.plugin import CASE, SESSION, GradingSession, isolated
from autograder.grading.running import Runner, rehearse
from autograder.grading.scoring import Tested, score_assignment, untested
from autograder.grading.speed import time_job
from autograder.grading.streams import receive, send
from autograder.grading.timed_cases import timed_cases
from autograder.grading.wall import WallBackends
from autograder.results import AssignmentResult, Diagnosis, RuleViolation, Verdict
from autograder.sandbox import devices, forkserver
from autograder.sandbox.isolation import Device
from autograder.submission.rules import check_rules
from autograder.timing.cases import Case

# pytest's own plugins that a runner has no use for; each costs time around every test
_UNUSED = (
    *("cacheprovider", "doctest", "faulthandler", "junitxml", "logging", "pastebin", "setuponly"),
    *("setupplan", "stepwise", "terminal", "threadexception", "unraisableexception", "warnings"),
)


def main(argv: list[str]) -> None:
    """Serve.

    Args:
        argv: control fd, hello fd, course root, JSON {assignment id: zygote control fd}, and
            words with commas: "proved" where a reference that fails its own tests is to be
            refused, "scripts" where tests may pass by what the reference answered; and devices
            as JSON.
    """
    control = socket.socket(fileno=int(argv[0]))
    root, zygotes = Path(argv[2]), json.loads(argv[3])
    course = load_course(root)
    assignments = [course.assignment(name) for name in zygotes]
    plugin = Server(control, int(argv[1]), assignments, zygotes, argv[4].split(","))
    plugin.devices = devices.from_json(argv[5])
    folders = [str(a.test_dir) for a in plugin.assignments]
    options = [f"-pno:{name}" for name in _UNUSED]
    options += ["-p", "autograder.grading.plugin", "-s", *isolated(root)]
    code = pytest.main([*options, *folders], plugins=[plugin])
    plugin.say({"error": plugin.problem or f"the tests cannot be collected (pytest: {code!r})"})


class Server:
    """Takes the place of pytest's loop over the tests."""

    def __init__(
        self,
        control: socket.socket,
        hello: int,
        assignments: list[Assignment],
        zygotes: dict[str, int],
        wanted: list[str],
    ) -> None:
        self.assignments = assignments
        self._proved, self._scripts = "proved" in wanted, "scripts" in wanted
        self.devices: tuple[Device, ...] = ()
        self.problem = ""
        self._cases: dict[str, dict[str, Case]] = {}  # by assignment and exercise
        self._control, self._hello = control, hello
        self._zygotes = {name: socket.socket(fileno=os.dup(fd)) for name, fd in zygotes.items()}
        for fd in set(zygotes.values()):
            os.close(fd)

    def say(self, message: dict[str, object]) -> None:
        """Tell the command, once, how starting went."""
        if self._hello >= 0:
            os.write(self._hello, json.dumps(message).encode())
            os.close(self._hello)
            self._hello = -1

    def pytest_configure(self, config: pytest.Config) -> None:
        """Know the mark of the warnings plugin, which is left out: nobody would read them."""
        config.addinivalue_line("markers", "filterwarnings(warning): see pytest")
        warnings.simplefilter("ignore")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep the first file that cannot be collected."""
        if report.failed and not self.problem:
            self.problem = f"{report.nodeid} cannot be collected:\n{report.longreprtext}"

    def pytest_internalerror(
        self, excrepr: object, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> bool:
        """Keep what stopped pytest."""
        deliberate = isinstance(excinfo.value, AutograderError)
        text = str(excinfo.value) if deliberate else excinfo.exconly()
        self.problem = self.problem or text
        return deliberate  # then no traceback is shown

    @pytest.hookimpl(wrapper=True)
    def pytest_collection_modifyitems(
        self, items: list[pytest.Item]
    ) -> Generator[None, None, None]:
        """Keep what is wrong with a test."""
        try:
            yield
        except pytest.UsageError as error:
            self.problem = str(error)
            return
        for item in items:
            item.repr_failure = _unread  # type: ignore[method-assign, assignment]
            if CASE not in item.stash:
                text = f"{item.name} belongs to no assignment: move it up into tests/<assignment>/"
                self.problem = f"{item.path}: {text}"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Serve until the command closes its end."""
        if session.testsfailed or self.problem:
            return True
        grading = session.config.stash[SESSION]
        for assignment in self.assignments:
            suite = grading.suite(assignment)
            if isinstance(suite.bank, MistakeBank):
                suite.bank.preload()
            self._cases[assignment.id] = timed_cases(assignment)
        problem = self._prove(session, grading)
        self.problem = problem if self._proved else ""
        if not self.problem:
            self.say({"pid": os.getpid(), "cases": len(session.items)})
            forkserver.serve(self._control, lambda _, fds: self._child(session, fds))
            os._exit(0)
        return True

    def _prove(self, session: pytest.Session, grading: GradingSession) -> str:
        """Run all tests on the reference, where there is one; the first failure as a sentence.

        Here and not in a fork: what the tests' libraries set up on first use, such as compiled
        kernels, is then shared by every runner.
        """
        suites = [(grading.suite(item.stash[CASE].assignment), item) for item in session.items]
        rehearse([item for suite, item in suites if not suite.published], grading, self._scripts)
        bad = [t for t in grading.records if t.record.verdict is not Verdict.PASSED]
        bad.sort(key=lambda tested: tested.case.hidden)  # public ones say more
        grading.records.clear()
        if not bad:
            return ""
        case, record = bad[0].case, bad[0].record
        reason = record.diagnosis.message if record.diagnosis else record.verdict
        return (
            f"the reference of {case.assignment.id} fails {len(bad)} of its own tests; "
            f"first {case.exercise} · {case.name}: {reason}"
        )

    def _child(self, session: pytest.Session, fds: list[int]) -> None:
        signal.alarm(JOB_SECONDS)  # a test's own body has no other deadline
        connection = socket.socket(fileno=fds[0])
        job = JOB.decode(receive(connection))
        try:
            result = self._grade(session, job)
        except GraderFault as error:
            result = JobResult(assignments=(), timing={}, fault=str(error))
        send(connection, msgspec.msgpack.encode(result))

    def _grade(self, session: pytest.Session, job: Job) -> JobResult:
        start = time.monotonic()
        timing: dict[str, float] = {"workers": 0.0, "answers": 0.0, "tests": 0.0}
        wanted = [a for a in self.assignments if a.id in job.assignments]
        grading = session.config.stash[SESSION]
        granted = [device for device in self.devices if device.name in job.devices]
        if job.speed:
            (assignment,) = wanted
            suite, cases = grading.suite(assignment), self._cases[assignment.id]
            return time_job(job, suite, cases, self._zygotes[assignment.id], granted)
        runs = [
            _Run(grading, session.items, a, job, self._zygotes[a.id], timing, granted)
            for a in wanted
        ]
        results = tuple(run.result() for run in runs)
        opened = sorted({node for run in runs for node in run.backends.opened})
        timing["total"] = time.monotonic() - start
        faults = [
            t.diagnosis.message if t.diagnosis else t.name
            for a in results
            for e in a.exercises
            for t in e.tests
            if t.verdict is Verdict.GRADER_FAULT
        ]
        return JobResult(
            assignments=results,
            timing=timing,
            fault=faults[0] if faults else None,
            devices=tuple(opened),
        )


def _unread(*_: object) -> str:
    """In the place of a traceback: nobody reads one here, and each takes milliseconds."""
    return ""


RULES_SECONDS = 10  # for reading the code of one submission; an honest file takes a hundredth


def _too_long(*_: object) -> None:
    raise TimeoutError


class _Run:
    """One assignment of one submission."""

    def __init__(
        self,
        grading: GradingSession,
        items: list[pytest.Item],
        assignment: Assignment,
        job: Job,
        zygote: socket.socket,
        timing: dict[str, float],
        devices: Sequence[Device] = (),
    ) -> None:
        self.grading, self.assignment, self.job, self.timing = grading, assignment, job, timing
        self.suite = grading.suite(assignment)
        own = [
            item
            for item in items
            if item.stash[CASE].assignment.id == assignment.id
            and job.only in (None, item.stash[CASE].exercise)
        ]
        # public ones first: where time runs out, they are what a student can look into
        self.items = sorted(own, key=lambda item: item.stash[CASE].hidden)
        self.files = job.files.get(assignment.id, {})
        self.backends = WallBackends(zygote, self.suite, self.files, devices)

    def result(self) -> AssignmentResult:
        """Grade it."""
        name, output = self.assignment.file, None
        violations: tuple[RuleViolation, ...] = ()
        if self.assignment.id in self.job.problems:
            text = self.job.problems[self.assignment.id]
            tested = self._all(Verdict.NOT_CHECKABLE, Diagnosis(step="exists", message=text))
        elif name not in self.files:
            text = f"{name} was not handed in."
            tested = self._all(Verdict.NOT_ATTEMPTED, Diagnosis(step="exists", message=text))
        else:
            violations = self._violations()
            tested, output = self._tests(violations)
        return score_assignment(
            self.assignment, tested, self.suite.bank, violations, self.job.only, output
        )

    def _violations(self) -> tuple[RuleViolation, ...]:
        helpers = dict(self.files)
        source = helpers.pop(self.assignment.file)
        name = self.assignment.file
        signal.signal(signal.SIGALRM, _too_long)
        left = signal.alarm(RULES_SECONDS)
        try:
            return check_rules(source, name, self.assignment, helpers)
        except TimeoutError:
            text = "This file takes too long to be checked. Write it more plainly."
            return (RuleViolation(file=name, line=1, message=text),)
        finally:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(left)

    def _tests(self, violations: tuple[RuleViolation, ...]) -> tuple[list[Tested], str | None]:
        broken = {v.exercise: v for v in violations}
        done, items = [], []
        for item in self.items:
            case = item.stash[CASE]
            found = broken.get(case.exercise) or broken.get(None)
            if found:
                text = f"{found.file}, line {found.line}: {found.message}"
                rule = Diagnosis(step="rule", message=text)
                done.append(untested(case, Verdict.FORBIDDEN_CALL, rule))
            else:
                items.append(item)
        try:
            if items:
                self.backends.open()
            output = self.backends.output()
            return [*done, *self._run_items(items)], output
        except (StudentError, WorkerError) as error:
            verdict, diagnosis = failed_import(error, self.assignment.file)
            cases = [item.stash[CASE] for item in items]
            rest = [untested(case, verdict, diagnosis) for case in cases]
            return [*done, *rest], self.backends.output()
        finally:
            self.backends.close()
            self.timing["workers"] += self.backends.waited
            self.timing["answers"] += self.backends.answering

    def _run_items(self, items: list[pytest.Item]) -> list[Tested]:
        Runner(self.grading, self.suite, self.backends, self.timing).run(items)
        tested = list(self.grading.records)
        lost = {i.stash[CASE].name for i in items} - {t.record.name for t in tested}
        if lost:
            raise GraderFault(f"no result for {', '.join(sorted(lost)[:3])}")
        return tested

    def _all(self, verdict: Verdict, diagnosis: Diagnosis) -> list[Tested]:
        return [untested(item.stash[CASE], verdict, diagnosis) for item in self.items]


if __name__ == "__main__":
    main(sys.argv[1:])
