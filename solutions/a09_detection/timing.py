"""What is timed: overlap and suppression beside torchvision's.

Coordinates are whole pixels, so that areas are exact and no rounding decides which box is kept.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder.timing.cases import Case, Thunk, Work

SIZES = {"100": 100, "1,000": 1000, "10,000": 10_000, "100,000": 100_000}
PER_OBJECT = 20  # boxes that a detector proposes for each object
# For speed marks
MARKED = {"small": {"n": 1000, "per_object": 10}, "large": {"n": 2000, "per_object": 10}}
CLASSES = 80
IOU = 13  # operations for one pair: 4 extrema, 2 + 2 for the sides, 1, then 3 for the union, and /


def make_boxes(
    rng: np.random.Generator, n: int, device: str, per_object: int = PER_OBJECT
) -> tuple[Tensor, Tensor]:
    """Heaps of boxes, as dense whatever n is, and scores, all different.

    returns: float32 (n, 4) and (n,)
    """
    objects = max(1, n // per_object)
    side = 64 * math.ceil(math.sqrt(objects))
    centres = rng.integers(0, side, (objects, 2))[rng.integers(objects, size=n)]
    centres = centres + rng.integers(-8, 9, (n, 2))
    sizes = rng.integers(16, 64, (n, 2))
    boxes = np.concatenate([centres - sizes // 2, centres + sizes - sizes // 2], axis=1)
    scores = (rng.permutation(n) + 1) / n
    return tuple(torch.tensor(a, dtype=torch.float32, device=device) for a in (boxes, scores))


def pairs_inputs(rng: np.random.Generator, device: str, n: int) -> tuple[Tensor, Tensor]:
    """Two sets of n boxes."""
    return make_boxes(rng, n, device)[0], make_boxes(rng, n, device)[0]


def nms_inputs(
    rng: np.random.Generator, device: str, n: int, per_object: int = PER_OBJECT
) -> tuple[Tensor, Tensor, float]:
    """Boxes, scores, threshold."""
    return *make_boxes(rng, n, device, per_object), 0.5


def batched_inputs(
    rng: np.random.Generator, device: str, n: int
) -> tuple[Tensor, Tensor, Tensor, float]:
    """Boxes, scores, classes, threshold."""
    classes = torch.tensor(rng.integers(CLASSES, size=n), device=device)
    return *make_boxes(rng, n, device), classes, 0.5


def pairs_work(n: int) -> Work:
    """Every pair once; the matrix is written."""
    return Work(operations=IOU * n * n, bytes=4 * n * n + 32 * n)


def suppression_work(n: int, per_object: int = PER_OBJECT) -> Work:
    """Sort by score, and compare each box with one other at least."""
    return Work(operations=n * math.log2(n) + IOU * n, bytes=20 * n + 8 * n // per_object)


def peer(name: str) -> Callable[..., Thunk]:
    """A function of torchvision.ops."""

    def prepare(*arguments: Any) -> Thunk:
        from torchvision import ops

        function = getattr(ops, name)
        return lambda: function(*arguments)

    return prepare


def suppression_memory(n: int, per_object: int = PER_OBJECT) -> float:
    """Torchvision's mask on a GPU holds a bit for each pair; IoUs of a block of 128 come beside."""
    return 200e6 + 128 * 4 * 8 * n + n * n / 8


def suppression(
    exercise: str,
    inputs: Callable[..., tuple[Any, ...]],
    marked: Mapping[str, Mapping[str, int]] | None = None,
) -> Case:
    """A case of n boxes with scores."""
    return Case(
        exercise=exercise,
        sizes={label: {"n": n} for label, n in SIZES.items()} | dict(marked or {}),
        inputs=inputs,
        work=suppression_work,
        peers={f"torchvision {exercise}": peer(exercise)},
        memory=suppression_memory,
        marked=tuple(marked or ()),
    )


CASES = (
    Case(
        exercise="box_iou",
        sizes={f"{label} x {label}": {"n": n} for label, n in SIZES.items()},
        inputs=pairs_inputs,
        work=pairs_work,
        peers={"torchvision box_iou": peer("box_iou")},
        tolerance=1e-6,
        memory=lambda n: 60 * n * n,  # both results, and torchvision's corners and sides of pairs
    ),
    suppression("nms", nms_inputs, MARKED),
    suppression("batched_nms", batched_inputs),
)
