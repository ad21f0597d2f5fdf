"""`student`: the seam that test authors see.

`student.conv2d_forward(x, w)` makes a request of a backend and gives back data. What is not data
stays where it is and comes back as a `Member`, whose attributes and methods can be used in turn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from autograder.errors import WireError
from autograder.sandbox import messages
from autograder.sandbox.messages import Answer, Request
from autograder.sandbox.wire import Ref


class Backend(Protocol):
    """Where the submission runs."""

    def ask(self, request: bytes, what: str) -> Answer:
        """Request bytes -> answer; `what` is called, for messages.

        Raises:
            StudentError: the submission raised (or, in process, its own exception).
            WorkerError: its process is gone.
        """


@dataclass(frozen=True)
class CallRecord:
    """One call, for messages and for replaying it on a mistake.

    Attributes:
        name: "conv2d_forward", or "ResidualBlock.forward".
        args: positional arguments, as given.
        kwargs: keyword arguments, as given.
        answer: what came back; None where it raised.
    """

    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    answer: Answer | None = None

    @property
    def changed(self) -> tuple[str, ...]:
        """Names of array arguments that the call changed in place."""
        return self.answer.changed if self.answer else ()

    @property
    def aliased(self) -> tuple[str, ...]:
        """Names of array arguments whose memory the result shares."""
        return self.answer.aliased if self.answer else ()


MAX_KEPT = 4 * 2**20  # bytes of an answer that is kept until a test has been explained


@dataclass(frozen=True)
class Step:
    """One request of a test, and what the submission gave: an answer, or an exception's name."""

    request: bytes
    answer: Answer | None = None
    error: str | None = None


class Member:
    """An attribute of the submission, or an object that it made. Calling it makes a request."""

    def __init__(
        self, student: Student, ref: Ref, name: str, made_by: CallRecord | None = None
    ) -> None:
        self._student, self._ref, self._name, self._made_by = student, ref, name, made_by

    def __getattr__(self, name: str) -> Member:
        if name.startswith("__"):
            raise AttributeError(name)
        ref = self._ref._replace(path=(*self._ref.path, name))
        return Member(self._student, ref, f"{self._name}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it where it lives; arguments cross as data."""
        __tracebackhide__ = True
        return self._student._ask(messages.CALL, self._ref, self._name, args, kwargs)

    def __repr__(self) -> str:
        return f"<{self._name} of the submission>"


class Student:
    """The submission under test, whatever backend it runs in."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._steps: list[Step] = []
        self._last: CallRecord | None = None

    def __getattr__(self, name: str) -> Member:
        if name.startswith("_"):
            raise AttributeError(name)
        return Member(self, Ref(0, (name,)), name)

    @property
    def last_call(self) -> CallRecord:
        """The latest call or probe.

        Raises:
            RuntimeError: nothing has been called yet.
        """
        if self._last is None:
            raise RuntimeError("nothing has been called yet")
        return self._last

    def run(self, probe: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Run a function of the assignment's probes beside the submission's code."""
        __tracebackhide__ = True
        ref = Ref(0, (probe.__name__,))
        return self._ask(messages.RUN, ref, probe.__name__, args, kwargs)

    def get(self, member: Member) -> Any:
        """The value of an attribute, as data: `student.get(block.training)`."""
        __tracebackhide__ = True
        return self._ask(messages.GET, member._ref, member._name, (), {})

    def _ask(
        self, op: str, ref: Ref, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        __tracebackhide__ = True
        plain = tuple(_export(arg) for arg in args)
        named = {key: _export(arg) for key, arg in kwargs.items()}
        request = Request(op, ref, plain, named).encode()
        self._last = CallRecord(name, args, kwargs)
        try:
            answer = self._backend.ask(request, name)
        except BaseException as error:
            self._steps.append(Step(request, error=getattr(error, "kind", type(error).__name__)))
            raise
        small = _size(answer.value) <= MAX_KEPT
        self._steps.append(Step(request, answer) if small else Step(request, error="too large"))
        value = self._wrap(answer.value, name)
        self._last = CallRecord(name, args, kwargs, answer)
        return value

    def _wrap(self, value: Any, name: str) -> Any:
        if isinstance(value, Ref):
            if value.handle <= 0 or value.path:
                raise WireError("the process answered with a reference that it does not own")
            kind = value.kind[:80] if value.kind.isidentifier() else name
            return Member(self, value, kind, self._last if kind == name else None)
        if type(value) in (list, tuple):
            return type(value)(self._wrap(item, name) for item in value)
        if type(value) is dict:
            return {key: self._wrap(item, name) for key, item in value.items()}
        return value


def _size(value: Any) -> int:
    """Bytes of the arrays in a value, roughly."""
    if type(value) in (list, tuple):
        return sum(map(_size, value))
    if type(value) is dict:
        return sum(map(_size, value.values()))
    return int(getattr(value, "nbytes", 0)) if not isinstance(value, Ref) else 0


def _export(value: Any) -> Any:
    if isinstance(value, Member):
        return value._ref
    if type(value) in (list, tuple):
        return type(value)(_export(item) for item in value)
    if isinstance(value, dict):
        return {key: _export(item) for key, item in value.items()}
    return value
