"""Whether two results agree: arrays, tensors, numbers, and sequences or dicts of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np


def values_agree(arguments: tuple[Any, ...], own: Any, other: Any, tolerance: float) -> str:
    """Say what is wrong with `other`, or "".

    Args:
        arguments: what both were computed from; not looked at.
        own: the reference's result.
        other: a peer's result.
        tolerance: largest difference, as a share of the largest value of `own`. Integers and
            booleans must be equal.
    """
    left, right = _leaves(own), _leaves(other)
    if len(left) != len(right):
        return f"gives {len(right)} values instead of {len(left)}"
    found = (_differ(a, b, tolerance) for a, b in zip(left, right, strict=True))
    return next((text for text in found if text), "")


def _leaves(value: Any) -> list[Any]:
    """Arrays, tensors and numbers in order; those of a dict in the order of its keys' names."""
    if isinstance(value, Mapping):
        value = [value[key] for key in sorted(value)]
    if isinstance(value, list | tuple):
        return [leaf for part in value for leaf in _leaves(part)]
    return [value]


def _differ(own: Any, other: Any, tolerance: float) -> str:
    import torch

    a, b = (_tensor(value, torch) for value in (own, other))
    if a.shape != b.shape:
        return f"gives the shape {tuple(b.shape)} instead of {tuple(a.shape)}"
    if not a.numel():
        return ""
    b = b.to(a.device)
    if not (a.is_floating_point() or b.is_floating_point()):
        count = int((a != b).sum())
        return f"differs in {count} of {a.numel()} values" if count else ""
    largest = float((a - b).abs_().max())
    bound = tolerance * float(a.abs().max())
    # "not <=" and not ">": a NaN is wrong
    return "" if largest <= bound else f"differs by {largest:.3g}, more than {bound:.3g}"


def _tensor(value: Any, torch: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.detach()
    return torch.as_tensor(np.asarray(value))
