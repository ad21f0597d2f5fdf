"""Compare what came with what was expected, and stop at the first thing that is wrong.

The order: type -> shape -> dtype -> finite -> values.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.feedback import discreet
from autograder.sandbox.proxy import Member


@dataclass(frozen=True)
class Difference:
    """The first thing that is wrong.

    Attributes:
        step: "type", "shape", "dtype", "finite" or "values".
        message: says expected values; for public tests.
        hidden_message: says none.
        yours: the array at fault, where values differ.
        expected: same shape as `yours`.
        wrong: bool, same shape: which elements differ.
        where: position in a tuple or dict, such as "[0]"; "" at the top.
    """

    step: str
    message: str
    hidden_message: str
    yours: np.ndarray[Any, Any] | None = None
    expected: np.ndarray[Any, Any] | None = None
    wrong: np.ndarray[Any, Any] | None = None
    where: str = ""


def difference(
    actual: Any, expected: Any, rtol: float, atol: float, exact: bool = False, where: str = ""
) -> Difference | None:
    """The first difference between two values, or None.

    Args:
        actual: what the submission returned.
        expected: data; arrays are compared in shape and dtype too.
        rtol: relative to the expected value.
        atol: absolute.
        exact: numbers must be whole, equal and of an integer type.
        where: position inside an enclosing container.
    """
    if isinstance(expected, np.bool_):
        expected = bool(expected)
    if isinstance(expected, list | tuple):
        return _sequence(actual, expected, rtol, atol, exact, where)
    if isinstance(expected, dict):
        return _mapping(actual, expected, rtol, atol, exact, where)
    if is_array(expected):
        return _array(actual, expected, rtol, atol, where)
    if isinstance(expected, bool | str | bytes) or expected is None:
        return _plain(actual, expected, where)
    if isinstance(expected, int | np.integer):
        return _integer(actual, int(expected), where)
    if exact:
        raise TypeError(f"exactly {expected!r} cannot be expected: compare numbers with close_to")
    return _real(actual, expected, rtol, atol, where)


def kind(value: Any) -> str:
    """What a value is, in a reader's words."""
    if value is None:
        return "None"
    if isinstance(value, Member):
        return f"an object ({value!r})"
    if isinstance(value, np.ndarray):
        return "a NumPy array"
    if _is_tensor(value):
        return "a torch tensor"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _wrong_type(actual: Any, wanted: str, where: str, hidden: str | None = None) -> Difference:
    """`hidden`: what is wanted, where `wanted` says more than its type."""
    hint = " Does a branch end without return?" if actual is None else ""
    text = _upper(f"{_at(where)}{kind(actual)} came back; {wanted} was expected.{hint}")
    came = "an object of its own" if isinstance(actual, Member) else kind(actual)
    secret = f"{_at(where)}{came} came back; {hidden or wanted} was expected.{hint}"
    return Difference("type", text, _upper(secret), where=where)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


def _at(where: str) -> str:
    return f"At {where}: " if where else ""


def _is_tensor(value: Any) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def is_array(value: Any) -> bool:
    """Whether it is a NumPy array or a torch tensor."""
    return isinstance(value, np.ndarray) or _is_tensor(value)


def as_numpy(value: Any) -> np.ndarray[Any, Any]:
    """An array or tensor as a NumPy array (bfloat16 as float32)."""
    if isinstance(value, np.ndarray):
        return value
    import torch

    value = value.detach().cpu()
    return np.asarray(value.float() if value.dtype == torch.bfloat16 else value)


def _sequence(
    actual: Any, expected: Any, rtol: float, atol: float, exact: bool, where: str
) -> Difference | None:
    if isinstance(actual, np.ndarray) and exact and actual.ndim == 1:
        actual = list(actual[: len(expected) + 1])
    if not isinstance(actual, list | tuple):
        return _wrong_type(actual, f"a tuple of {len(expected)}", where, "a tuple")
    if len(actual) != len(expected):
        text = f"{_at(where)}{len(actual)} values came back; {len(expected)} were expected."
        count = discreet.number(len(actual))
        hidden = f"{_at(where)}{count} values came back, which is not right."
        return Difference("shape", text, hidden, where=where)
    for i, (mine, theirs) in enumerate(zip(actual, expected, strict=True)):
        found = difference(mine, theirs, rtol, atol, exact, f"{where}[{i}]")
        if found:
            return found
    return None


def _mapping(
    actual: Any, expected: Any, rtol: float, atol: float, exact: bool, where: str
) -> Difference | None:
    if not isinstance(actual, dict):
        return _wrong_type(actual, "a dict", where)
    if set(actual) != set(expected):
        missing = sorted(_short(str(key)) for key in set(expected) - set(actual))
        extra = sorted(_short(str(key)) for key in set(actual) - set(expected))
        text = f"{_at(where)}the keys differ: missing {missing[:5]}, not expected {extra[:5]}."
        hidden = f"{_at(where)}the keys are not the expected ones: {len(extra)} are too many."
        return Difference("shape", _upper(text), _upper(hidden), where=where)
    for key, theirs in expected.items():
        found = difference(actual[key], theirs, rtol, atol, exact, f"{where}[{key!r}]")
        if found:
            return found
    return None


