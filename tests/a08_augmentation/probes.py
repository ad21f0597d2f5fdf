"""Small functions that run beside the submission's code, and the margins of statistical tests."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

FALSE_ALARM = 1e-10  # of one statement about draws; no test makes ten, so below 1e-9 for each test


def margin(count: int, statements: int = 1) -> float:
    """How far `count` independent draws may stray from their law.

    A frequency differs from its probability by more than e with a probability of at most
    2 exp(-2 count e^2) (Hoeffding), and so does the whole distribution function, at its worst place
    (Dvoretzky, Kiefer, Wolfowitz; constant by Massart). e is such that this is FALSE_ALARM;
    `statements` so many frequencies share it.
    """
    return math.sqrt(math.log(2 * statements / FALSE_ALARM) / (2 * max(count, 1)))


def generator(seed: int) -> torch.Generator:
    """A generator on the CPU."""
    return torch.Generator().manual_seed(seed)


def repeated(function: Callable[..., Tensor], seed: int, count: int, *args: Any) -> Tensor:
    """Results of `count` calls with one generator, stacked."""
    source = generator(seed)
    return torch.stack([function(*args, source) for _ in range(count)])


def around_the_centre(
    function: Callable[..., Tensor], seed: int, count: int, image: Tensor, *args: Any
) -> Tensor:
    """Of one call on `count` copies of an image, the four pixels from its middle on.

    Returns:
        (count, channels, 2, 2), from row height // 2 and column width // 2.
    """
    x = image.expand(count, *image.shape).contiguous()
    out = function(x, *args, generator(seed))
    if out.shape != x.shape:
        raise ValueError(f"the result has shape {tuple(out.shape)}")
    row, column = image.shape[1] // 2, image.shape[2] // 2
    return out[:, :, row : row + 2, column : column + 2].contiguous()


def mixes(
    function: Callable[..., Any], seed: int, count: int, *args: Any
) -> tuple[Tensor, Tensor, Tensor]:
    """Of `count` calls of mixup or cutmix with one generator: images, y_b, and lam as float64."""
    source = generator(seed)
    images, partners, lams = [], [], []
    for _ in range(count):
        mixed, _, y_b, lam = function(*args, source)
        images.append(mixed)
        partners.append(y_b)
        lams.append(float(lam))
    return torch.stack(images), torch.stack(partners), torch.tensor(lams, dtype=torch.float64)


def boxes(
    function: Callable[..., Any], seed: int, count: int, size: tuple[int, int], alpha: float
) -> tuple[Tensor, Tensor]:
    """What `count` calls of cutmix paste, where an image meets another one.

    Returns:
        (top, bottom, left, right, pixels) of each pasted region, int64, and lam as float64.
    """
    source, y = generator(seed), torch.arange(3)
    x = torch.arange(3.0).reshape(3, 1, 1, 1).expand(3, 1, *size).contiguous()
    found, lams = [], []
    for _ in range(count):
        mixed, _, y_b, lam = function(x.clone(), y.clone(), alpha, source)
        moved = (y_b != y).nonzero().flatten().tolist()
        if not moved:
            continue
        pasted = mixed[moved[0], 0] == y_b[moved[0]]
        rows = pasted.any(dim=1).nonzero().flatten().tolist() or [0, -1]
        columns = pasted.any(dim=0).nonzero().flatten().tolist() or [0, -1]
        ends = [rows[0], rows[-1] + 1, columns[0], columns[-1] + 1]
        found.append([*ends, int(pasted.sum())])
        lams.append(float(lam))
    return torch.tensor(found).reshape(-1, 5), torch.tensor(lams, dtype=torch.float64)


def randomness(function: Callable[..., Any], seed: int, *args: Any) -> dict[str, bool]:
    """Where the random numbers come from.

    Returns:
        repeats: the same state of the generator gives the same, whatever the global seeds.
        moves_on: a second call gives something else.
        leaves_the_global_alone: the global generators are as before.
    """
    source = generator(seed)
    kept_torch, kept_python = torch.get_rng_state(), random.getstate()
    first, second = function(*args, source), function(*args, source)
    alone = torch.equal(torch.get_rng_state(), kept_torch) and random.getstate() == kept_python
    torch.manual_seed(seed + 1)
    random.seed(seed + 1)
    again = function(*args, generator(seed))
    torch.set_rng_state(kept_torch)
    random.setstate(kept_python)
    return {
        "repeats": _same(first, again),
        "moves_on": not _same(first, second),
        "leaves_the_global_alone": alone,
    }


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Tensor) and isinstance(other, Tensor):
        return torch.equal(one, other)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def loss_gradient(
    function: Callable[..., Tensor], logits: Tensor, y_a: Tensor, y_b: Tensor, lam: float
) -> Tensor:
    """The gradient of the loss with respect to the logits."""
    logits = logits.clone().requires_grad_()
    loss = function(logits, y_a, y_b, lam)
    if loss.requires_grad:
        loss.backward()
    return torch.zeros_like(logits) if logits.grad is None else logits.grad


def with_transposed_memory(function: Callable[..., Any], x: Tensor, *args: Any) -> Any:
    """Call `function` with the same images, whose columns lie in memory one after the other."""
    return function(x.transpose(2, 3).contiguous().transpose(2, 3), *args)
