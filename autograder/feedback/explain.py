"""From a difference to the diagnosis that a student reads."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

from autograder.feedback import discreet
from autograder.feedback.compare import Difference, as_numpy, gaps, is_array
from autograder.results import Diagnosis, Picture, ValueRow
from autograder.sandbox.proxy import CallRecord, Member

ROWS = 5
PICTURE_SIDE = 16
LISTED = 4

Array = np.ndarray[Any, Any]
Plane = tuple[tuple[float, ...], ...]


def diagnose(found: Difference, call: CallRecord | None, hidden: bool) -> Diagnosis:
    """The diagnosis of a difference.

    Args:
        found: the first thing that is wrong.
        call: the call that gave the value, for the picture.
        hidden: leave out expected values, the input, and whatever gives them away.
    """
    return Diagnosis(
        step=found.step,
        message=found.hidden_message if hidden else found.message,
        rows=_rows(found, hidden),
        picture=None if hidden else _picture(found, call),
    )


def _rows(found: Difference, hidden: bool) -> tuple[ValueRow, ...]:
    if found.yours is None or found.expected is None or found.wrong is None or not found.yours.ndim:
        return ()
    places = np.argwhere(found.wrong)
    if not hidden:  # the largest first; in hidden tests that order would tell something
        gap = gaps(found.yours, found.expected)[found.wrong]
        places = places[np.argsort(-np.nan_to_num(gap, nan=np.inf), kind="stable")]
    rows = []
    for place in places[:ROWS]:
        at = tuple(int(i) for i in place)
        where = f"{found.where} {at}".strip()
        if hidden:
            rows.append(ValueRow(at=where, yours=discreet.number(found.yours[at])))
        else:
            yours, expected = number(found.yours[at]), number(found.expected[at])
            rows.append(ValueRow(at=where, yours=yours, expected=expected))
    return tuple(rows)


def number(value: Any) -> str:
    """A number for reading: six significant digits."""
    return f"{value.item() if hasattr(value, 'item') else value:.6g}"


def _picture(found: Difference, call: CallRecord | None) -> Picture | None:
    if found.yours is None or found.expected is None or found.wrong is None:
        return None
    if found.yours.ndim < 2 or found.yours.dtype.kind not in "fiu":
        return None
    lead = tuple(int(i) for i in np.argwhere(found.wrong)[0][:-2])
    yours = _plane(found.yours[lead])
    if yours is None:
        return None
    expected = _plane(found.expected[lead])
    gap = _plane(found.yours[lead].astype(float) - found.expected[lead].astype(float))
    return Picture(yours=yours, input=_input_plane(call, lead), expected=expected, difference=gap)


def _plane(array: Array) -> Plane | None:
    if max(array.shape) > PICTURE_SIDE or array.size == 0 or not np.isfinite(array).all():
        return None
    return tuple(tuple(float(f"{v:.6g}") for v in row) for row in array)


def _input_plane(call: CallRecord | None, lead: tuple[int, ...]) -> Plane | None:
    arrays = [a for a in (call.args if call else ()) if is_array(a)]
    if not arrays or arrays[0].ndim < 2:
        return None
    array = as_numpy(arrays[0])
    if array.dtype.kind not in "fiu":
        return None
    at = tuple(min(i, n - 1) for i, n in zip(lead, array.shape, strict=False))[: array.ndim - 2]
    at += (0,) * (array.ndim - 2 - len(at))
    return _plane(array[at]) if array.size else None


def render_call(call: CallRecord, signature: inspect.Signature | None) -> str:
    """A call for reading: arrays by shape, everything else by value.

    Example: `conv2d_forward(x (2, 3, 5, 7), weight (4, 3, 3, 3), bias (4,), stride=2)`.
    """
    names = list(signature.parameters) if signature else []
    parts = []
    for i, value in enumerate(call.args):
        name = names[i] if i < len(names) else ""
        parts.append(f"{name} {_brief(value)}".strip() if is_array(value) else _brief(value))
    for key, value in call.kwargs.items():
        parts.append(f"{key} {_brief(value)}" if is_array(value) else f"{key}={_brief(value)}")
    return f"{call.name}({', '.join(parts)})"


def _brief(value: Any) -> str:
    if isinstance(value, Member):
        return render_call(value._made_by, None) if value._made_by else value._name
    if is_array(value):
        return str(tuple(value.shape))
    if isinstance(value, dict):
        return f"{{{len(value)} entries}}"
    if isinstance(value, list | tuple) and any(isinstance(i, Member) or is_array(i) for i in value):
        more = [f"{len(value) - LISTED} more"] if len(value) > LISTED else []
        return f"[{', '.join([*map(_brief, value[:LISTED]), *more])}]"
    text = str(value.item()) if isinstance(value, np.generic) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
