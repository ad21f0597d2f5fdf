"""What each test asked of the reference and what came back, so that a submission is asked the same.

A test draws its inputs from a seed, so that its verdict depends on the answers alone. Where a
submission gives, byte for byte, what the reference gave when the test was proved, the test would
pass: it need not run. At the first other answer it does run, from its beginning, and is handed
the answers that have come so far; the submission is asked nothing twice.

A script holds what the reference has said, and nothing of any submission.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Protocol

from autograder.errors import AutograderError, GraderFault, StudentError, WorkerError
from autograder.grading.exchange import Exchange, Raised
from autograder.sandbox.connection import Reader
from autograder.sandbox.dispatcher import describe
from autograder.sandbox.local import LocalBackend
from autograder.sandbox.messages import Answer, decode_answer
from autograder.sandbox.wire import Ref, holds_ref


class Recorder(LocalBackend):
    """The reference, in process; writes the script of one test."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._script: list[Exchange] = []
        self._complete = True

    def ask(self, request: bytes, what: str) -> Answer:
        """See `LocalBackend`."""
        __tracebackhide__ = True
        try:
            data = self.serve(request)
        except AutograderError:
            self._complete = False
            raise
        except Exception as error:
            said = describe(error, "/nowhere")
            self._script.append(Exchange(request, what, raised=_raised(said)))
            raise
        answer = decode_answer(data)
        self._script.append(Exchange(request, what, _digest(data), holds_ref(answer.value)))
        return answer

    @property
    def script(self) -> tuple[Exchange, ...]:
        """The whole of it; empty where there is none to go by."""
        return tuple(self._script) if self._complete else ()


class Wall(Protocol):
    """A backend whose answers can be read otherwise; `WallBackend`."""

    def ask(self, request: bytes, what: str, read: Reader = decode_answer) -> Answer:
        """Request bytes -> answer, made of bytes by `read`."""


Given = Callable[[], Answer]


class Performance:
    """One test's script, put to a submission.

    Attributes:
        as_written: whether each answer was the reference's own.
        given: what was asked, and how to have the answer.
    """

    def __init__(self, script: tuple[Exchange, ...], backend: Wall) -> None:
        self._backend = backend
        self.given: list[tuple[bytes, Given]] = []
        self.as_written = all(self._agrees(exchange) for exchange in script)

    def _agrees(self, exchange: Exchange) -> bool:
        same = False

        def read(data: bytes) -> Answer:
            nonlocal same
            if exchange.digest is None or _digest(data) != exchange.digest:
                return decode_answer(data)
            same = True
            kept.append(data)
            return Answer(Ref(0)) if exchange.refs else Answer()

        kept: list[bytes] = []
        try:
            answer = self._backend.ask(exchange.request, exchange.what, read)
        except (StudentError, WorkerError, GraderFault) as error:
            self.given.append((exchange.request, _raising(error)))
            return isinstance(error, StudentError) and _raised(error) == exchange.raised
        later = (lambda: decode_answer(kept[0])) if same else (lambda: answer)
        self.given.append((exchange.request, later))
        return same


class OffScript(BaseException):
    """A test asks what it did not ask of the reference, though all answers so far are the same."""


class PromptedBackend:
    """Gives a test what a submission has answered already, then asks on."""

    def __init__(self, given: list[tuple[bytes, Given]], backend: Wall) -> None:
        self._given, self._backend = iter(given), backend
        self.lost = False

    def ask(self, request: bytes, what: str) -> Answer:
        """Request bytes -> answer."""
        __tracebackhide__ = True
        asked, answer = next(self._given, (b"", None))
        if answer is None:
            return self._backend.ask(request, what)
        if asked != request:
            self.lost = True
            raise OffScript
        return answer()


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _raised(error: StudentError) -> Raised:
    return error.kind, error.message, error.bases


def _raising(error: BaseException) -> Given:
    def given() -> Answer:
        raise error

    return given
