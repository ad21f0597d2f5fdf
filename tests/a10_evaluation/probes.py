"""Small functions that run beside the submission's code."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np


def kept(function: Callable[..., Any], predictions: list, targets: list) -> tuple[Any, Any, bool]:
    """Call `function` twice; say whether the arrays of both lists are still what they were."""
    before = copy.deepcopy((predictions, targets))
    answers = function(predictions, targets), function(predictions, targets)
    same = all(
        mine.keys() == theirs.keys() and all(np.array_equal(mine[k], theirs[k]) for k in theirs)
        for now, then in zip((predictions, targets), before, strict=True)
        for mine, theirs in zip(now, then, strict=True)
    )
    return *answers, same