def _plain(actual: Any, expected: Any, where: str) -> Difference | None:
    if isinstance(actual, np.bool_):
        actual = bool(actual)
    if type(actual) is not type(expected):
        hidden = "something else" if expected is None else None
        return _wrong_type(actual, kind(expected), where, hidden)
    if actual != expected:
        came = f"{_at(where)}{_short(repr(actual))} came back"
        text = f"{came}; {_short(repr(expected))} was expected."
        hidden = f"{_at(where)}{discreet.word(actual)} is not right."
        return Difference("values", text, hidden, where=where)
    return None


def _integer(actual: Any, expected: int, where: str) -> Difference | None:
    if isinstance(actual, np.ndarray) and actual.ndim == 0:
        actual = actual[()]
    whole = isinstance(actual, int | np.integer) and not isinstance(actual, bool)
    if not whole:
        shown = f" ({actual!r})" if isinstance(actual, float | bool) else ""
        wanted = "an integer" + shown.replace("np.", "")
        return _wrong_type(actual, wanted, where, "an integer")
    if int(actual) != expected:
        came = f"{_at(where)}{_short(str(int(actual)))} came back"
        text = f"{came}; {_short(str(expected))} was expected."
        hidden = f"{_at(where)}{discreet.number(int(actual))} is not right."
        return Difference("values", text, hidden, where=where)
    return None


def _real(actual: Any, expected: Any, rtol: float, atol: float, where: str) -> Difference | None:
    if is_array(actual) and as_numpy(actual).ndim == 0:
        actual = as_numpy(actual)[()]
    number = isinstance(actual, int | float | complex | np.number) and not isinstance(actual, bool)
    if not number or (isinstance(actual, complex) and not isinstance(expected, complex)):
        return _wrong_type(actual, "a number", where)
    if isinstance(actual, int):
        actual = float(max(-discreet.LARGEST, min(actual, discreet.LARGEST)))
    if not _close(np.asarray(actual), np.asarray(expected), rtol, atol).all():
        text = f"{_at(where)}{actual:.10g} came back; {expected:.10g} was expected."
        hidden = f"{_at(where)}{discreet.number(actual)} is not right."
        return Difference("values", text, hidden, where=where)
    return None


def _array(actual: Any, expected: Any, rtol: float, atol: float, where: str) -> Difference | None:
    scalar = isinstance(actual, np.generic) and expected.ndim == 0
    if not scalar and (not is_array(actual) or _is_tensor(actual) != _is_tensor(expected)):
        return _wrong_type(actual, kind(expected), where)
    mine, theirs = (np.asarray(actual) if scalar else as_numpy(actual)), as_numpy(expected)
    if mine.shape != theirs.shape:
        text = _upper(f"{_at(where)}the shape is {mine.shape}; {theirs.shape} was expected.")
        hidden = _upper(f"{_at(where)}{discreet.shape(mine.shape)}, which is not right.")
        return Difference("shape", text, hidden, where=where)
    if actual.dtype != expected.dtype:
        text = f"{_at(where)}the dtype is {actual.dtype}; {expected.dtype} was expected."
        return Difference("dtype", _upper(text), _upper(text), where=where)
    return _values(mine, theirs, _close(mine, theirs, rtol, atol), where)


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _close(mine: Any, theirs: Any, rtol: float, atol: float) -> np.ndarray[Any, Any]:
    with np.errstate(all="ignore"):
        if theirs.dtype.kind in "biu":
            return np.asarray(mine == theirs)
        return np.asarray(np.isclose(mine, theirs, rtol=rtol, atol=atol, equal_nan=True))


def _values(mine: Any, theirs: Any, close: Any, where: str) -> Difference | None:
    if close.all():
        return None
    wrong = ~close
    lost = ~np.isfinite(mine) & np.isfinite(theirs)
    if lost.any():
        text = f"{_at(where)}{_count(lost)} are NaN or infinite; finite values were expected."
        return Difference("finite", text, text, mine, theirs, lost, where)
    gap = np.where(wrong, np.nan_to_num(gaps(mine, theirs), nan=-1.0, posinf=np.inf), -1.0)
    at = np.unravel_index(int(np.argmax(gap)), gap.shape)
    place = f" at {tuple(int(i) for i in at)}" if gap.ndim else ""
    count = f"{_at(where)}{_count(wrong)} differ{'s' if wrong.sum() == 1 else ''}"
    largest = f", the largest by {gap[at]:.4g}{place}" if gap[at] >= 0 else ""  # else: NaN is due
    return Difference("values", f"{count}{largest}.", f"{count}.", mine, theirs, wrong, where)


def gaps(mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Absolute differences as float64, whatever the type: unsigned ones do not wrap."""
    wide = np.complex128 if mine.dtype.kind == "c" else np.float64
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(mine.astype(wide) - theirs.astype(wide)))


def _count(mask: np.ndarray[Any, Any]) -> str:
    total = int(mask.sum())
    return f"{total} of {mask.size} value{'' if mask.size == 1 else 's'}"
