"""What the grader asks of a submission's process, and what comes back."""

from __future__ import annotations

from typing import Any, NamedTuple

from autograder.errors import NotAttempted, StudentError, WireError
from autograder.sandbox import wire
from autograder.sandbox.wire import Keep, Ref

CALL, GET, RUN, CLEAR, STORE, LOAD = "call", "get", "run", "clear", "store", "load"
ANSWER, RAISED = "answer", "raised"


class Request(NamedTuple):
    """One request.

    Attributes:
        op: CALL target(*args, **kwargs) · GET target's value · RUN probe `target.path[0]` ·
            CLEAR forget all handles · STORE the submission (args: files) · LOAD it (args:
            module, probes, forbidden calls).
        target: what to call or get.
    """

    op: str
    target: Ref
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = {}  # noqa: RUF012 - never changed

    def encode(self) -> bytes:
        """To bytes.

        Raises:
            TypeError: an argument is not data.
        """
        return wire.encode([self.op, self.target, list(self.args), dict(self.kwargs)])

    @classmethod
    def decode(cls, data: bytes) -> Request:
        """From bytes written by `encode`."""
        op, target, args, kwargs = wire.decode(data)
        return cls(op, target, tuple(args), kwargs)


class Answer(NamedTuple):
    """What a request gave.

    Attributes:
        value: data, or a Ref to what stayed behind.
        changed: names of array arguments that the call changed in place.
        aliased: names of array arguments whose memory the result shares.
    """

    value: Any = None
    changed: tuple[str, ...] = ()
    aliased: tuple[str, ...] = ()


def encode_answer(answer: Answer, keep: Keep) -> bytes:
    """An answer as bytes; `keep` turns objects that are not data into references."""
    return wire.encode([ANSWER, answer.value, list(answer.changed), list(answer.aliased)], keep)


def encode_error(error: StudentError) -> bytes:
    """An exception of the submission as bytes."""
    bases, trace = list(map(_readable, error.bases)), list(map(_readable, error.trace))
    kind, message, function = map(_readable, (error.kind, error.message, error.function))
    return wire.encode([RAISED, kind, message, bases[:64], trace, function])


def _readable(text: str) -> str:
    """Without lone surrogates, which cannot be encoded."""
    return text.encode("utf-8", "backslashreplace").decode()


def decode_answer(data: bytes) -> Answer:
    """The answer, strictly checked: it comes from the submission's process.

    Raises:
        StudentError: the request raised (NotAttempted: NotImplementedError).
        WireError: this is no answer.
    """
    fields = wire.decode(data)
    head = fields[0] if type(fields) is list and fields and type(fields[0]) is str else ""
    if head == ANSWER and len(fields) == 4:
        return Answer(fields[1], _names(fields[2]), _names(fields[3]))
    if head == RAISED and len(fields) == 6:
        texts = fields[1], fields[2], fields[5]
        if all(type(text) is str for text in texts):
            bases, trace = _names(fields[3]), _names(fields[4])
            kind = NotAttempted if "NotImplementedError" in bases else StudentError
            raise kind(fields[1][:200], fields[2][:4000], bases, trace[-20:], fields[5][:200])
    raise WireError("the process answered with something that is not an answer")


def _names(value: Any) -> tuple[str, ...]:
    if type(value) is not list or len(value) > 64 or any(type(item) is not str for item in value):
        raise WireError("the process answered with something that is not an answer")
    return tuple(item[:1000] for item in value)
