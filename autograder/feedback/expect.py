"""`expect(value)`: what test authors write. A failure carries what a student needs to read."""

from __future__ import annotations

from typing import Any

from autograder.errors import NotAttempted, StudentError, WorkerError
from autograder.feedback.compare import Difference, difference, kind
from autograder.sandbox.proxy import Member, Student

RTOL, ATOL = 1e-9, 1e-12


class ExpectationFailed(AssertionError):
    """A value is not what was expected.

    Args:
        found: the first thing that is wrong.
    """

    def __init__(self, found: Difference) -> None:
        self.found = found
        super().__init__(found.message)


class Expectation:
    """One value under test."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def close_to(self, expected: Any, rtol: float = RTOL, atol: float = ATOL) -> None:
        """Equal up to rounding: |value - expected| <= atol + rtol * |expected|.

        Arrays must agree in type, shape and dtype too; NaN is close to NaN. The default
        tolerances allow any order of summation in float64.

        Raises:
            ExpectationFailed: with the first thing that is wrong.
        """
        __tracebackhide__ = True
        _raise(difference(self._value, expected, rtol, atol))

    def equals(self, expected: Any) -> None:
        """Exactly equal: whole numbers of any integer type, text, None, nested sequences.

        Raises:
            ExpectationFailed: with the first thing that is wrong.
        """
        __tracebackhide__ = True
        _raise(difference(self._value, expected, 0.0, 0.0, exact=True))

    def satisfies(self, holds: Any, otherwise: str) -> None:
        """A property that the test has computed.

        Args:
            holds: whether it does.
            otherwise: sentence for the student; must not name an expected value.

        Raises:
            ExpectationFailed: it does not hold.
        """
        __tracebackhide__ = True
        if not bool(holds):
            raise ExpectationFailed(Difference("property", otherwise, otherwise))


class _Expect:
    """The callable `expect`, with what concerns a call rather than a value."""

    def __call__(self, value: Any) -> Expectation:
        """Begin an expectation about a value."""
        return Expectation(value)

    def inputs_kept(self, student: Student) -> None:
        """The last call changed none of its array arguments in place."""
        __tracebackhide__ = True
        call = student.last_call
        if call.changed:
            names = " and ".join(f"`{name}`" for name in call.changed)
            text = f"{call.name} changed its argument {names} in place; inputs must be kept."
            raise ExpectationFailed(Difference("property", text, text))

    def fresh_result(self, student: Student) -> None:
        """The last result shares no memory with an argument."""
        __tracebackhide__ = True
        call = student.last_call
        if call.aliased:
            names = " and ".join(f"`{name}`" for name in call.aliased)
            text = (
                f"The result of {call.name} shares memory with its argument {names}: "
                "changing one would change the other. Return a new array."
            )
            raise ExpectationFailed(Difference("property", text, text))

    def raises(
        self, error: type[Exception], function: Member, /, *args: Any, **kwargs: Any
    ) -> None:
        """The call must raise `error` or a subclass."""
        __tracebackhide__ = True
        try:
            value = function(*args, **kwargs)
        except (NotAttempted, NotImplementedError, WorkerError):
            raise
        except StudentError as came:
            if error.__name__ in came.bases:
                return
            text = f"{came.kind} was raised; {error.__name__} was expected."
        except error:
            return
        except Exception as came:
            text = f"{type(came).__name__} was raised; {error.__name__} was expected."
        else:
            text = f"{kind(value)} came back; {error.__name__} was expected."
            text = text[0].upper() + text[1:]
        raise ExpectationFailed(Difference("error", text, text))


def _raise(found: Difference | None) -> None:
    __tracebackhide__ = True
    if found:
        raise ExpectationFailed(found)


expect = _Expect()
