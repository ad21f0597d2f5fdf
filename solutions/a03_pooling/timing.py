"""What is timed: 3x3 pooling with stride 2, forwards and backwards, beside torch's, in float64."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.timing.cases import Case, Thunk, Work

Array = np.ndarray
Pool = Callable[..., Tensor]
KERNEL, STRIDE, PADDING = 3, 2, 1  # the pooling of ResNet's stem: windows overlap
BYTES = 8  # of a float64

AXES = ("batch", "channels", "height", "width")
SHAPES = ((1, 3, 32, 32), (8, 16, 28, 28), (16, 64, 56, 56), (64, 64, 56, 56), (256, 64, 56, 56))
SIZES: Mapping[str, Mapping[str, int]] = {
    " x ".join(map(str, shape)): dict(zip(AXES, shape, strict=True)) for shape in SHAPES
}


def forward_inputs(
    rng: np.random.Generator, device: str, batch: int, channels: int, height: int, width: int
) -> tuple[Array, int, int, int]:
    """x, kernel_size, stride, padding."""
    return rng.standard_normal((batch, channels, height, width)), KERNEL, STRIDE, PADDING


def backward_inputs(
    rng: np.random.Generator, device: str, batch: int, channels: int, height: int, width: int
) -> tuple[Array, Array, int, int, int]:
    """grad_out, x, kernel_size, stride, padding."""
    out_size = [(n + 2 * PADDING - KERNEL) // STRIDE + 1 for n in (height, width)]
    grad_out = rng.standard_normal((batch, channels, *out_size))
    return grad_out, *forward_inputs(rng, device, batch, channels, height, width)


def work(arrays: float) -> Callable[..., Work]:
    """One operation for each pixel of each window, and so many arrays as large as x to move."""

    def of_size(batch: int, channels: int, height: int, width: int) -> Work:
        pixels = batch * channels * height * width
        return Work(operations=KERNEL**2 * pixels / STRIDE**2, bytes=BYTES * arrays * pixels)

    return of_size


def forward(pool: Pool) -> Callable[..., Thunk]:
    """Torch's pooling."""

    def prepare(x: Array, *settings: int) -> Thunk:
        images = torch.from_numpy(x)
        return lambda: pool(images, *settings)

    return prepare


def backward(pool: Pool) -> Callable[..., Thunk]:
    """The backward pass of torch's pooling alone: the forward pass is done before."""

    def prepare(grad_out: Array, x: Array, *settings: int) -> Thunk:
        images, grad = torch.from_numpy(x).requires_grad_(), torch.from_numpy(grad_out)
        out = pool(images, *settings)
        return lambda: torch.autograd.grad(out, images, grad, retain_graph=True)[0]

    return prepare


def case(
    exercise: str,
    inputs: Callable[..., tuple],
    arrays: float,
    name: str,
    peer: Callable[..., Thunk],
) -> Case:
    """A case of NumPy: on the CPU, in float64."""
    return Case(
        exercise=exercise,
        sizes=SIZES,
        inputs=inputs,
        work=work(arrays),
        peers={name: peer},
        tolerance=1e-13,  # sums of at most nine numbers in another order
        dtype="float64",
        devices=("cpu",),
        memory=lambda batch, channels, height, width: BYTES * 8 * batch * channels * height * width,
    )


CASES = (
    # x is read, and a quarter as many values are written
    case("max_pool2d_forward", forward_inputs, 1.25, "F.max_pool2d", forward(F.max_pool2d)),
    # the reference finds the winners again: it reads x as well
    case("max_pool2d_backward", backward_inputs, 2.25, "autograd", backward(F.max_pool2d)),
    case("avg_pool2d_forward", forward_inputs, 1.25, "F.avg_pool2d", forward(F.avg_pool2d)),
    case("avg_pool2d_backward", backward_inputs, 1.25, "autograd", backward(F.avg_pool2d)),
)
