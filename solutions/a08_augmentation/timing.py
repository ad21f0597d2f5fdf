"""What is timed: mixup and cutmix beside torchvision's transforms.

Both draw at random, each its own way, so that a result is held against what it says of itself:
the labels of a batch are all different, and tell which image was mixed into which, and how much.
torchvision pairs neighbours, the reference draws a permutation.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder.timing.cases import Case, Thunk, Work

BYTES = 4  # of a float32
ALPHA = 1.0
AXES = ("batch", "channels", "height", "width")
SHAPES = ((8, 3, 32, 32), (64, 3, 32, 32), (64, 3, 224, 224), (256, 3, 224, 224), (256, 64, 56, 56))

Parts = tuple[Tensor, Tensor, float]  # mixed images, partner of each image, share of its own


def inputs(
    rng: np.random.Generator, device: str, batch: int, channels: int, height: int, width: int
) -> tuple[Tensor, Tensor, float, torch.Generator]:
    """x, y, alpha, generator."""
    x = torch.tensor(rng.random((batch, channels, height, width), np.float32), device=device)
    y = torch.arange(batch, device=device)
    return x, y, ALPHA, torch.Generator().manual_seed(int(rng.integers(2**31)))


def work(batch: int, channels: int, height: int, width: int) -> Work:
    """Every image is read once, and a new one written; two products and a sum for each value."""
    values = batch * channels * height * width
    return Work(operations=3 * values, bytes=2 * BYTES * values)


def copying(batch: int, channels: int, height: int, width: int) -> Work:
    """Nothing is computed."""
    return Work(0, work(batch, channels, height, width).bytes)


def peer(name: str) -> Callable[..., Thunk]:
    """A transform of torchvision; it draws from torch's global generator."""

    def prepare(x: Tensor, y: Tensor, alpha: float, generator: torch.Generator) -> Thunk:
        from torchvision.transforms import v2

        transform = getattr(v2, name)(num_classes=len(x), alpha=alpha)
        return lambda: transform(x, y)

    return prepare


def parts(result: Any) -> Parts:
    """What a result says of itself."""
    if len(result) == 4:
        mixed, _, partner, share = result
        return mixed, partner, share
    mixed, labels = result  # (batch, classes): the share at its own label, the rest at another
    share = float(labels.diagonal()[0])
    others = labels.clone().fill_diagonal_(-1)
    return mixed, others.argmax(dim=1), share


def blended(x: Tensor, result: Any, tolerance: float) -> str:
    """Whether images are the weighted sums that the labels speak of."""
    mixed, partner, share = parts(result)
    wanted = share * x + (1 - share) * x[partner]
    return "" if (mixed - wanted).abs_().max() <= tolerance else "is not the weighted sum"


def pasted(x: Tensor, result: Any, tolerance: float) -> str:
    """Whether images hold as many of their partner's pixels as the labels speak of."""
    mixed, partner, share = parts(result)
    own, other = (mixed == x).all(dim=1), (mixed == x[partner]).all(dim=1)
    met = partner == torch.arange(len(x), device=x.device)  # an image that met itself says nothing
    if not (own | other).all():
        return "holds pixels of neither image"
    counted = own[~met].double().mean(dim=(1, 2))
    return "" if ((counted - share).abs() <= tolerance).all() else "does not say how much is pasted"


def agree(
    check: Callable[[Tensor, Any, float], str],
) -> Callable[[tuple[Any, ...], Any, Any, float], str]:
    """Hold both results against what they must be."""

    def both(arguments: tuple[Any, ...], own: Any, other: Any, tolerance: float) -> str:
        wrong = check(arguments[0], own, tolerance)
        return (
            f"cannot be compared: the reference {wrong}"
            if wrong
            else check(arguments[0], other, tolerance)
        )

    return both


def case(exercise: str, name: str, of_size: Callable[..., Work], check: Any) -> Case:
    """A case of images with labels."""
    return Case(
        exercise=exercise,
        sizes={
            " x ".join(map(str, shape)): dict(zip(AXES, shape, strict=True)) for shape in SHAPES
        },
        inputs=inputs,
        work=of_size,
        peers={f"torchvision {name}": peer(name)},
        tolerance=1e-5,  # values in [0, 1]; shares are float32
        agree=agree(check),
        memory=lambda batch, channels, height, width: (
            BYTES * 10 * batch * channels * height * width
        ),
    )


CASES = (
    case("mixup", "MixUp", work, blended),
    case("cutmix", "CutMix", copying, pasted),
)
