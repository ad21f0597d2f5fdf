"""Small functions that run beside the submission's code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def with_strided_inputs(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call `function` with arrays of the same values that are neither contiguous nor in order."""
    return function(*(_strided(arg) for arg in args), **kwargs)


def _strided(value: Any) -> Any:
    if not isinstance(value, np.ndarray) or value.ndim == 0:
        return value
    backwards = (slice(None, None, -2),) * value.ndim
    view = np.full([2 * n for n in value.shape], 99, dtype=value.dtype)[backwards]
    view[...] = value
    return view


def twice(function: Callable[..., Any], first: tuple, second: tuple) -> tuple[Any, Any, Any]:
    """Call `function` with one, the other, and again the first set of arguments."""
    before = function(*first)
    before = before.copy() if isinstance(before, np.ndarray) else before
    other = function(*second)
    return before, other, function(*first)


def after_a_change(function: Callable[..., Any], *args: Any) -> Any:
    """Call `function`, overwrite its result, and call it again."""
    first = function(*args)
    if isinstance(first, np.ndarray):
        first[...] = 7
    return function(*args)
